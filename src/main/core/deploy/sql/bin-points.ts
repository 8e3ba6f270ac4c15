import type { BinDefinition, BinnedVariable } from '../../binning/binned-variable.ts'
import type { Characteristic } from '../../scorecard/scorecard-model.ts'
import { commentText, requireText } from './column-names.ts'
import { type Dialect, MAX_IN_LIST } from './sql-dialect.ts'
import { caseOf, type When } from './sql-pieces.ts'

/** Where the values of a characteristic come from. */
export interface ValueSource {
  readonly sql: string
  /** Whether it is a column of the customer's table, of a type that is not known, or one that the query computed. */
  readonly isRaw: boolean
}

/**
 * The points of one characteristic as a CASE: missing first, then special codes, then the intervals by their upper edges in double
 * precision, or the levels as lists of texts compared exactly; what is left is the last interval, or the bin of other values.
 *
 * @param source - values of the characteristic
 * @param result - `points`, or `bin` for the index of the bin
 */
export function characteristicCase(
  characteristic: Characteristic,
  variable: BinnedVariable,
  source: ValueSource,
  dialect: Dialect,
  result: 'points' | 'bin' = 'points',
): string {
  const value = result === 'points' ? pointsValue(characteristic, source, dialect) : (bin: number) => String(bin)
  const build = variable.type === 'numeric' ? numericWhens : textWhens
  const { whens, otherwise } = build(variable, source, dialect)
  const labelled = (bin: number): string => `${value(bin)} /* ${remark(variable.bins[bin]!)} */`
  const list = whens.map(([condition, bin]): When => [condition, labelled(bin)])
  const foreign: When[] =
    variable.type === 'numeric' && source.isRaw && dialect.isForeign !== null
      ? [[dialect.isForeign(source.sql), 'NULL']]
      : []
  return caseOf([...foreign, ...list], labelled(otherwise), '    ')
}

/** What stands beside the points: the label of the bin, and what the analyst wrote about it. */
function remark({ label, note }: BinnedVariable['bins'][number]): string {
  const words = note === undefined ? '' : commentText(note)
  return words === '' ? commentText(label) : `${commentText(label)}: ${words}`
}

interface Branches {
  readonly whens: readonly (readonly [condition: string, bin: number])[]
  readonly otherwise: number
}

function numericWhens(variable: BinnedVariable, source: ValueSource, dialect: Dialect): Branches {
  const value = source.isRaw ? dialect.toDouble(source.sql) : source.sql
  const nan = source.isRaw && dialect.isNan !== null ? ` OR ${dialect.isNan(value)}` : ''
  const missing = variable.bins.findIndex(({ definition }) => definition.kind === 'missing')
  const whens: [string, number][] = [[`${source.sql} IS NULL${nan}`, missing]]
  for (const [bin, codes] of specialCodes(variable)) {
    whens.push([inList(value, codes.map(dialect.number)), bin])
  }
  const intervals = variable.bins.filter(({ definition }) => definition.kind === 'interval')
  intervals.slice(0, -1).forEach(({ definition }, bin) => {
    const { upper } = definition as Extract<BinDefinition, { kind: 'interval' }>
    whens.push([`${value} < ${dialect.number(upper!)}`, bin])
  })
  return { whens, otherwise: intervals.length - 1 }
}

/** Codes by bin as the scorer reads them: of two equal codes the later bin takes it. */
function specialCodes(variable: BinnedVariable): Map<number, number[]> {
  const binOfCode = new Map<number, number>()
  variable.bins.forEach(({ definition }, bin) => {
    if (definition.kind === 'special') for (const code of definition.codes) binOfCode.set(Number(code), bin)
  })
  const codes = new Map<number, number[]>()
  for (const [code, bin] of binOfCode) {
    if (Number.isFinite(code)) codes.set(bin, [...(codes.get(bin) ?? []), code])
  }
  return codes
}

function textWhens(variable: BinnedVariable, source: ValueSource, dialect: Dialect): Branches {
  const text = dialect.exactText(source.isRaw ? dialect.toText(source.sql) : source.sql)
  const missing = variable.bins.findIndex(({ definition }) => definition.kind === 'missing')
  const whens: [string, number][] = [[`${source.sql} IS NULL`, missing]]
  variable.bins.forEach(({ definition }, bin) => {
    const texts =
      definition.kind === 'levels' ? definition.levels : definition.kind === 'special' ? definition.codes : []
    for (const one of texts) requireText(one, dialect, variable.name)
    if (texts.length > 0) whens.push([inList(text, texts.map(dialect.exactLiteral)), bin])
  })
  return { whens, otherwise: variable.bins.findIndex(({ definition }) => definition.kind === 'unseen') }
}

function inList(value: string, items: readonly string[]): string {
  if (items.length === 1) return `${value} = ${items[0]}`
  const lists: string[] = []
  for (let i = 0; i < items.length; i += MAX_IN_LIST)
    lists.push(`${value} IN (${items.slice(i, i + MAX_IN_LIST).join(', ')})`)
  return lists.join(' OR ')
}

const SMALLEST_PRODUCT = 1e-290

/** Points of a bin: a number, or a straight line over the range of the characteristic, its ends computed here. */
function pointsValue(
  { attributes, range }: Characteristic,
  source: ValueSource,
  dialect: Dialect,
): (bin: number) => string {
  const byBin = new Map(attributes.map((attribute) => [attribute.bin, attribute]))
  const value = source.isRaw ? dialect.toDouble(source.sql) : source.sql
  return (bin) => {
    const { points, pointsPerUnit } = byBin.get(bin)!
    if (pointsPerUnit === undefined || pointsPerUnit === 0 || range === undefined) return dialect.number(points + 0)
    const line = (x: number): string => dialect.number(points + pointsPerUnit * x + 0)
    // PostgreSQL raises an error where a product is too small for a double; next to these points such a product is nothing.
    const least = Math.min(SMALLEST_PRODUCT / Math.abs(pointsPerUnit), 1e300)
    const tiny: When[] =
      dialect.key === 'postgresql' && range.minimum < least && range.maximum > -least
        ? [[`abs(${value}) < ${dialect.number(least)}`, dialect.number(points + 0)]]
        : []
    return caseOf(
      [
        [`${value} <= ${dialect.number(range.minimum)}`, line(range.minimum)],
        [`${value} >= ${dialect.number(range.maximum)}`, line(range.maximum)],
        ...tiny,
      ],
      `${dialect.number(points + 0)} + ${dialect.number(pointsPerUnit + 0)} * ${value}`,
      '      ',
    )
  }
}
