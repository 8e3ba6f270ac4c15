import {
  type CoefficientEstimate,
  fitLogisticRegression,
  type LogisticRegressionModel,
} from '../learn/logistic-regression.ts'
import { findDependentColumn, standardizeDesign } from '../learn/standardized-design.ts'
import { StatisticError } from '../statistic-error.ts'
import type { Candidate, Term } from './candidate.ts'
import type { Exclusion, SelectionStep } from './fit-report.ts'
import type { FitProgress } from './fit-request.ts'
import type { FitSample } from './fit-sample.ts'
import type { ScorecardParams } from './scorecard-model.ts'
import { selectCandidates } from './select-candidates.ts'

/** The regression and the characteristics that survived it, in their given order. */
export interface CandidateRegression {
  /** Coefficients in the order of the terms of `candidates`, on the scale of their columns; null when none is left. */
  readonly model: LogisticRegressionModel | null
  readonly candidates: readonly Candidate[]
  readonly exclusions: readonly Exclusion[]
  readonly path: readonly SelectionStep[]
  readonly statement: string | null
  readonly warnings: readonly string[]
}

type RegressionParams = Pick<ScorecardParams, 'l1' | 'l2' | 'dropWrongSigns' | 'selection'>

/** What is collected on the way. */
interface Notes {
  readonly exclusions: Exclusion[]
  readonly path: SelectionStep[]
  readonly warnings: string[]
}

/**
 * Logistic regression of the event on the columns of the candidates, leaving out what cannot stay:
 *
 * 1. columns that are constant or a combination of those of stronger characteristics (those that must stay, then by information value);
 * 2. what the selection leaves out (`selectFeatures`);
 * 3. under a lasso penalty, characteristics all of whose coefficients are 0;
 * 4. with `dropWrongSigns`, one by one, the characteristic of least information value among those whose coefficient on weight of
 *    evidence is not negative: a higher weight of evidence means safer, so a positive coefficient would pay points for risk.
 *
 * Characteristics named in `mustHave` are spared by 2 to 4, with a warning where they would have gone. Under a penalty the columns of
 * a raw-feature regression are standardised, so that the penalty does not depend on units; weights of evidence have one unit already.
 *
 * @param candidates - in scorecard order
 * @param sample - labels, weights and offset
 * @param params - penalties, signs and selection
 * @param seed - of the folds of the selection
 * @param onProgress - called by the selection
 * @returns the regression on those left; model null when none is left
 * @throws StatisticError `undefined` if the columns separate events from non-events, or there are not more rows than columns
 */
export function fitCandidates(
  candidates: readonly Candidate[],
  sample: FitSample,
  params: RegressionParams,
  seed: number,
  onProgress: FitProgress = () => {},
): CandidateRegression {
  const notes: Notes = { exclusions: [], path: [], warnings: [] }
  requireRows(candidates, sample)
  const independent = dropDependent(candidates, params.selection.mustHave, notes)
  const selected = selectCandidates(independent, sample, params, seed, onProgress)
  notes.exclusions.push(...selected.exclusions)
  notes.path.push(...selected.path)
  let kept = selected.candidates
  while (kept.length > 0) {
    const model = regress(kept, sample, params)
    const leaving = findLeaving(kept, model, params)
    if (leaving === null) {
      warnOfForced(kept, model, params, notes)
      return { model, candidates: kept, ...notes, statement: selected.statement }
    }
    notes.exclusions.push(leaving)
    kept = kept.filter(({ name }) => name !== leaving.name)
    if (selected.statement !== null) {
      notes.path.push({
        action: 'remove',
        name: leaving.name,
        nCharacteristics: kept.length,
        criterion: null,
        reason: leaving.reason,
      })
    }
  }
  return { model: null, candidates: [], ...notes, statement: selected.statement }
}

/** Looks from the strongest to the weakest, so that of two equal columns that of the weaker (or later) characteristic goes. */
function dropDependent(
  candidates: readonly Candidate[],
  mustHave: readonly string[],
  notes: Notes,
): readonly Candidate[] {
  const rank = ({ name }: Candidate): number => (mustHave.includes(name) ? 0 : 1)
  const byStrength = [...candidates].sort(
    (a, b) => rank(a) - rank(b) || b.variable.informationValue - a.variable.informationValue,
  )
  let terms = byStrength.flatMap(({ terms }) => terms)
  const drop = (term: Term, reason: string): void => {
    terms = terms.filter((other) => other !== term)
    const owner = candidates.find((candidate) => candidate.terms.includes(term))!
    notes.exclusions.push({ name: term.name, reason, informationValue: owner.variable.informationValue })
    if (mustHave.includes(owner.name))
      notes.warnings.push(`"${term.name}" must be in the scorecard but cannot: ${reason}`)
  }
  for (const term of terms) if (isConstant(term.column)) drop(term, 'Its column is constant in the development sample.')
  for (;;) {
    const names = terms.map(({ name }) => name)
    const design = terms.map(({ column }) => column)
    const dependent = terms[findDependentColumn(standardizeDesign(design, null, names).columns)]
    if (dependent === undefined) break
    const what =
      dependent.kind === 'woe'
        ? 'Its weight of evidence is a combination of that'
        : 'Its column is a combination of those'
    drop(dependent, `${what} of stronger characteristics.`)
  }
  const left = new Set(terms)
  return candidates
    .map((candidate) => ({ ...candidate, terms: candidate.terms.filter((term) => left.has(term)) }))
    .filter((candidate) => candidate.terms.length > 0)
}

