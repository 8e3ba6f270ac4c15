import type { Command } from 'commander'
import { ENCODINGS, FILE_FORMATS, type ReadOptions } from '../../../shared/contract/index.ts'
import { UsageError } from './exit-code.ts'
import {
  type ColumnValue,
  collect,
  columnType,
  columnValue,
  delimiter,
  NONE,
  oneOf,
  thousandsMark,
  wholeNumber,
} from './option-values.ts'

/** How a file is to be read, as options of a command; what is left out is found out. */
export interface ReadFlags {
  readonly format?: ReadOptions['format']
  readonly sheet?: string
  readonly delimiter?: string
  readonly quote?: string
  readonly escape?: ReadOptions['escape']
  readonly decimal?: ReadOptions['decimal']
  readonly thousands?: NonNullable<ReadOptions['thousands']> | typeof NONE
  readonly encoding?: ReadOptions['encoding']
  /** True after --header, false after --no-header, absent without either. */
  readonly header?: boolean
  readonly skipLines?: number
  readonly comment?: string
  readonly ragged?: ReadOptions['raggedRows']
  readonly missing?: readonly string[]
  readonly type?: ReadOptions['types']
  readonly dateFormat?: readonly ColumnValue[]
}

export function addReadFlags(command: Command): Command {
  return command
    .option('--format <format>', `${FILE_FORMATS.join(', ')} (default: by the content)`, oneOf(FILE_FORMATS))
    .option('--sheet <name>', 'sheet of a workbook (default: the first that holds cells)')
    .option('--delimiter <text>', 'field delimiter, "tab" for a tab', delimiter)
    .option('--quote <character>', 'quotation mark')
    .option('--escape <how>', 'how a quote stands within quotes: double or backslash', oneOf(['double', 'backslash']))
    .option('--decimal <mark>', 'decimal mark, "." or ","', oneOf(['.', ',']))
    .option('--thousands <mark>', 'mark between groups of digits; "none" for none, "space" for a space', thousandsMark)
    .option('--encoding <name>', ENCODINGS.join(', '), oneOf(ENCODINGS))
    .option('--header', 'the first line names the columns')
    .option('--no-header', 'the first line holds values; columns are named column_1, column_2 …')
    .option('--skip-lines <number>', 'lines before the header, such as titles', wholeNumber)
    .option('--comment <text>', 'lines that begin so are no rows; "none" if there are none')
    .option(
      '--ragged <how>',
      'rows with another number of cells: refuse the file, or repair and list each',
      oneOf(['refuse', 'repair']),
    )
    .option('--missing <text>', 'text read as missing, instead of the usual ones; repeatable', collect)
    .option('--type <column=type>', 'numeric, text or date for a column; repeatable', columnType)
    .option('--date-format <column=format>', 'format of a date column, such as DD/MM/YYYY; repeatable', columnValue)
}

/** What the flags say, in the words of the contract. */
export function readOptionsOf(flags: ReadFlags): ReadOptions {
  const types = typesOf(flags)
  return {
    ...(flags.format === undefined ? {} : { format: flags.format }),
    ...(flags.sheet === undefined ? {} : { sheet: flags.sheet }),
    ...(flags.delimiter === undefined ? {} : { delimiter: flags.delimiter }),
    ...(flags.quote === undefined ? {} : { quote: flags.quote }),
    ...(flags.escape === undefined ? {} : { escape: flags.escape }),
    ...(flags.decimal === undefined ? {} : { decimal: flags.decimal }),
    ...(flags.thousands === undefined ? {} : { thousands: flags.thousands === NONE ? null : flags.thousands }),
    ...(flags.encoding === undefined ? {} : { encoding: flags.encoding }),
    ...(flags.header === undefined ? {} : { hasHeader: flags.header }),
    ...(flags.skipLines === undefined ? {} : { skipLines: flags.skipLines }),
    ...(flags.comment === undefined ? {} : { comment: flags.comment === NONE ? null : flags.comment }),
    ...(flags.ragged === undefined ? {} : { raggedRows: flags.ragged }),
    ...(flags.missing === undefined ? {} : { missing: [...flags.missing] }),
    ...(types.length === 0 ? {} : { types }),
  }
}

/** A format says that the column is a date, so `--type COL=date` beside it says nothing more. */
function typesOf(flags: ReadFlags): NonNullable<ReadOptions['types']> {
  const formats = new Map((flags.dateFormat ?? []).map(({ column, value }) => [column, value]))
  const named = new Set((flags.type ?? []).map(({ column }) => column))
  const dates = [...formats]
    .filter(([column]) => !named.has(column))
    .map(([column]) => ({ column, type: 'date' as const }))
  return [...(flags.type ?? []), ...dates].map(({ column, type }) => {
    const dateFormat = formats.get(column)
    if (dateFormat === undefined) return { column, type }
    if (type !== 'date')
      throw new UsageError(
        `--date-format needs a date column, got --type ${column}=${type}`,
        `Leave out --type, or give --type ${column}=date.`,
      )
    return { column, type, dateFormat }
  })
}
