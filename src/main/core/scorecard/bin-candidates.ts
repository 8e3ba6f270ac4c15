import { binVariable } from '../binning/bin-variable.ts'
import type { BinDefinition, BinnedVariable, BinningParams } from '../binning/binned-variable.ts'
import { countLevels } from '../binning/text-prebins.ts'
import { type Column, getColumn, type TextColumn } from '../frame/frame.ts'
import type { Candidate } from './candidate.ts'
import type { Exclusion } from './fit-report.ts'
import type { FitProgress } from './fit-request.ts'
import type { FitSample } from './fit-sample.ts'
import { binsOfOneClass, rawCandidate } from './raw-candidate.ts'
import type { Method, ScorecardParams } from './scorecard-model.ts'
import { isUsable, screenCharacteristic } from './screen-characteristics.ts'
import { woeCandidate } from './woe-candidate.ts'

/** What binning and screening leave for the regression. */
export interface BinnedCandidates {
  /** In the order of the names. */
  readonly candidates: readonly Candidate[]
  readonly exclusions: readonly Exclusion[]
  /** Every characteristic, kept or not. */
  readonly report: BinnedVariable[]
  readonly warnings: readonly string[]
}

/**
 * Bins every characteristic on the sample and leaves out what cannot be in the regression: all missing, constant, without feasible
 * bins, below the minimum information value, or not wanted (`mustNot`, binned all the same). `mustHave` overrides the minimum.
 *
 * @param sample - rows to estimate on
 * @param names - candidate columns
 * @param params - binning, minimum and selection
 * @param method - `scorecard`: weights of evidence; `logistic`: the columns as they stand
 * @param onProgress - called at every characteristic
 */
export function binCandidates(
  sample: FitSample,
  names: readonly string[],
  params: ScorecardParams,
  method: Method,
  onProgress: FitProgress,
): BinnedCandidates {
  const variables = names.map((name, done) => {
    onProgress('Binning', done, names.length)
    return binCharacteristic(getColumn(sample.frame, name), sample, params, method)
  })
  onProgress('Binning', names.length, names.length)
  return screenCandidates(variables, sample, params, method)
}

/**
 * Bins one characteristic: as for a scorecard, or for a raw-feature regression with every frequent level of a text on its own (the
 * rare ones in one bin), unless a person set its bins.
 *
 * @param column - its values, shape (nSamples,)
 * @param sample - labels and weights
 * @param params - binning parameters
 * @param method - what the bins are for
 */
export function binCharacteristic(
  column: Column,
  sample: FitSample,
  params: Pick<ScorecardParams, 'binning'>,
  method: Method,
): BinnedVariable {
  const { binning } = params
  const byHand = binning.manual?.some((entry) => entry.column === column.name) === true
  if (method === 'scorecard' || column.kind === 'numeric' || byHand) {
    return binVariable(column, sample.yTrue, binning, sample.weights)
  }
  const bins = frequentLevels(column, sample, binning)
  if (bins.length === 0) return binVariable(column, sample.yTrue, binning, sample.weights)
  const manual = [{ column: column.name, bins: bins.map((definition) => ({ definition })) }]
  const { isManual: _, ...variable } = binVariable(column, sample.yTrue, { ...binning, manual }, sample.weights)
  return { ...variable, trendReason: levelsReason(variable, binning) }
}

/** What became of the levels of a text. */
function levelsReason({ bins }: BinnedVariable, binning: BinningParams): string {
  const filled = bins.filter(({ count, definition }) => count > 0 && definition.kind !== 'missing')
  const [only] = filled
  if (filled.length > 1 || only === undefined) return 'Every frequent level is its own bin; rare levels are pooled.'
  const nLevels = only.definition.kind === 'levels' ? only.definition.levels.length : 1
  if (nLevels === 1) return 'One distinct value only.'
  const percent = Number((100 * (binning.rareLevelShare ?? binning.minBinShare)).toPrecision(6))
  return `None of ${nLevels} levels has the smallest share of ${percent}% of the rows: they are one bin together.`
}

