import { logistic } from '../learn/logistic-function.ts'
import { StatisticError } from '../statistic-error.ts'
import type { ScoreGroups } from './score-groups.ts'

const MAXIMUM_ITERATIONS = 200

/**
 * Shift of all log odds that brings the mean PD to a central tendency; ranks and odds ratios stay.
 *
 *     Σ w · σ(η + a) = centralTendency · Σ w,   solved for a
 *
 * The left side rises strictly in a; Newton's method inside a shrinking bracket. With the observed event rate as the target, a is the
 * calibration intercept (slope fixed at 1).
 *
 * @param groups - weights of rows by log odds η
 * @param centralTendency - mean PD wanted, in (0, 1)
 * @returns the intercept a, in log odds; 0: the level is right already
 * @throws StatisticError `undefined` if there are no rows
 * @see Basel Committee on Banking Supervision (2005), Working Paper 14, on calibration to a central tendency;
 *   Elkan (2001), The foundations of cost-sensitive learning, IJCAI, section 2.2, on changed base rates
 */
export function fitShift(groups: ScoreGroups, centralTendency: number): number {
  const { values } = groups
  if (values.length === 0) throw new StatisticError('undefined', 'calibration needs at least one row, got 0')
  const target = Math.log(centralTendency) - Math.log1p(-centralTendency)
  // Were all scores equal to the highest (lowest) one, the solution would be one of these bounds.
  let low = target - values[values.length - 1]!
  let high = target - values[0]!
  let shift = Math.min(high, Math.max(low, 0))
  for (let iteration = 0; iteration < MAXIMUM_ITERATIONS && low < high; iteration++) {
    const { excess, slope } = excessAt(groups, centralTendency, shift)
    if (excess === 0) return shift
    if (excess > 0) high = shift
    else low = shift
    const newton = shift - excess / slope
    const next = newton > low && newton < high ? newton : low + (high - low) / 2
    const moved = Math.abs(next - shift)
    shift = next
    if (moved <= 1e-15 * (1 + Math.abs(shift))) break
  }
  return shift
}

/** Weighted sum of PD minus target, and its derivative in the shift. */
function excessAt({ values, events, nonEvents }: ScoreGroups, centralTendency: number, shift: number) {
  let [excess, slope] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    const weight = events[i]! + nonEvents[i]!
    const p = logistic(values[i]! + shift)
    excess += weight * (p - centralTendency)
    slope += weight * p * logistic(-values[i]! - shift)
  }
  return { excess, slope }
}
