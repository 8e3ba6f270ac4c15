import { StatisticError } from '../statistic-error.ts'

/**
 * Area under the ROC curve (AUC) of rows that count with a weight.
 *
 *     AUC = Σ w_e·w_n·[s_e > s_n] + ½·w_e·w_n·[s_e = s_n], over all events e and non-events n, / (Σ w_e · Σ w_n)
 *
 * With weights that are whole numbers, the AUC of the rows repeated as often.
 *
 * @param yTrue - 0 or 1 per row, shape (nSamples,)
 * @param yScore - higher = riskier, shape (nSamples,)
 * @param weights - > 0, shape (nSamples,); null: 1 each
 * @returns AUC in [0, 1]; 0.5 without any ranking
 * @throws StatisticError `undefined` if there are no events or no non-events
 */
export function weightedRocAuc(yTrue: Uint8Array, yScore: Float64Array, weights: Float64Array | null): number {
  const order = Uint32Array.from(yScore, (_, i) => i).sort((a, b) => yScore[a]! - yScore[b]!)
  let below = 0
  let events = 0
  let wins = 0
  for (let i = 0; i < order.length; ) {
    let tiedEvents = 0
    let tiedNonEvents = 0
    const score = yScore[order[i]!]!
    for (; i < order.length && yScore[order[i]!] === score; i++) {
      const weight = weights === null ? 1 : weights[order[i]!]!
      if (yTrue[order[i]!] === 1) tiedEvents += weight
      else tiedNonEvents += weight
    }
    wins += tiedEvents * (below + tiedNonEvents / 2)
    below += tiedNonEvents
    events += tiedEvents
  }
  if (events === 0 || below === 0)
    throw new StatisticError('undefined', 'weightedRocAuc needs events and non-events, got one class only')
  return wins / (events * below)
}
