import type { Column } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import type { BinDefinition, BinnedVariable } from './binned-variable.ts'

const N_CELLS = 256

/** The parts of a binned variable that decide where a value belongs. */
export type BinScheme = Pick<BinnedVariable, 'name' | 'type'> & {
  readonly bins: readonly { readonly definition: BinDefinition }[]
}

/**
 * Puts single values into bins: the one definition of edges, shared by development, table, scoring and export.
 *
 * Intervals are [lower, upper). A special code comes before the interval it lies in. Null and NaN go to the missing bin; a text not
 * seen in development goes to the bin `unseen`. Every value of the right type has a bin.
 *
 * @param variable - binned variable (or name, type and bin definitions of one)
 * @returns (value) → index of its bin. It throws StatisticError `invalidInput` for a text given for a numeric variable or the
 *   reverse: parsing is the caller's business
 * @throws StatisticError `invalidInput` if the bins leave a gap or overlap, or the missing or unseen bin is absent
 */
export function assignBin(variable: BinScheme): (value: number | string | null) => number {
  const { missing, ofNumber, ofText } = compileBins(variable)
  return (value) => {
    if (value === null) return missing
    if (typeof value === 'number') {
      if (ofNumber === null) throw wrongType(variable, 'a number')
      return ofNumber(value)
    }
    if (ofText === null) throw wrongType(variable, 'a text')
    return ofText(value)
  }
}

/**
 * Puts a column into bins, value by value as `assignBin` does.
 *
 * @param variable - binned variable (or name, type and bin definitions of one)
 * @param column - column of the variable's type, or of any type if every row is missing
 * @returns index of the bin of each row, shape (nRows,)
 * @throws StatisticError `invalidInput` if the column holds values of the other type, or the bins are not sound
 */
export function assignBins(variable: BinScheme, column: Column): Int32Array {
  const { missing, ofNumber, ofText } = compileBins(variable)
  if (column.kind === 'numeric') return assignNumbers(variable, column.values, missing, ofNumber)
  const bins = new Int32Array(column.codes.length).fill(missing)
  const binOfCode = new Int32Array(column.levels.length).fill(-1)
  for (let i = 0; i < bins.length; i++) {
    const code = column.codes[i]!
    if (code < 0) continue
    if (ofText === null) throw wrongType(variable, 'a text column')
    if (binOfCode[code] === -1) binOfCode[code] = ofText(column.levels[code]!)
    bins[i] = binOfCode[code]!
  }
  return bins
}

function assignNumbers(
  variable: BinScheme,
  values: Float64Array,
  missing: number,
  ofNumber: ((value: number) => number) | null,
): Int32Array {
  const bins = new Int32Array(values.length).fill(missing)
  if (ofNumber === null) {
    if (values.some((value) => !Number.isNaN(value))) throw wrongType(variable, 'a numeric column')
    return bins
  }
  const edges = Float64Array.from(intervalEdges(variable))
  const hasSpecial = variable.bins.some(({ definition }) => definition.kind === 'special')
  const { first, scale, passed } = edgeTable(edges)
  if (hasSpecial || scale === 0) {
    for (let i = 0; i < bins.length; i++) bins[i] = ofNumber(values[i]!)
    return bins
  }
  for (let i = 0; i < bins.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    const cell = (value - first) * scale
    let bin = cell >= 0 ? passed[cell < N_CELLS ? cell | 0 : N_CELLS]! : 0
    while (bin < edges.length && edges[bin]! <= value) bin++
    bins[i] = bin
  }
  return bins
}

/**
 * The line from the first to the last edge in cells of equal width: `passed` says how many edges lie in cells before each, which is
 * where the search for the bin of a value of that cell begins. Scale 0: too few edges or too far apart for it.
 */
function edgeTable(edges: Float64Array): { first: number; scale: number; passed: Uint16Array } {
  const passed = new Uint16Array(N_CELLS + 1)
  const first = edges[0] ?? 0
  const scale = edges.length < 2 ? 0 : N_CELLS / (edges.at(-1)! - first)
  if (!(scale > 0 && Number.isFinite(scale))) return { first, scale: 0, passed }
  for (const edge of edges) {
    const cell = Math.min(N_CELLS, Math.floor((edge - first) * scale))
    for (let c = cell + 1; c <= N_CELLS; c++) passed[c]!++
  }
  return { first, scale, passed }
}

interface CompiledBins {
  readonly missing: number
  readonly ofNumber: ((value: number) => number) | null
  readonly ofText: ((value: string) => number) | null
}

function compileBins(variable: BinScheme): CompiledBins {
  const missing = variable.bins.findIndex((bin) => bin.definition.kind === 'missing')
  if (missing < 0) throw new StatisticError('invalidInput', `variable "${variable.name}" needs a missing bin, got none`)
  return variable.type === 'numeric'
    ? { missing, ofNumber: compileNumeric(variable, missing), ofText: null }
    : { missing, ofNumber: null, ofText: compileText(variable) }
}

function compileNumeric(variable: BinScheme, missing: number): (value: number) => number {
  const edges = Float64Array.from(intervalEdges(variable))
  const special = new Map<number, number>()
  variable.bins.forEach(({ definition }, index) => {
    if (definition.kind === 'special') for (const code of definition.codes) special.set(Number(code), index)
  })
  return (value) => {
    if (Number.isNaN(value)) return missing
    if (special.size > 0) {
      const bin = special.get(value)
      if (bin !== undefined) return bin
    }
    // Number of edges ≤ value, by bisection: interval bins stand first and in order.
    let low = 0
    let high = edges.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (edges[middle]! <= value) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Inner edges of the interval bins, after checking that these stand first and tile the whole line. */
function intervalEdges(variable: BinScheme): number[] {
  const edges: number[] = []
  let expectedLower: number | null = null
  let isClosed = false
  for (const { definition } of variable.bins) {
    if (definition.kind !== 'interval') break
    const { lower, upper } = definition
    if (isClosed || lower !== expectedLower || (lower !== null && upper !== null && !(lower < upper))) {
      throw new StatisticError(
        'invalidInput',
        `variable "${variable.name}" needs intervals without gap or overlap, got [${lower}, ${upper})`,
      )
    }
    if (lower !== null) edges.push(lower)
    expectedLower = upper
    isClosed = upper === null
  }
  if (!isClosed) {
    throw new StatisticError(
      'invalidInput',
      `variable "${variable.name}" needs intervals up to infinity first, got ${edges.length} inner edges and no end`,
    )
  }
  return edges
}

function compileText(variable: BinScheme): (value: string) => number {
  const binOfLevel = new Map<string, number>()
  const unseen = variable.bins.findIndex((bin) => bin.definition.kind === 'unseen')
  if (unseen < 0)
    throw new StatisticError('invalidInput', `text variable "${variable.name}" needs a bin for other values, got none`)
  variable.bins.forEach(({ definition }, index) => {
    const texts =
      definition.kind === 'levels' ? definition.levels : definition.kind === 'special' ? definition.codes : []
    for (const text of texts) {
      if (binOfLevel.has(text)) {
        throw new StatisticError(
          'invalidInput',
          `variable "${variable.name}" needs each level in one bin, got "${text}" in two`,
        )
      }
      binOfLevel.set(text, index)
    }
  })
  return (value) => binOfLevel.get(value) ?? unseen
}

function wrongType(variable: BinScheme, got: string): StatisticError {
  const needs = variable.type === 'numeric' ? 'numbers' : 'texts'
  return new StatisticError('invalidInput', `variable "${variable.name}" needs ${needs}, got ${got}`)
}
