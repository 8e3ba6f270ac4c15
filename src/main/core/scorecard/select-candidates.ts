import { standardizeDesign } from '../learn/standardized-design.ts'
import { selectFeatures } from '../selection/select-features.ts'
import type { Candidate } from './candidate.ts'
import type { Exclusion, SelectionStep } from './fit-report.ts'
import type { FitProgress } from './fit-request.ts'
import type { FitSample } from './fit-sample.ts'
import type { ScorecardParams } from './scorecard-model.ts'

/** What a selection leaves, and how it went. */
export interface SelectedCandidates {
  readonly candidates: readonly Candidate[]
  readonly path: readonly SelectionStep[]
  /** How it searched; null when nothing was asked of it. */
  readonly statement: string | null
  readonly exclusions: readonly Exclusion[]
}

/**
 * Selects among candidates as the parameters ask: by search, by correlation, by variance inflation. Nothing asked, all stay.
 *
 * @param candidates - independent columns, in scorecard order
 * @param sample - labels, weights and offset
 * @param params - selection and ridge penalty
 * @param seed - of the folds
 * @param onProgress - told of every step
 */
export function selectCandidates(
  candidates: readonly Candidate[],
  sample: FitSample,
  params: Pick<ScorecardParams, 'selection' | 'l2'>,
  seed: number,
  onProgress: FitProgress,
): SelectedCandidates {
  const { selection, l2 } = params
  const { method, maxCharacteristics, maxCorrelation, maxVarianceInflation } = selection
  const isAsked =
    method !== 'none' || maxCharacteristics !== null || maxCorrelation !== null || maxVarianceInflation !== null
  if (!isAsked || candidates.length === 0) return { candidates, path: [], statement: null, exclusions: [] }
  const groups = candidates.map(({ name, variable, terms }) => {
    const raw = terms.map(({ column }) => column)
    const isScaled = l2 > 0 && terms.some(({ kind }) => kind !== 'woe')
    const names = terms.map((term) => term.name)
    const columns = isScaled ? standardizeDesign(raw, sample.weights, names).columns : raw
    return { name, informationValue: variable.informationValue, columns }
  })
  const { yTrue, weights, offset } = sample
  const result = selectFeatures({ groups, yTrue, weights, offset, l2, selection, seed }, (stage, done, total) =>
    onProgress(stage, done, total),
  )
  return {
    candidates: result.kept.map((index) => candidates[index]!),
    path: result.path,
    statement: result.statement,
    exclusions: result.exclusions,
  }
}