function isConstant(column: Float64Array): boolean {
  return column.every((value) => value === column[0])
}

function requireRows(candidates: readonly Candidate[], sample: FitSample): void {
  const nColumns = candidates.reduce((sum, { terms }) => sum + terms.length, 0)
  if (nColumns < sample.yTrue.length) return
  throw new StatisticError(
    'undefined',
    `regression needs more rows than columns, got ${sample.yTrue.length} rows of development and ${nColumns} columns: give more rows, exclude characteristics or raise minInformationValue`,
  )
}

/** The regression on the scale of the columns, whatever it was fitted on. */
function regress(
  candidates: readonly Candidate[],
  sample: FitSample,
  { l1, l2 }: RegressionParams,
): LogisticRegressionModel {
  const terms = candidates.flatMap((candidate) => candidate.terms)
  const names = terms.map(({ name }) => name)
  const raw = terms.map(({ column }) => column)
  const isScaled = (l1 > 0 || l2 > 0) && terms.some(({ kind }) => kind !== 'woe')
  const scaled = isScaled ? standardizeDesign(raw, sample.weights, names) : null
  const model = fitLogisticRegression({
    design: scaled?.columns ?? raw,
    yTrue: sample.yTrue,
    names,
    l2,
    l1,
    ...(sample.weights === null ? {} : { weights: sample.weights }),
    ...(sample.offset === null ? {} : { offset: sample.offset }),
  })
  if (scaled === null) return model
  let intercept = model.intercept.estimate
  const coefficients = model.coefficients.map((coefficient, j) => {
    intercept -= (coefficient.estimate * scaled.means[j]!) / scaled.scales[j]!
    return unscaled(coefficient, scaled.scales[j]!)
  })
  return { ...model, intercept: withoutError(model.intercept, intercept), coefficients }
}

function unscaled(coefficient: CoefficientEstimate, scale: number): CoefficientEstimate {
  const { estimate, standardError, lower, upper } = coefficient
  return {
    ...coefficient,
    estimate: estimate / scale,
    standardError: standardError / scale,
    lower: lower / scale,
    upper: upper / scale,
  }
}

/** The error of an intercept moved from the centre is not that of the centre. */
function withoutError(intercept: CoefficientEstimate, estimate: number): CoefficientEstimate {
  const unknown = Number.NaN
  return {
    ...intercept,
    estimate,
    standardError: unknown,
    zValue: unknown,
    pValue: unknown,
    lower: unknown,
    upper: unknown,
  }
}

/** Coefficients of each candidate's terms. */
function coefficientsOf(candidates: readonly Candidate[], model: LogisticRegressionModel): number[][] {
  let next = 0
  return candidates.map(({ terms }) => terms.map(() => model.coefficients[next++]!.estimate))
}

/** The next characteristic to go, with the reason; null when all may stay. */
function findLeaving(
  kept: readonly Candidate[],
  model: LogisticRegressionModel,
  { dropWrongSigns, selection }: RegressionParams,
): Exclusion | null {
  const coefficients = coefficientsOf(kept, model)
  const free = kept.filter(({ name }) => !selection.mustHave.includes(name))
  const zero = free.find((candidate) => coefficients[kept.indexOf(candidate)]!.every((value) => value === 0))
  if (zero !== undefined) {
    const { name, variable } = zero
    return {
      name,
      reason: 'Its coefficient is 0 under the lasso penalty.',
      informationValue: variable.informationValue,
    }
  }
  const isWrong = (candidate: Candidate): boolean =>
    candidate.terms[0]!.kind === 'woe' && coefficients[kept.indexOf(candidate)]![0]! >= 0
  const wrong = dropWrongSigns ? free.filter(isWrong) : []
  if (wrong.length === 0) return null
  const weakest = wrong.reduce((a, b) => (b.variable.informationValue < a.variable.informationValue ? b : a))
  const estimate = coefficients[kept.indexOf(weakest)]![0]!
  const reason = `Coefficient ${estimate.toFixed(4)} of its weight of evidence has the wrong sign beside ${kept.length - 1} others: more points would mean more risk.`
  return { name: weakest.name, reason, informationValue: weakest.variable.informationValue }
}

function warnOfForced(
  kept: readonly Candidate[],
  model: LogisticRegressionModel,
  { dropWrongSigns, selection }: RegressionParams,
  { warnings }: Notes,
): void {
  const coefficients = coefficientsOf(kept, model)
  kept.forEach(({ name, terms }, j) => {
    if (!selection.mustHave.includes(name)) return
    if (coefficients[j]!.every((value) => value === 0)) {
      warnings.push(`"${name}" was kept as asked (mustHave) with a coefficient of 0 under the lasso penalty.`)
    } else if (dropWrongSigns && terms[0]!.kind === 'woe' && coefficients[j]![0]! >= 0) {
      warnings.push(`"${name}" was kept as asked (mustHave) with a coefficient of the wrong sign.`)
    }
  })
}
