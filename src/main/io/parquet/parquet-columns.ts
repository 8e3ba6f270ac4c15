import type { ReadOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { listNames } from '../../../shared/list-names.ts'
import { type DateFormat, isDateFormat } from '../../core/calendar/date-format.ts'
import type { InputFile } from '../input-file.ts'
import type { LockedEngine } from './locked-engine.ts'

/** How one column of the file is read. */
export interface ParquetColumn {
  readonly name: string
  readonly type: 'numeric' | 'text'
  /** Why, in words. */
  readonly reason: string
  /** The pattern of its texts, if the file says they are dates. */
  readonly dateFormat: DateFormat | null
  /** Expression that yields a double, or a text. */
  readonly sql: string
  /** True if texts of the file are to be read as numbers because a person asked for it. */
  readonly isParsed: boolean
  /** True if a person asked for dates: texts that are none become missing. */
  readonly isForcedDate: boolean
}

/** A column as the file declares it; `id` is the name it has in queries. */
export interface DeclaredColumn {
  readonly name: string
  readonly id: string
  readonly type: string
}

/** Whole numbers up to here are exact doubles. */
const EXACT_INTEGER = 2n ** 53n
/** Decimal digits that always survive as a double. */
const EXACT_DIGITS = 15
const SMALL_INTEGERS = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT', 'UINTEGER'])
const LARGE_INTEGERS = new Set(['BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT'])

/** Types whose values are bytes without a meaning of their own. */
export function isBinary(type: string): boolean {
  return type === 'BLOB' || type === 'BIT'
}

/**
 * Decides how each column is read: numbers as doubles if every one is held exactly, everything else as text.
 *
 * @throws AppError `badData` if a type is asked for a column that the file does not have
 */
export async function planColumns(
  engine: LockedEngine,
  from: string,
  declared: readonly DeclaredColumn[],
  options: ReadOptions,
  file: InputFile,
): Promise<ParquetColumn[]> {
  const forced = new Map((options.types ?? []).map((item) => [item.column, item]))
  for (const name of forced.keys()) {
    if (declared.some((column) => column.name === name)) continue
    throw new AppError('badData', `${file.fileName} has no column "${name}" to give a type to`, {
      hint: `Its columns are: ${listNames(declared.map((column) => column.name))}`,
      place: { file: file.fileName, column: name },
    })
  }
  const inexact = await findInexact(engine, from, declared)
  return declared.map((column) => {
    const natural = planColumn(column, inexact.has(column.id))
    const wish = forced.get(column.name)
    if (wish === undefined) return natural
    const dateFormat =
      wish.dateFormat !== undefined && isDateFormat(wish.dateFormat) ? wish.dateFormat : natural.dateFormat
    if (wish.type === 'date' && dateFormat === null) {
      throw new AppError('invalidInput', `The column "${column.name}" needs its date format named, got none`, {
        hint: 'Parquet holds texts in it: say how the dates are written, for example DD.MM.YYYY.',
        place: { file: file.fileName, column: column.name, field: 'dateFormat' },
      })
    }
    return forceType(column, natural, wish.type, wish.type === 'date' ? dateFormat : null)
  })
}

function planColumn({ name, id, type }: DeclaredColumn, isInexact: boolean): ParquetColumn {
  const numeric = (reason: string): ParquetColumn => {
    return {
      name,
      type: 'numeric',
      reason: `numeric: ${reason}`,
      dateFormat: null,
      sql: `CAST(${id} AS DOUBLE)`,
      isParsed: false,
      isForcedDate: false,
    }
  }
  const text = (
    reason: string,
    sql = `CAST(${id} AS VARCHAR)`,
    dateFormat: DateFormat | null = null,
  ): ParquetColumn => {
    return { name, type: 'text', reason: `text: ${reason}`, dateFormat, sql, isParsed: false, isForcedDate: false }
  }
  if (type === 'DOUBLE') return numeric('stored as 64-bit numbers')
  if (type === 'FLOAT') return numeric('stored as 32-bit numbers, each widened exactly')
  if (SMALL_INTEGERS.has(type)) return numeric('stored as whole numbers')
  if (LARGE_INTEGERS.has(type)) {
    return isInexact
      ? text('stored as whole numbers, some with more digits than a number keeps exactly')
      : numeric('stored as whole numbers, none beyond 2^53')
  }
  if (type.startsWith('DECIMAL')) {
    return isInexact
      ? text(`stored as ${type}, some values with more digits than a number keeps exactly`)
      : numeric(`stored as ${type}, no value with more than ${EXACT_DIGITS} digits`)
  }
  if (type === 'DATE') return text('stored as dates', undefined, 'YYYY-MM-DD')
  if (type === 'TIMESTAMP WITH TIME ZONE') {
    const utc = `CAST(make_timestamp(epoch_us(${id})) AS VARCHAR)`
    return text('stored as moments, written in UTC', `replace(${utc}, ' ', 'T') || 'Z'`, 'YYYY-MM-DDTHH:mm:ssZ')
  }
  if (type.startsWith('TIMESTAMP'))
    return text('stored as moments without a time zone', undefined, 'YYYY-MM-DD HH:mm:ss')
  if (type === 'BOOLEAN') return text('stored as true and false')
  if (/^(STRUCT|MAP|UNION)\b|\]$/.test(type))
    return text('holds lists or records, kept as JSON', `CAST(to_json(${id}) AS VARCHAR)`)
  return text(type === 'VARCHAR' ? 'stored as texts' : `stored as ${type}`)
}

function forceType(
  column: DeclaredColumn,
  natural: ParquetColumn,
  type: 'numeric' | 'text' | 'date',
  dateFormat: DateFormat | null,
): ParquetColumn {
  const reason = `${type}: chosen at import`
  if (type !== 'numeric') {
    const sql = natural.type === 'text' ? natural.sql : `CAST(${column.id} AS VARCHAR)`
    return { ...natural, type: 'text', reason, dateFormat, sql, isForcedDate: type === 'date' }
  }
  return natural.type === 'numeric'
    ? { ...natural, reason }
    : { ...natural, type: 'numeric', reason, dateFormat: null, isParsed: true }
}

/** Ids of the columns of large whole numbers and decimals with values that a double does not hold. */
async function findInexact(
  engine: LockedEngine,
  from: string,
  declared: readonly DeclaredColumn[],
): Promise<ReadonlySet<string>> {
  const suspects = declared.filter(({ type }) => LARGE_INTEGERS.has(type) || decimalDigits(type) > EXACT_DIGITS)
  if (suspects.length === 0) return new Set()
  const extremes = suspects.flatMap(({ id }) => [`CAST(min(${id}) AS VARCHAR)`, `CAST(max(${id}) AS VARCHAR)`])
  const [row = []] = await engine.rows(`SELECT ${extremes.join(', ')} FROM ${from}`)
  return new Set(
    suspects
      .filter(({ type }, i) =>
        [row[2 * i], row[2 * i + 1]].some((value) => value !== null && !isExact(String(value), type)),
      )
      .map(({ id }) => id),
  )
}

function isExact(text: string, type: string): boolean {
  if (type.startsWith('DECIMAL')) return text.replace(/[-.]/g, '').replace(/^0+/, '').length <= EXACT_DIGITS
  const value = BigInt(text)
  return value <= EXACT_INTEGER && value >= -EXACT_INTEGER
}

function decimalDigits(type: string): number {
  return Number(/^DECIMAL\((\d+),/.exec(type)?.[1] ?? 0)
}
