import type { ReadOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { listNames } from '../../../shared/list-names.ts'
import { DATE_FORMATS, type DateFormat, isDateFormat } from '../../core/calendar/date-format.ts'
import { detectDateFormat } from '../../core/calendar/detect-date-format.ts'
import { parseDate } from '../../core/calendar/parse-date.ts'
import { type ColumnEvidence, type ColumnTypeDecision, decideColumnType } from '../../core/frame/decide-column-type.ts'
import type { InputFile } from '../input-file.ts'

/** What a person asked a column to be read as. */
export type ForcedType = NonNullable<ReadOptions['types']>[number]

/** How a column is read and why; a date column is stored as the text column it is. */
export interface DecidedColumn {
  readonly type: 'numeric' | 'text' | 'date'
  readonly dateFormat: DateFormat | null
  readonly reason: string
}

/**
 * The forced types by column.
 *
 * @throws AppError `badData` if a type is asked for a column that the file does not have; `invalidInput` for an unknown date format
 */
export function forcedTypes(
  names: readonly string[],
  options: ReadOptions,
  file: InputFile,
): ReadonlyMap<string, ForcedType> {
  const forced = new Map((options.types ?? []).map((item) => [item.column, item]))
  for (const { column, dateFormat } of forced.values()) {
    if (!names.includes(column)) {
      throw new AppError('badData', `${file.fileName} has no column "${column}" to give a type to`, {
        hint: `Its columns are: ${listNames(names)}`,
        place: { file: file.fileName, column },
      })
    }
    if (dateFormat === undefined || isDateFormat(dateFormat)) continue
    throw new AppError('invalidInput', `Date format needs to be a known one, got "${dateFormat}"`, {
      hint: `Known ones are: ${DATE_FORMATS.join(', ')}`,
      place: { field: 'dateFormat', column },
    })
  }
  return forced
}

/** Number or text, as the cells say; what is to be dates is text until its texts are known. */
export function decideStorage(evidence: ColumnEvidence, forced: ForcedType | undefined): ColumnTypeDecision {
  return decideColumnType(evidence, forced?.type === 'date' ? 'text' : forced?.type)
}

/**
 * The pattern that a column forced to dates is read by: the one the person named, or the one that most cells fit.
 *
 * @param texts - the distinct texts of the column
 * @param counts - cells of each text
 * @throws AppError `badData` if no text fits any pattern, or two patterns fit equally well
 */
export function chooseDateFormat(
  forced: ForcedType,
  texts: readonly string[],
  counts: ArrayLike<number>,
  file: InputFile,
): DateFormat {
  if (forced.dateFormat !== undefined && isDateFormat(forced.dateFormat)) return forced.dateFormat
  const fits = DATE_FORMATS.map((format) => ({
    format,
    n: texts.reduce((n, text, code) => n + (parseDate(text, format) === null ? 0 : counts[code]!), 0),
  })).sort((a, b) => b.n - a.n)
  const [best, next] = fits
  const place = { file: file.fileName, column: forced.column }
  if (best!.n === 0) {
    throw new AppError('badData', `The column "${forced.column}" needs dates in a known format, got none`, {
      hint: `Known formats are: ${DATE_FORMATS.join(', ')}`,
      place,
    })
  }
  if (best!.n > next!.n) return best!.format
  throw new AppError('badData', `The column "${forced.column}" needs its date format named, got two that fit`, {
    hint: `Say which one it is: ${best!.format} or ${next!.format}.`,
    place,
  })
}

/**
 * The final type of a column: texts that are all dates of one pattern make a date column.
 *
 * @param levels - of a text column, its distinct texts; null for a numeric one
 * @param format - the pattern, if the person asked for dates
 */
export function decideFinalType(
  storage: ColumnTypeDecision,
  forced: ForcedType | undefined,
  levels: readonly string[] | null,
  format: DateFormat | null,
): DecidedColumn {
  if (levels === null || storage.type === 'numeric') return { ...storage, dateFormat: null }
  if (format !== null) return { type: 'date', dateFormat: format, reason: `date: chosen at import, written ${format}` }
  if (forced !== undefined || levels.length === 0) return { ...storage, dateFormat: null }
  const detected = detectDateFormat(levels)
  if (detected.format !== null) {
    const reason = `date: every value is a date written ${detected.format}, e.g. ${levels[0]}`
    return { type: 'date', dateFormat: detected.format, reason }
  }
  const isAmbiguous = detected.reason.includes(' both fit ')
  return { ...storage, dateFormat: null, reason: isAmbiguous ? `text: ${detected.reason}` : storage.reason }
}

/** @throws AppError `badData` if a type is asked for a column that the file does not have */
export function decideTypes(
  names: readonly string[],
  evidence: readonly ColumnEvidence[],
  options: ReadOptions,
  file: InputFile,
): ColumnTypeDecision[] {
  const forced = forcedTypes(names, options, file)
  return names.map((name, index) => decideStorage(evidence[index]!, forced.get(name)))
}
