import { StatisticError } from '../statistic-error.ts'
import type { MissingRule, Scaling } from './scorecard-model.ts'

/** The rule for the missing bin of one characteristic, with the points of a person where it is `points`. */
export interface MissingDecision {
  readonly rule: MissingRule
  readonly points: number | null
}

/**
 * Which rule gives the points of the missing bin of a characteristic: its exception, else the general rule, else `woe`.
 *
 * @param name - name of the characteristic
 * @param scaling - rule, exceptions and rounding
 * @throws StatisticError `invalidInput` if the rule is `points` without a finite number, or with one that is not whole on a scorecard
 *   in whole points
 */
export function missingDecision(name: string, scaling: Scaling): MissingDecision {
  const exception = scaling.missing?.exceptions.find(({ column }) => column === name)
  const rule = exception?.rule ?? scaling.missing?.rule ?? 'woe'
  if (rule !== 'points') return { rule, points: null }
  const points = exception?.points
  const isWhole = scaling.rounding === 'none' || Number.isInteger(points)
  if (points === undefined || !Number.isFinite(points) || !isWhole) {
    const needs = scaling.rounding === 'none' ? 'a number' : 'a whole number'
    throw new StatisticError(
      'invalidInput',
      `points of missing values of "${name}" need ${needs}, got ${points ?? 'none'}`,
    )
  }
  return { rule, points }
}

/**
 * Points of the missing bin under a rule.
 *
 * @param decision - rule, and points of a person
 * @param own - as the regression gives them
 * @param neutral - those of weight of evidence 0 (of a case of mean value for a straight line)
 * @param others - points of all other bins; the worst are the fewest
 */
export function missingPoints(
  { rule, points }: MissingDecision,
  own: number,
  neutral: number,
  others: readonly number[],
): number {
  switch (rule) {
    case 'woe':
      return own
    case 'neutral':
      return neutral
    case 'worst':
      return others.length === 0 ? own : Math.min(...others)
    case 'points':
      return points ?? own
  }
}
