import { assignBins } from '../binning/assign-bin.ts'
import type { BinnedVariable } from '../binning/binned-variable.ts'
import type { Column } from '../frame/frame.ts'
import type { Candidate, Term } from './candidate.ts'

/**
 * A characteristic as it stands: the number itself, or one indicator per level.
 *
 * Numbers: the value, and an indicator of its own for the missing bin and each special code that occur; in those rows the value
 * column holds the (weighted) mean of the others, so that the indicator's coefficient measures from a case of mean value. Texts: an
 * indicator per bin that occurs but the largest bin of levels (the first of equals), which is the reference.
 *
 * A bin whose rows are all events, or all non-events, has no finite coefficient of its own by maximum likelihood. Unless there is a
 * penalty it gets no indicator: its rows count as the reference does (texts) or as a case of mean value (numbers).
 *
 * @param variable - binned on the sample
 * @param column - its values, shape (nSamples,)
 * @param weights - row weights, or null
 * @param isPenalised - whether a penalty keeps every coefficient finite
 */
export function rawCandidate(
  variable: BinnedVariable,
  column: Column,
  weights: Float64Array | null,
  isPenalised: boolean,
): Candidate {
  const binOfRow = assignBins(variable, column)
  const kinds = variable.bins.map(({ definition }) => definition.kind)
  const reference = column.kind === 'numeric' ? -1 : largestLevels(variable)
  const indicators = variable.bins.flatMap(({ label, count }, bin): Term[] => {
    if (count === 0 || bin === reference || kinds[bin] === 'interval') return []
    if (!isPenalised && isOfOneClass(variable, bin)) return []
    const indicator = Float64Array.from(binOfRow, (b) => (b === bin ? 1 : 0))
    return [{ name: `${variable.name}: ${label}`, kind: 'bin', bin, column: indicator }]
  })
  if (column.kind === 'text') return { name: variable.name, variable, terms: indicators, line: null }
  const isValue = (row: number): boolean => kinds[binOfRow[row]!] === 'interval'
  const line = lineOf(column.values, isValue, weights)
  if (line === null) return { name: variable.name, variable, terms: indicators, line: null }
  const values = column.values.map((value, row) => (isValue(row) ? value : line.mean))
  const value: Term = { name: variable.name, kind: 'value', bin: null, column: values }
  return { name: variable.name, variable, terms: [value, ...indicators], line }
}

/** Labels of the bins that have rows of one outcome only and therefore no indicator; see {@link rawCandidate}. */
export function binsOfOneClass(variable: BinnedVariable): string[] {
  const reference = largestLevels(variable)
  return variable.bins
    .filter(({ definition: { kind } }, bin) => kind !== 'interval' && bin !== reference && isOfOneClass(variable, bin))
    .map(({ label }) => label)
}

function isOfOneClass({ bins }: BinnedVariable, bin: number): boolean {
  const { count, events, nonEvents } = bins[bin]!
  return count > 0 && (events === 0 || nonEvents === 0)
}

function largestLevels(variable: BinnedVariable): number {
  let largest = -1
  variable.bins.forEach(({ definition, count }, bin) => {
    if (definition.kind === 'levels' && (largest < 0 || count > variable.bins[largest]!.count)) largest = bin
  })
  return largest
}

function lineOf(values: Float64Array, isValue: (row: number) => boolean, weights: Float64Array | null) {
  let minimum = Number.POSITIVE_INFINITY
  let maximum = Number.NEGATIVE_INFINITY
  let sum = 0
  let total = 0
  for (let row = 0; row < values.length; row++) {
    if (!isValue(row)) continue
    const weight = weights?.[row] ?? 1
    const value = values[row]!
    minimum = Math.min(minimum, value)
    maximum = Math.max(maximum, value)
    sum += weight * value
    total += weight
  }
  return total === 0 ? null : { minimum, maximum, mean: sum / total }
}