/**
 * Screens binned characteristics and gives those that stay their columns.
 *
 * @param variables - binned on the sample, in scorecard order
 * @param sample - the rows
 * @param params - minimum and selection
 * @param method - which columns they get
 */
export function screenCandidates(
  variables: readonly BinnedVariable[],
  sample: FitSample,
  params: Pick<ScorecardParams, 'minInformationValue' | 'selection' | 'l1' | 'l2'>,
  method: Method,
): BinnedCandidates {
  const { mustHave, mustNot } = params.selection
  const candidates: Candidate[] = []
  const exclusions: Exclusion[] = []
  const warnings: string[] = []
  for (const variable of variables) {
    const { name, informationValue } = variable
    const screened = screenCharacteristic(variable, params.minInformationValue)
    if (mustNot.includes(name)) {
      exclusions.push({ name, reason: 'Left out as asked (mustNot).', informationValue })
      continue
    }
    const isForced = mustHave.includes(name)
    if (screened !== null && !(isForced && isUsable(variable))) {
      exclusions.push(screened)
      if (isForced) warnings.push(`"${name}" must be in the scorecard but cannot: ${screened.reason}`)
      continue
    }
    if (screened !== null) warnings.push(`"${name}" was kept as asked (mustHave): ${screened.reason}`)
    const column = getColumn(sample.frame, name)
    if (method === 'scorecard') candidates.push(woeCandidate(variable, column))
    else {
      const isPenalised = params.l1 > 0 || params.l2 > 0
      const joined = isPenalised ? [] : binsOfOneClass(variable)
      if (joined.length > 0) warnings.push(joinedText(variable, joined))
      const candidate = rawCandidate(variable, column, sample.weights, isPenalised)
      if (candidate.terms.length > 0) candidates.push(candidate)
      else exclusions.push({ name, reason: 'No level of it but one has both outcomes.', informationValue })
    }
  }
  return { candidates, exclusions, report: [...variables], warnings }
}

function joinedText({ name, type }: BinnedVariable, labels: readonly string[]): string {
  const shown = labels.slice(0, 5).join(', ')
  const more = labels.length > 5 ? ` and ${labels.length - 5} more` : ''
  const as = type === 'text' ? 'its most frequent level' : 'its mean value'
  return `"${name}": ${shown}${more} ${labels.length === 1 ? 'has' : 'have'} rows of one outcome only, which no finite coefficient can tell; they count as ${as}. Check whether that is known only after the outcome.`
}

/** Levels of at least the minimum share, by code unit, then the others in one bin; special codes last. */
function frequentLevels(column: TextColumn, sample: FitSample, binning: BinningParams): BinDefinition[] {
  const codes = binning.specialCodes.filter((entry) => entry.column === column.name).flatMap((entry) => entry.codes)
  const { levels } = countLevels(column, sample.yTrue, new Set(codes))
  const counts = new Float64Array(column.levels.length)
  let total = 0
  for (let row = 0; row < column.codes.length; row++) {
    const weight = sample.weights?.[row] ?? 1
    total += weight
    if (column.codes[row]! >= 0) counts[column.codes[row]!]! += weight
  }
  const smallest = (binning.rareLevelShare ?? binning.minBinShare) * total - 1e-9
  const countOf = new Map(column.levels.map((level, code) => [level, counts[code]!]))
  const all = levels.flat()
  const rare = all.filter((level) => countOf.get(level)! < smallest)
  const frequent = all.filter((level) => countOf.get(level)! >= smallest)
  return [
    ...frequent.map((level): BinDefinition => ({ kind: 'levels', levels: [level] })),
    ...(rare.length === 0 ? [] : [{ kind: 'levels', levels: rare } as const]),
    ...[...new Set(codes)].map((code): BinDefinition => ({ kind: 'special', codes: [code] })),
  ]
}
