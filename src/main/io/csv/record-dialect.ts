/** How records and cells are told apart. */
export interface RecordDialect {
  readonly delimiter: string
  readonly quote: string
  /** A carriage return alone ends a line (files of old Macintoshes); elsewhere it is part of the cell. */
  readonly isReturnLineEnd: boolean
  /** How a quote stands inside a quoted cell. With a backslash, `\\` stands for one; a doubled quote is understood, too. */
  readonly escape: 'double' | 'backslash'
  /** Lines that begin with this are no records; null if there are none. */
  readonly comment: string | null
}

export interface LineEndingCounts {
  lineFeed: number
  returnLineFeed: number
  return: number
}
