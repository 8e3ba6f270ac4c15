import type { BinnedVariable } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'

/** Bad rate of one bin at its place between 0 and 1; ranges are joined by a line. */
export interface RateMark {
  readonly place: number
  readonly rate: number
  readonly isJoined: boolean
}

/** The bins that hold rows, evenly spaced in their order. */
export function rateMarks(variable: BinnedVariable): RateMark[] {
  const known = variable.bins.filter((bin) => bin.count > 0 && bin.eventRate !== null)
  return known.map((bin, index) => ({
    place: known.length === 1 ? 0.5 : index / (known.length - 1),
    rate: bin.eventRate ?? 0,
    isJoined: bin.definition.kind === 'interval',
  }))
}

/** "Bad rate 31.2%, 22.0%, 12.5%": bin by bin up to eight, else from the lowest to the highest. */
export function ratesText(variable: BinnedVariable): string {
  const rates = rateMarks(variable).map((mark) => mark.rate)
  if (rates.length === 0) return 'No rows'
  if (rates.length <= 8) return `Bad rate ${rates.map((rate) => formatNumber(rate, 'percent1')).join(', ')}`
  const [low, high] = [Math.min(...rates), Math.max(...rates)]
  return `Bad rate ${formatNumber(low, 'percent1')} to ${formatNumber(high, 'percent1')} over ${rates.length} bins`
}
