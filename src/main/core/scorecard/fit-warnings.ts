import { type Column, columnLength } from '../frame/frame.ts'
import type { ColumnParts, FitInputs } from './fit-inputs.ts'
import type { FitScorecardInput } from './fit-request.ts'
import type { SampleModel } from './fit-sample-model.ts'
import type { ScorecardParams } from './scorecard-model.ts'
import { countDistinct } from './target-vector.ts'

/** Log odds between the ends of a column below which it tells nobody apart: the odds differ by a thousandth. */
const NEARLY_NO_LOG_ODDS = 1e-3

/** What a reader of the fit should know, in plain sentences; facts only, limits are policy. */
export function fitWarnings(input: FitScorecardInput, targetColumn: Column, fitted: SampleModel): string[] {
  const { params } = input
  const { regression, candidates } = fitted
  const warnings = [...dataWarnings(input, targetColumn, 'scorecard')]
  if (!regression.converged)
    warnings.push(`The regression stopped after ${regression.nIterations} iterations without converging.`)
  warnings.push(...strangerWarnings(input), ...fitted.warnings)
  const terms = candidates.flatMap((candidate) => candidate.terms.map((term) => ({ ...term, owner: candidate.name })))
  const wrong = terms.filter(
    ({ kind, owner }, j) =>
      kind === 'woe' && regression.coefficients[j]!.estimate >= 0 && !params.selection.mustHave.includes(owner),
  )
  if (wrong.length > 0)
    warnings.push(`Coefficients of the wrong sign were kept: ${wrong.map(({ name }) => name).join(', ')}.`)
  warnings.push(...flatWarnings(params, fitted), ...emptyBinWarnings(fitted))
  const adjusted = candidates.filter(({ variable }) => variable.bins.some((bin) => bin.isAdjusted && bin.count > 0))
  if (adjusted.length > 0)
    warnings.push(`The zero-cell rule was used in bins of: ${adjusted.map(({ name }) => name).join(', ')}.`)
  return warnings
}

/**
 * What a reader should know of the rows of any fit: weights, offset, rows without an outcome, target, samples.
 *
 * @param input - rows and samples, and the parameters that concern them
 * @param targetColumn - the target, shape (nRows,)
 * @param noun - what is fitted, in one word: "scorecard", "model"
 */
export function dataWarnings(
  input: FitInputs & { readonly params: ColumnParts },
  targetColumn: Column,
  noun: string,
): string[] {
  const { params, target, rejected, split, weights, weightColumn, offset } = input
  const warnings: string[] = []
  if (weights !== undefined && weights !== null)
    warnings.push(
      `Rows count as ${weightColumn === undefined || weightColumn === null ? 'their weights say' : `"${weightColumn}" says`}; AUCs count every row with a known outcome once.`,
    )
  if (offset !== undefined && offset !== null)
    warnings.push(
      `The offset${params.offsetColumn === null ? '' : ` "${params.offsetColumn}"`} is not part of the score: the PDs are those at offset 0.`,
    )
  const nRejected = rejected?.length ?? 0
  const nUnused = columnLength(targetColumn) - split.development.length - split.holdout.length - nRejected
  const { method } = params.rejectInference
  if (nRejected > 0)
    warnings.push(
      method === 'knownOnly'
        ? `${nRejected} rows without a known outcome were left out (knownOnly): the ${noun} is one of accepted applicants.`
        : `Outcomes of ${nRejected} rejected applicants are not known: the ${noun} rests on assumptions about them (${method}).`,
    )
  if (nRejected === 0 && method !== 'none')
    warnings.push(
      `rejectInference.method is ${method}, but no row is rejected: it changed nothing, and the ${noun} is one of the rows with an outcome.`,
    )
  if (nUnused > 0 && method !== 'none') warnings.push(`${nUnused} rows belong to no sample and were left out.`)
  const nTargets = countDistinct(targetColumn)
  if (nTargets > 2)
    warnings.push(`The target has ${nTargets} values; every value but "${target.eventValue}" counts as non-event.`)
  if (split.holdout.length === 0) warnings.push('There is no hold-out sample: every row was used for development.')
  return warnings
}

/** A card that tells nobody apart, or next to nobody. */
function flatWarnings({ l1, l2 }: ScorecardParams, { model, regression, candidates }: SampleModel): string[] {
  const columns = candidates.flatMap(({ terms }) => terms.map(({ column }) => column))
  const isNearZero = columns.every(
    (column, j) => Math.abs(regression.coefficients[j]!.estimate) * spread(column) < NEARLY_NO_LOG_ODDS,
  )
  const isFlat = model.characteristics.every(({ attributes }) =>
    attributes.every(({ points, pointsPerUnit = 0 }) => points === attributes[0]!.points && pointsPerUnit === 0),
  )
  if (!isNearZero && !isFlat) return []
  const remedy =
    isNearZero && (l1 > 0 || l2 > 0)
      ? `the penalty (l1 = ${l1}, l2 = ${l2}) leaves every coefficient next to 0. Lower it.`
      : isNearZero
        ? 'every coefficient is next to 0.'
        : 'rounding takes the differences away. Raise pointsToDoubleOdds, or do not round.'
  return [`The scorecard tells ${isFlat ? 'nobody' : 'next to nobody'} apart: ${remedy}`]
}

function spread(column: Float64Array): number {
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  for (const value of column) {
    if (value < lowest) lowest = value
    if (value > highest) highest = value
  }
  return highest - lowest
}

/** Bins on the card that a person set and no row falls into. */
function emptyBinWarnings({ candidates }: SampleModel): string[] {
  return candidates.flatMap(({ name, variable }) => {
    if (variable.isManual !== true) return []
    const nEmpty = variable.bins.filter(
      ({ count, definition: { kind } }) => count === 0 && kind !== 'missing' && kind !== 'unseen',
    ).length
    if (nEmpty === 0) return []
    const which = nEmpty === 1 ? '1 bin holds' : `${nEmpty} bins hold`
    return [`Bins of "${name}" were set by hand: ${which} no row of the development sample.`]
  })
}

/** Parameters that name columns which are no candidates. */
function strangerWarnings({ characteristics, params }: FitScorecardInput): string[] {
  const { binning, selection, scaling } = params
  const groups: readonly (readonly [string, readonly string[]])[] = [
    [
      'Binning parameters name',
      [...binning.trends, ...binning.specialCodes, ...(binning.manual ?? [])].map(({ column }) => column),
    ],
    ['The selection names', [...selection.mustHave, ...selection.mustNot]],
    ['The rule for missing values names', (scaling.missing?.exceptions ?? []).map(({ column }) => column)],
  ]
  return groups.flatMap(([what, columns]) =>
    [...new Set(columns)]
      .filter((column) => !characteristics.includes(column))
      .map((column) => `${what} "${column}", which is not a candidate characteristic.`),
  )
}
