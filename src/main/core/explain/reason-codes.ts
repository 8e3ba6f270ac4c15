import { numberLabel } from '../binning/bin-label.ts'
import type { CaseContribution, Reason } from './explanation-types.ts'

/** How equal shortfalls are ordered. */
export const TIE_RULE = 'Equal shortfalls are ranked in scorecard order.'
/** The same of a model that is no scorecard. */
export const TREE_TIE_RULE = 'Equal shortfalls are ranked in the order of the model’s characteristics.'

/**
 * Reason codes of a case: the characteristics whose points lie below the baseline, largest shortfall first, equal shortfalls in
 * scorecard order. The code is R with the place of the characteristic in the model (R01 is the first).
 *
 * @param contributions - one per characteristic, in the order of the model
 * @param maxReasons - most reasons given, ≥ 0
 * @returns at most `maxReasons` reasons, fewer (or none) if fewer characteristics are below
 */
export function reasonCodes(contributions: readonly CaseContribution[], maxReasons: number): Reason[] {
  return contributions
    .map((contribution, index) => ({ contribution, index }))
    .filter(({ contribution }) => contribution.contribution < 0)
    .sort((a, b) => a.contribution.contribution - b.contribution.contribution || a.index - b.index)
    .slice(0, maxReasons)
    .map(({ contribution, index }, rank) => ({
      rank: rank + 1,
      code: `R${String(index + 1).padStart(2, '0')}`,
      name: contribution.name,
      text: reasonText(contribution),
      pointsBelowBaseline: -contribution.contribution,
    }))
}

function reasonText({ name, attribute, points, contribution }: CaseContribution): string {
  const shortfall = -contribution < 0.05 ? 'less than 0.1' : (-contribution).toFixed(1)
  if (points === null) return `${name}: ${attribute} (${shortfall} points below average)`
  return `${name}: ${attribute} (${pointsText(points)}, ${shortfall} below average)`
}

function pointsText(points: number): string {
  const text = Number.isInteger(points) ? numberLabel(points) : points.toFixed(2).replace('-', '\u2212')
  return `${text} ${Math.abs(points) === 1 ? 'point' : 'points'}`
}
