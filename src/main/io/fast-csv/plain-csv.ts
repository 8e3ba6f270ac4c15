import type { DecimalMark } from '../../core/frame/parse-number.ts'
import type { CsvLimits } from '../limits.ts'

/** The CSV that the quick parser knows: UTF-8, one-byte marks, `\n` or `\r\n`, quotes doubled inside quotes. */
export interface PlainCsv {
  /** Byte between cells. */
  readonly delimiter: number
  readonly quote: number
  readonly decimal: DecimalMark
  readonly missing: readonly string[]
  readonly limits: Pick<CsvLimits, 'cellBytes' | 'lineBytes' | 'rows'>
}

/** What a column is parsed as; a skipped one is only passed over. */
export type ParseKind = 'numeric' | 'text' | 'skip'

/** Distinct texts of one column that a parser met for the first time, one behind the other. */
export interface NewTexts {
  readonly bytes: Uint8Array
  /** Byte after each text. */
  readonly ends: Uint32Array
}

/** The rows of one block of whole records. */
export interface ParsedBlock {
  readonly nRows: number
  /** Room for rows in `numbers` and `codes`: column k begins at k · stride. */
  readonly stride: number
  /** Values of the numeric columns, one column after the other. */
  readonly numbers: Float64Array
  /** Codes of the text columns, one column after the other, each in the numbering of the parser that made them. */
  readonly codes: Int32Array
  readonly newTexts: readonly NewTexts[]
  /** Columns parsed as numbers so far that hold something else: their values are void from this block on. */
  readonly unfit: readonly number[]
  readonly nLineFeeds: number
  readonly nReturnLineFeeds: number
  /** The block ends in empty lines, which are no rows. */
  readonly endsEmpty: boolean
}

export const LINE_FEED = 0x0a
export const RETURN = 0x0d

/**
 * Thrown where a file is not as plain as it seemed: an empty line, a row of another length, text behind a quote, bytes that
 * are not UTF-8. The exact reader then says what is wrong, or mends it.
 */
export class NotPlain extends Error {
  constructor(what: string) {
    super(`not plain: ${what}`)
    this.name = 'NotPlain'
  }
}
