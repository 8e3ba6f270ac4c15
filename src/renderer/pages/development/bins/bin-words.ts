import type { BinDefinition, BinnedVariable, Trend } from '../../../../shared/contract/index.ts'
import { shortLevel } from './edit-levels.ts'
import { edgeText } from './typed-number.ts'

/** A bin in words before the answer of the door has named it. */
export function definitionText(definition: BinDefinition): string {
  switch (definition.kind) {
    case 'interval':
      return intervalText(definition.lower, definition.upper)
    case 'levels':
      return definition.levels.map(shortLevel).join(', ')
    case 'special':
      return `Special: ${definition.codes.map(shortLevel).join(', ')}`
    case 'missing':
      return 'Missing'
    case 'unseen':
      return 'Other values'
  }
}

function intervalText(lower: number | null, upper: number | null): string {
  if (lower === null) return upper === null ? 'All values' : `< ${edgeText(upper)}`
  return upper === null ? `≥ ${edgeText(lower)}` : `[${edgeText(lower)}, ${edgeText(upper)})`
}

/** The trends a person can ask for, as the menu names them. */
export const TREND_CHOICES: readonly { readonly value: Trend | ''; readonly label: string }[] = [
  { value: '', label: 'As for all' },
  { value: 'auto', label: 'Automatic' },
  { value: 'ascending', label: 'Rising' },
  { value: 'descending', label: 'Falling' },
  { value: 'peak', label: 'Peak' },
  { value: 'valley', label: 'Valley' },
  { value: 'none', label: 'Free' },
]

/** "rising", "as for all". */
export function trendWord(trend: Trend | null): string {
  return (TREND_CHOICES.find((choice) => choice.value === (trend ?? ''))?.label ?? '').toLowerCase()
}

const RUNS: Partial<Record<Trend, string>> = {
  ascending: 'Rises',
  descending: 'Falls',
  peak: 'Peak',
  valley: 'Valley',
}

/** How the bad rate runs over the bins; levels have no order of their own. */
export function runWord(variable: BinnedVariable): string {
  if (variable.isManual === true) return 'By hand'
  return variable.type === 'text' ? 'Levels' : (RUNS[variable.trend] ?? 'Free')
}
