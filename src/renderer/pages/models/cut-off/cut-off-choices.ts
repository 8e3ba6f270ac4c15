import type { SampleName, StrategyReport } from '../../../../shared/contract/index.ts'
import { shareOf } from '../../../words/percent.ts'

/** What a person asks of the cut-offs; percentages as they are typed. */
export interface CutOffChoices {
  readonly sample: SampleName
  readonly costFalseNegative: number | null
  readonly costFalsePositive: number | null
  readonly profitPerGood: number | null
  readonly lossPerBad: number | null
  readonly approvalPercent: number | null
  readonly badPercent: number | null
}

export const DEFAULT_CUT_OFF: CutOffChoices = {
  sample: 'all',
  costFalseNegative: 10,
  costFalsePositive: 1,
  profitPerGood: 1,
  lossPerBad: 10,
  approvalPercent: 70,
  badPercent: null,
}

/** The settings as the door takes them; an empty field means the default, an empty share no such rule. */
export function cutOffInput(choices: CutOffChoices) {
  const { approvalPercent, badPercent } = choices
  return {
    sample: choices.sample,
    costFalseNegative: choices.costFalseNegative ?? 10,
    costFalsePositive: choices.costFalsePositive ?? 1,
    profitPerGood: choices.profitPerGood ?? 1,
    lossPerBad: choices.lossPerBad ?? 10,
    ...(approvalPercent === null ? {} : { approvalRate: shareOf(approvalPercent) }),
    ...(badPercent === null ? {} : { badRate: shareOf(badPercent) }),
  }
}

/** A rule in the words of the screen; rules that were given a number say it themselves. */
export function ruleText({ rule, label }: Pick<StrategyReport['choices'][number], 'rule' | 'label'>): string {
  switch (rule) {
    case 'cost':
      return 'Lowest cost'
    case 'profit':
      return 'Highest profit'
    case 'ks':
      return 'Goods and bads farthest apart (KS)'
    case 'youden':
      return 'Most bads less goods refused (Youden)'
    case 'approvalRate':
    case 'badRate':
      return label
  }
}
