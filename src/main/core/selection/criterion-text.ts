import type { ModelCriterion } from './model-criterion.ts'

/** The criterion of a model as text. */
export function formatValue(criterion: ModelCriterion, loss: number, digits = criterion.isLowerBetter ? 1 : 4): string {
  return Number.isFinite(loss) ? criterion.valueOf(loss).toFixed(digits) : 'not defined'
}

/** "lowers the AIC from 712.3 to 711.8": with as many digits as it takes to see the difference, up to six. */
export function compareValues(criterion: ModelCriterion, before: number, after: number): string {
  if (!Number.isFinite(before) || !Number.isFinite(after))
    return `changes the ${criterion.name} from ${formatValue(criterion, before)} to ${formatValue(criterion, after)}`
  let digits = criterion.isLowerBetter ? 1 : 4
  while (digits < 6 && formatValue(criterion, before, digits) === formatValue(criterion, after, digits)) digits++
  const from = formatValue(criterion, before, digits)
  const to = formatValue(criterion, after, digits)
  if (from === to) return `leaves the ${criterion.name} at ${to}`
  const verb = criterion.valueOf(after) < criterion.valueOf(before) ? 'lowers' : 'raises'
  return `${verb} the ${criterion.name} from ${from} to ${to}`
}
