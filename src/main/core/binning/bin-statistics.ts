import { StatisticError } from '../statistic-error.ts'

/** What is done with a bin that has events but no non-events, or the reverse. */
export interface ZeroCellRule {
  /** Number added, > 0. */
  readonly addend: number
  /** Which cells of such a bin get it. */
  readonly cells: 'both' | 'empty'
}

/** 0.5 to both cells, the correction usual for log odds (Haldane, Anscombe). */
export const DEFAULT_ZERO_CELL_RULE: ZeroCellRule = { addend: 0.5, cells: 'both' }

/** Weight of evidence of one bin and its part of the information value. */
export interface BinEvidence {
  readonly woe: number
  readonly informationValue: number
  readonly isAdjusted: boolean
}

/** Statistics of a variable from the counts of its bins. */
export interface BinStatistics {
  readonly bins: readonly BinEvidence[]
  readonly informationValue: number
  readonly gini: number
  readonly ksStatistic: number
  /** Null when fewer than two bins hold rows. */
  readonly cramersV: number | null
}

/**
 * Weight of evidence (WoE) and information value (IV) of one bin.
 *
 *     WoE = ln((n / N) / (e / E)),  IV part = (n / N − e / E) · WoE
 *
 * with n non-events of N and e events of E. Positive WoE: safer than the sample. Where one of n and e is 0 the zero-cell rule
 * changes them; N and E stay. An empty bin has WoE 0 and IV 0.
 *
 * @param events - events of the bin, ≥ 0
 * @param nonEvents - non-events of the bin, ≥ 0
 * @param totalEvents - events of the sample, > 0
 * @param totalNonEvents - non-events of the sample, > 0
 * @param rule - zero-cell rule
 * @returns WoE and IV part in nats, and whether the rule was used
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6
 */
export function binEvidence(
  events: number,
  nonEvents: number,
  totalEvents: number,
  totalNonEvents: number,
  rule: ZeroCellRule = DEFAULT_ZERO_CELL_RULE,
): BinEvidence {
  if (events === 0 && nonEvents === 0) return { woe: 0, informationValue: 0, isAdjusted: true }
  const isAdjusted = events === 0 || nonEvents === 0
  const addToAll = isAdjusted && rule.cells === 'both'
  const e = (events + (addToAll || events === 0 ? rule.addend : 0)) / totalEvents
  const n = (nonEvents + (addToAll || nonEvents === 0 ? rule.addend : 0)) / totalNonEvents
  const woe = Math.log(n / e)
  return { woe, informationValue: (n - e) * woe, isAdjusted }
}

/**
 * Weight of evidence, information value, Gini, Kolmogorov–Smirnov (KS) statistic and Cramér's V of a variable from the counts of its bins.
 *
 *     IV = Σ (n_i/N − e_i/E) · WoE_i                 0 when the bins tell nothing apart
 *     Gini = 2·AUC − 1                               bins ranked by event rate, rows of one bin tied; in [0, 1]
 *     KS = max |F_E − F_N|                           over the bins in the order given; in [0, 1]
 *     V = √(χ² / n)                                  χ² of the table of non-empty bins by class, without correction; in [0, 1]
 *
 * Gini, KS and V use the counts as they are; the zero-cell rule touches WoE and IV only.
 *
 * @param events - events per bin, shape (nBins,), each ≥ 0
 * @param nonEvents - non-events per bin, shape (nBins,), each ≥ 0
 * @param rule - zero-cell rule
 * @throws StatisticError `invalidInput` if lengths differ or a count is negative or not finite
 * @throws StatisticError `undefined` if there are no events or no non-events at all
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6; Cramér (1946), Mathematical Methods of Statistics, 21.9
 */
export function binStatistics(
  events: ArrayLike<number>,
  nonEvents: ArrayLike<number>,
  rule: ZeroCellRule = DEFAULT_ZERO_CELL_RULE,
): BinStatistics {
  if (events.length !== nonEvents.length) {
    throw new StatisticError(
      'invalidInput',
      `binStatistics needs as many events as non-events, got ${events.length} and ${nonEvents.length} bins`,
    )
  }
  const totalEvents = total(events, 'events')
  const totalNonEvents = total(nonEvents, 'non-events')
  const bins: BinEvidence[] = []
  let informationValue = 0
  for (let i = 0; i < events.length; i++) {
    const evidence = binEvidence(events[i]!, nonEvents[i]!, totalEvents, totalNonEvents, rule)
    bins.push(evidence)
    informationValue += evidence.informationValue
  }
  return {
    bins,
    informationValue,
    gini: giniOf(events, nonEvents, totalEvents, totalNonEvents),
    ksStatistic: ksOf(events, nonEvents, totalEvents, totalNonEvents),
    cramersV: cramersV(events, nonEvents, totalEvents, totalNonEvents),
  }
}

function total(counts: ArrayLike<number>, what: string): number {
  let sum = 0
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!
    if (!(count >= 0 && Number.isFinite(count))) {
      throw new StatisticError(
        'invalidInput',
        `binStatistics needs ${what} that are finite and not negative, got ${count} in bin ${i + 1}`,
      )
    }
    sum += count
  }
  if (sum === 0) throw new StatisticError('undefined', `binStatistics needs events and non-events, got no ${what}`)
  return sum
}

/** Rows of a bin are tied, bins ranked by event rate. */
function giniOf(
  events: ArrayLike<number>,
  nonEvents: ArrayLike<number>,
  totalEvents: number,
  totalNonEvents: number,
): number {
  // An empty bin has no rate and would make the comparison contradict itself.
  const order = Array.from({ length: events.length }, (_, i) => i).filter((i) => events[i]! + nonEvents[i]! > 0)
  order.sort((a, b) => events[b]! * nonEvents[a]! - events[a]! * nonEvents[b]! || a - b)
  let eventShare = 0
  let area = 0
  for (const i of order) {
    const e = events[i]! / totalEvents
    area += (nonEvents[i]! / totalNonEvents) * (eventShare + e / 2)
    eventShare += e
  }
  return 2 * area - 1
}

function ksOf(
  events: ArrayLike<number>,
  nonEvents: ArrayLike<number>,
  totalEvents: number,
  totalNonEvents: number,
): number {
  let difference = 0
  let largest = 0
  for (let i = 0; i < events.length; i++) {
    difference += events[i]! / totalEvents - nonEvents[i]! / totalNonEvents
    largest = Math.max(largest, Math.abs(difference))
  }
  return largest
}

function cramersV(
  events: ArrayLike<number>,
  nonEvents: ArrayLike<number>,
  totalEvents: number,
  totalNonEvents: number,
): number | null {
  const n = totalEvents + totalNonEvents
  let chiSquared = 0
  let nFilled = 0
  for (let i = 0; i < events.length; i++) {
    const count = events[i]! + nonEvents[i]!
    if (count === 0) continue
    nFilled++
    const expectedEvents = (count * totalEvents) / n
    const expectedNonEvents = (count * totalNonEvents) / n
    chiSquared +=
      (events[i]! - expectedEvents) ** 2 / expectedEvents + (nonEvents[i]! - expectedNonEvents) ** 2 / expectedNonEvents
  }
  return nFilled < 2 ? null : Math.sqrt(chiSquared / n)
}
