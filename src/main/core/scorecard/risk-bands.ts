import { StatisticError } from '../statistic-error.ts'
import type { RiskBand } from './scorecard-model.ts'

/**
 * Risk bands: ranges of scores that hold equal shares of the development sample.
 *
 * From the lowest score on, band k of n ends with the first score at which at least k/n of the sample (by weight) is reached, so
 * cases of one score share a band, and where many tie there are fewer bands than asked for. Letters: A is the safest band, B the next;
 * the array has the riskiest first. A band holds the scores from its minimum up to the minimum of the next; the first has no lower end,
 * the last no upper end, so every possible score has a band.
 *
 * @param points - scores of the development sample, shape (nSamples,), at least one
 * @param yTrue - 0 or 1 per row, shape (nSamples,)
 * @param weights - row weights, or null for 1 each
 * @param nBands - bands asked for, 1 to 26
 * @throws StatisticError `invalidInput` if the number of bands is not a whole number from 1 to 26
 */
export function riskBands(
  points: Float64Array,
  yTrue: Uint8Array,
  weights: Float64Array | null,
  nBands: number,
): RiskBand[] {
  if (!Number.isInteger(nBands) || nBands < 1 || nBands > 26) {
    throw new StatisticError('invalidInput', `riskBands needs a whole number of bands from 1 to 26, got ${nBands}`)
  }
  const order = Uint32Array.from(points, (_, row) => row).sort((a, b) => points[a]! - points[b]! || a - b)
  const total = weights === null ? points.length : weights.reduce((sum, weight) => sum + weight, 0)
  const bands: { minimum: number; weight: number; events: number }[] = []
  let reached = 0
  let nPassed = 0
  let isOpen = false
  order.forEach((row, i) => {
    if (!isOpen) bands.push({ minimum: points[row]!, weight: 0, events: 0 })
    isOpen = true
    const weight = weights?.[row] ?? 1
    const band = bands.at(-1)!
    band.weight += weight
    band.events += weight * yTrue[row]!
    reached += weight
    const next = order[i + 1]
    if (next === undefined || points[next] === points[row]) return
    // The sum of weights may miss a boundary by rounding.
    const passed = Math.floor((reached / total) * nBands + 1e-9)
    isOpen = passed <= nPassed
    nPassed = passed
  })
  return bands.map(({ minimum, weight, events }, k) => ({
    label: String.fromCharCode(65 + bands.length - 1 - k),
    minimumPoints: k === 0 ? null : minimum,
    share: Math.min(1, weight / total),
    eventRate: events / weight,
  }))
}
