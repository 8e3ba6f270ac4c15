import type { FairnessGroup, Verdict } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'

/** The four-fifths rule and its mirror; shown as customary limits, the gate's limits are the policy's. */
export const FOUR_FIFTHS = 0.8
export const FOUR_FIFTHS_MIRROR = 1.25
const SIGNIFICANCE = 0.05

/** How a group reads against the four-fifths rule; small groups are never passed. */
export function groupVerdict(group: FairnessGroup): Verdict {
  const ratio = group.adverseImpactRatio.value
  if (!group.isSufficient || ratio === null) return 'notAssessed'
  if (group.isReference || (ratio >= FOUR_FIFTHS && ratio <= FOUR_FIFTHS_MIRROR)) return 'withinTolerance'
  const p = preferredP(group)
  return ratio < FOUR_FIFTHS && p !== null && p < SIGNIFICANCE ? 'breach' : 'investigate'
}

/** The p-value of the test that is to be read. */
export function preferredP(group: FairnessGroup): number | null {
  return (group.preferredTest === 'fisher' ? group.fisherTest : group.chiSquaredTest).pValue
}

/** The words of the verdict column. */
export function groupWords(group: FairnessGroup, minimumGroupSize: number): string {
  if (group.isReference) return 'Reference group'
  if (!group.isSufficient) return `Insufficient evidence (n < ${formatNumber(minimumGroupSize, 'integer')})`
  if (group.adverseImpactRatio.value === null) return group.adverseImpactRatio.reason ?? 'Undefined'
  switch (groupVerdict(group)) {
    case 'breach':
      return 'Below 0.80, and not by chance'
    case 'investigate':
      return group.adverseImpactRatio.value < FOUR_FIFTHS ? 'Below 0.80, chance not ruled out' : 'Above 1.25'
    case 'withinTolerance':
      return 'Between 0.80 and 1.25'
    case 'notAssessed':
      return 'Not assessed'
  }
}
