import type { Step } from '../../../../shared/contract/step.ts'
import { formatNumber } from '../../../../shared/format.ts'

export type StepKind = Step['kind']

/** What each kind of step does, as the menu says it. */
export const KIND_WORDS: Readonly<Record<StepKind, { readonly word: string; readonly purpose: string }>> = {
  derive: { word: 'Derive a column', purpose: 'Computes a new column from others' },
  filter: { word: 'Keep rows', purpose: 'Keeps only the rows for which something is true' },
  exclude: { word: 'Exclude rows', purpose: 'Leaves out the rows for which something is true' },
  split: { word: 'Split at random', purpose: 'Development and hold-out sample, by a seed' },
  outOfTime: { word: 'Out-of-time sample', purpose: 'Rows from a date on are kept apart' },
  folds: { word: 'Folds', purpose: 'Numbers the rows for cross-validation' },
  weight: { word: 'Weights', purpose: 'A weight per row; missing or negative ones are refused' },
}

/** What a step does, in one line: "income_ratio = debt / income". */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'derive':
      return `${step.name} = ${step.expression}`
    case 'weight':
      return `${step.name} = ${step.expression}`
    case 'filter':
      return `keep where ${step.keep}`
    case 'exclude':
      return `leave out where ${step.where}`
    case 'split':
      return `${step.name}: ${percent(step.developmentShare)} development, the rest hold-out${strata(step.stratifyBy)}, seed ${step.seed}`
    case 'outOfTime':
      return `${step.name}: out of time from ${step.from} by ${step.dateColumn}${earlier(step)}`
    case 'folds':
      return `${step.name}: ${step.k} folds${strata(step.stratifyBy)}, seed ${step.seed}`
  }
}

/** Why a step is there, where it says so. */
export function stepReason(step: Step): string {
  switch (step.kind) {
    case 'filter':
    case 'exclude':
      return step.reason
    case 'derive':
      return step.description
    default:
      return ''
  }
}

/** "exclude" or "derive income_ratio": a step in the name of an action. */
export function stepName(step: Step): string {
  return 'name' in step
    ? `${KIND_WORDS[step.kind].word.toLowerCase()}: ${step.name}`
    : KIND_WORDS[step.kind].word.toLowerCase()
}

function earlier(step: Extract<Step, { kind: 'outOfTime' }>): string {
  if (step.developmentShare === null) return ', earlier rows are development'
  return `, earlier rows ${percent(step.developmentShare)} development${strata(step.stratifyBy)}, seed ${step.seed}`
}

function strata(column: string | null): string {
  return column === null ? '' : ` within ${column}`
}

function percent(share: number): string {
  return `${formatNumber(Math.round(share * 1e8) / 1e6, 'number')}%`
}
