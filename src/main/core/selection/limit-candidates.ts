import { cholesky, invertCholesky } from '../learn/cholesky.ts'
import { correlationMatrix } from '../learn/correlation-matrix.ts'
import type { Exclusion } from '../scorecard/fit-report.ts'
import type { SelectionGroup, SelectionInput } from './selection-input.ts'

/** Groups that may be searched over, and those that may not. */
export interface Candidates {
  /** Indices of groups, ascending. */
  readonly kept: readonly number[]
  readonly exclusions: readonly Exclusion[]
}

/** A column is called dependent when the columns before it explain all but this share of its variance. */
const DEPENDENCE_TOLERANCE = 1e-10

interface Correlations {
  readonly values: Float64Array
  readonly n: number
  /** Columns of each group. */
  readonly columnsOf: readonly (readonly number[])[]
}

/**
 * Leaves out what cannot or may not stay, before anything is fitted, in this order:
 *
 * 1. groups of `mustNot`;
 * 2. without a ridge penalty, groups that are linear combinations of stronger ones;
 * 3. `maxCorrelation`: from the strongest to the weakest, a group more correlated than that (Pearson, absolute, the largest over
 *    its columns) with a stronger one that stays;
 * 4. `maxVarianceInflation`: while it is above that, the group of the largest variance inflation factor. For a group of several columns
 *    GVIF^(1/columns), with GVIF = det(R_g)·det([R⁻¹]_g).
 *
 * Stronger is: of `mustHave`, then of higher information value, then given earlier. Groups of `mustHave` pass 3 and 4 whatever their
 * correlation.
 *
 * @param input - groups, weights, penalty, selection
 * @throws StatisticError `invalidInput` if a value is not finite
 * @throws StatisticError `undefined` if a column is constant
 * @see Fox and Monette (1992), Generalized collinearity diagnostics, JASA 87
 */
export function limitCandidates(input: SelectionInput): Candidates {
  const { groups, selection } = input
  const exclusions: Exclusion[] = []
  const all = groups.map((_, g) => g)
  const isMust = (g: number): boolean => selection.mustHave.includes(groups[g]!.name)
  const barred = all.filter((g) => selection.mustNot.includes(groups[g]!.name))
  for (const g of barred) exclusions.push(exclude(groups[g]!, 'It must not be in the model: so it was specified.'))
  const free = all.filter((g) => !barred.includes(g))
  if (free.length === 0) return { kept: [], exclusions }
  const byStrength = [...free].sort(
    (a, b) =>
      Number(isMust(b)) - Number(isMust(a)) || groups[b]!.informationValue - groups[a]!.informationValue || a - b,
  )
  const correlations = correlate(input)
  let kept: readonly number[] = byStrength
  if (input.l2 === 0) kept = dropDependent(kept, correlations, groups, exclusions)
  if (selection.maxCorrelation !== null)
    kept = dropCorrelated(kept, isMust, correlations, groups, selection.maxCorrelation, exclusions)
  if (selection.maxVarianceInflation !== null)
    kept = dropInflated(kept, isMust, correlations, groups, selection.maxVarianceInflation, exclusions)
  return { kept: [...kept].sort((a, b) => a - b), exclusions }
}

function exclude({ name, informationValue }: SelectionGroup, reason: string): Exclusion {
  return { name, reason, informationValue }
}

function correlate({ groups, weights }: SelectionInput): Correlations {
  let next = 0
  const columnsOf = groups.map(({ columns }) => columns.map(() => next++))
  const names = groups.flatMap(({ name, columns }) => columns.map(() => name))
  const values = correlationMatrix(
    groups.flatMap(({ columns }) => columns),
    weights,
    names,
  )
  return { values, n: next, columnsOf }
}

/** The square part of the correlations that belongs to some groups. */
function partOf({ values, n, columnsOf }: Correlations, groups: readonly number[]): Float64Array {
  const columns = groups.flatMap((g) => columnsOf[g]!)
  return Float64Array.from(columns.flatMap((a) => columns.map((b) => values[a * n + b]!)))
}

