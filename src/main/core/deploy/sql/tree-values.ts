import type { TreeCharacteristic, TreeModel } from '../../trees/tree-model.ts'
import { ZERO_RANGE } from '../../trees/walk-trees.ts'
import { codeOfLevel, codeOfMissing, codeOfUnseen, numberLevels } from '../level-codes.ts'
import type { ValueSource } from './bin-points.ts'
import { commentText, notExportable, requireText } from './column-names.ts'
import type { DerivedColumns } from './derived-columns.ts'
import type { AddedColumn } from './probability-columns.ts'
import type { Dialect } from './sql-dialect.ts'
import { caseOf, type When } from './sql-pieces.ts'

/** The values that trees compare, as columns; `j` is the place of a characteristic, counted from 1. */
export interface TreeValues {
  /** `assay_x<j>`: a number (0 where it is missing) and `assay_m<j>` (1 where it is), or the code of a level. */
  readonly columns: readonly (AddedColumn & { readonly comment: string })[]
  /** Names of the columns a row is told apart by. */
  readonly keys: readonly string[]
  /** Whether `assay_foreign` is among the columns: 1 where a text stands in a column of numbers. */
  readonly hasForeign: boolean
}

/** SQL Server nests CASE ten deep, and takes a hundred branches in each as we write it. */
const MOST_LEVELS_SQLSERVER = 900

/**
 * The values that the trees of a model compare: numbers in double precision, missing codes and, where the model says so, zero counted
 * as missing; levels by their code (`codeOfLevel` and others).
 *
 * @throws StatisticError `undefined` if the database cannot hold a level, or not so many
 */
export function treeValueColumns(model: TreeModel, derived: DerivedColumns, dialect: Dialect): TreeValues {
  const columns: (AddedColumn & { comment: string })[] = []
  const keys: string[] = []
  const foreign: string[] = []
  model.characteristics.forEach((characteristic, j) => {
    const source = derived.sourceOf(characteristic.name)
    const comment = commentText(characteristic.name)
    const value = `assay_x${j + 1}`
    if (characteristic.type === 'numeric' && source.isRaw && dialect.isForeign !== null)
      foreign.push(dialect.isForeign(source.sql))
    keys.push(value)
    if (characteristic.levels !== null) {
      columns.push({ name: value, sql: codeCase(characteristic, source, dialect), comment })
      return
    }
    const { number, missing } = numberCases(characteristic, source, dialect)
    const flag = `assay_m${j + 1}`
    keys.push(flag)
    columns.push({ name: value, sql: number, comment }, { name: flag, sql: missing, comment: `${comment} is missing` })
  })
  if (foreign.length === 0) return { columns, keys, hasForeign: false }
  const sql = `CASE WHEN ${foreign.join(' OR ')} THEN 1 ELSE 0 END`
  const isForeign = { name: 'assay_foreign', sql, comment: 'a text in a column of numbers' }
  return { columns: [...columns, isForeign], keys, hasForeign: true }
}

/** A number without sign of zero, 0 where it is missing; and whether it is. */
function numberCases({ missingCodes = [], zeroIsMissing }: TreeCharacteristic, source: ValueSource, dialect: Dialect) {
  const { number } = dialect
  const value = source.isRaw ? dialect.toDouble(source.sql) : source.sql
  const conditions = [
    `${source.sql} IS NULL`,
    ...(source.isRaw && dialect.isNan !== null ? [dialect.isNan(value)] : []),
    ...missingCodes.map((code) => `${value} = ${number(code + 0)}`),
    ...(zeroIsMissing === true ? [`${value} >= ${number(-ZERO_RANGE)} AND ${value} <= ${number(ZERO_RANGE)}`] : []),
  ]
  const isMissing = conditions.join(' OR ')
  return {
    number: `CASE WHEN ${isMissing} OR ${value} = ${number(0)} THEN ${number(0)} ELSE ${value} END`,
    missing: `CASE WHEN ${isMissing} THEN 1 ELSE 0 END`,
  }
}

function codeCase(characteristic: TreeCharacteristic, source: ValueSource, dialect: Dialect): string {
  const { name, type } = characteristic
  const levels = characteristic.levels!
  if (dialect.key === 'sqlserver' && levels.length > MOST_LEVELS_SQLSERVER)
    throw notExportable(dialect, `needs at most ${MOST_LEVELS_SQLSERVER} levels`, `${levels.length} of "${name}"`)
  const build = type === 'text' ? textWhens : numberWhens
  return caseOf(build(name, levels, source, dialect), String(codeOfUnseen(levels.length)), '    ')
}

function textWhens(name: string, levels: readonly string[], source: ValueSource, dialect: Dialect): When[] {
  const text = dialect.exactText(source.isRaw ? dialect.toText(source.sql) : source.sql)
  const known = levels.map((level, place): When => {
    requireText(level, dialect, name)
    return [`${text} = ${dialect.exactLiteral(level)}`, String(codeOfLevel(place))]
  })
  return [[`${source.sql} IS NULL`, String(codeOfMissing(levels.length))], ...known]
}

/** The whole part of a number is 0 from above −1, and n from n up to n + 1. */
function numberWhens(_name: string, levels: readonly string[], source: ValueSource, dialect: Dialect): When[] {
  const { number } = dialect
  const value = source.isRaw ? dialect.toDouble(source.sql) : source.sql
  const nan = source.isRaw && dialect.isNan !== null ? ` OR ${dialect.isNan(value)}` : ''
  const known = numberLevels(levels).map(({ number: whole, code }): When => {
    const low = whole === 0 ? `${value} > ${number(-1)}` : `${value} >= ${number(whole)}`
    const next = whole + 1
    return [next > whole ? `${low} AND ${value} < ${number(next)}` : `${value} = ${number(whole)}`, String(code)]
  })
  return [[`${source.sql} IS NULL${nan}`, String(codeOfMissing(levels.length))], ...known]
}
