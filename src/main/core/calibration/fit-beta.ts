import { logOnePlusExp } from '../learn/logistic-function.ts'
import { fitLogisticRegression } from '../learn/logistic-regression.ts'
import { StatisticError } from '../statistic-error.ts'
import type { ScoreGroups } from './score-groups.ts'

interface BetaMap {
  readonly a: number
  readonly b: number
  readonly c: number
}

/**
 * Beta calibration: logistic regression of the outcome on ln p and −ln(1 − p) by maximum likelihood.
 *
 *     PD = σ(c + a · ln p − b · ln(1 − p)),   a, b ≥ 0
 *
 * a = b = 1 and c = 0 change nothing; a = b is Platt's map without smoothed targets. Where the free fit has a < 0 (else b < 0), that
 * coefficient is set to 0 and the others are fitted again, as the authors' package does; so the map never falls.
 *
 * @param groups - weights of events and non-events by log odds η of p
 * @returns a, b ≥ 0, not both 0, and c
 * @throws StatisticError `undefined` if there are fewer than three distinct η, the PDs separate the classes, or the map would turn the ranking round
 * @see Kull, Silva Filho & Flach (2017), Beta calibration: a well-founded and easily implemented improvement on logistic calibration
 *   for binary classifiers, AISTATS, PMLR 54, section 4
 */
export function fitBeta(groups: ScoreGroups): BetaMap {
  if (groups.values.length < 3) {
    throw new StatisticError(
      'undefined',
      `beta calibration needs three different scores at least, got ${groups.values.length}`,
    )
  }
  const free = fitTerms(groups, ['ln p', '−ln(1 − p)'])
  if (free.a >= 0 && free.b >= 0) return free
  const bound = fitTerms(groups, [free.a < 0 ? '−ln(1 − p)' : 'ln p'])
  if (bound.a + bound.b > 0) return bound
  throw new StatisticError(
    'undefined',
    `beta calibration needs a score that ranks the outcomes of this sample the right way, got coefficient ${bound.a + bound.b}: it would turn the ranking round`,
  )
}

type Term = 'ln p' | '−ln(1 − p)'

function fitTerms(groups: ScoreGroups, terms: readonly Term[]): BetaMap {
  const etas: number[] = []
  const labels: number[] = []
  const weights: number[] = []
  groups.values.forEach((eta, i) => {
    for (const [label, weight] of [
      [1, groups.events[i]!],
      [0, groups.nonEvents[i]!],
    ] as const) {
      if (weight === 0) continue
      etas.push(eta)
      labels.push(label)
      weights.push(weight)
    }
  })
  const model = fitLogisticRegression({
    design: terms.map((term) =>
      Float64Array.from(etas, (eta) => (term === 'ln p' ? -logOnePlusExp(-eta) : logOnePlusExp(eta))),
    ),
    yTrue: Uint8Array.from(labels),
    weights: Float64Array.from(weights),
    names: terms,
  })
  const estimateOf = (term: Term) => model.coefficients[terms.indexOf(term)]?.estimate ?? 0
  return { a: estimateOf('ln p'), b: estimateOf('−ln(1 − p)'), c: model.intercept.estimate }
}