function dropDependent(
  byStrength: readonly number[],
  correlations: Correlations,
  groups: readonly SelectionGroup[],
  exclusions: Exclusion[],
): readonly number[] {
  let kept = byStrength
  for (;;) {
    const owners = kept.flatMap((g) => correlations.columnsOf[g]!.map(() => g))
    const factor = cholesky(partOf(correlations, kept), owners.length, DEPENDENCE_TOLERANCE)
    if (!('dependentColumn' in factor)) return kept
    const dependent = owners[factor.dependentColumn]!
    exclusions.push(exclude(groups[dependent]!, 'It is a linear combination of stronger characteristics.'))
    kept = kept.filter((g) => g !== dependent)
  }
}

function dropCorrelated(
  byStrength: readonly number[],
  isMust: (group: number) => boolean,
  { values, n, columnsOf }: Correlations,
  groups: readonly SelectionGroup[],
  limit: number,
  exclusions: Exclusion[],
): readonly number[] {
  const kept: number[] = []
  for (const g of byStrength) {
    let worst = 0
    let partner = -1
    for (const other of kept) {
      for (const a of columnsOf[g]!) {
        for (const b of columnsOf[other]!) {
          if (Math.abs(values[a * n + b]!) <= Math.abs(worst)) continue
          worst = values[a * n + b]!
          partner = other
        }
      }
    }
    if (isMust(g) || Math.abs(worst) <= limit) {
      kept.push(g)
      continue
    }
    const { name, informationValue } = groups[partner]!
    const weaker = `information value ${groups[g]!.informationValue.toFixed(4)}`
    const rival = isMust(partner) ? 'which must stay' : `which is stronger (${informationValue.toFixed(4)})`
    const reason = `Its correlation with "${name}", ${rival}, is ${worst.toFixed(4)}, beyond the limit of ${limit}; its own ${weaker}.`
    exclusions.push(exclude(groups[g]!, reason))
  }
  return kept
}

function dropInflated(
  byStrength: readonly number[],
  isMust: (group: number) => boolean,
  correlations: Correlations,
  groups: readonly SelectionGroup[],
  limit: number,
  exclusions: Exclusion[],
): readonly number[] {
  let kept = byStrength
  for (;;) {
    const factors = inflationOf(kept, correlations)
    let worst = -1
    kept.forEach((g, i) => {
      // Of equal factors that of the weakest group counts.
      if (!isMust(g) && factors[i]! > limit && (worst < 0 || factors[i]! >= factors[worst]!)) worst = i
    })
    if (worst < 0) return kept
    const reason = `Its variance inflation factor beside ${kept.length - 1} others is ${factors[worst]!.toFixed(2)}, above the limit of ${limit}.`
    exclusions.push(exclude(groups[kept[worst]!]!, reason))
    kept = kept.filter((_, i) => i !== worst)
  }
}

/** Variance inflation factor of each group; Infinity for all where one is a combination of others. */
function inflationOf(kept: readonly number[], correlations: Correlations): number[] {
  const part = partOf(correlations, kept)
  const n = Math.round(Math.sqrt(part.length))
  const factor = cholesky(part, n, 1e-13)
  if ('dependentColumn' in factor) return kept.map(() => Number.POSITIVE_INFINITY)
  const inverse = invertCholesky(factor)
  let start = 0
  return kept.map((g) => {
    const size = correlations.columnsOf[g]!.length
    const from = start
    start += size
    const block = (matrix: Float64Array): Float64Array =>
      Float64Array.from(
        { length: size * size },
        (_, at) => matrix[(from + Math.floor(at / size)) * n + from + (at % size)]!,
      )
    return Math.exp((logDeterminant(block(part), size) + logDeterminant(block(inverse), size)) / size)
  })
}

function logDeterminant(matrix: Float64Array, n: number): number {
  const factor = cholesky(matrix, n, 0)
  if ('dependentColumn' in factor) return Number.NEGATIVE_INFINITY
  let sum = 0
  for (let j = 0; j < n; j++) sum += 2 * Math.log(factor.lower[j * n + j]!)
  return sum
}
