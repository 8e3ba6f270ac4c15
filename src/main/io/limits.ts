const KIB = 1024
const MIB = 1024 * KIB
const GIB = 1024 * MIB

/** The sizes of a CSV file that Assay reads; anything larger is refused with a clear error before memory is taken. */
export interface CsvLimits {
  readonly fileBytes: number
  readonly rows: number
  readonly columns: number
  readonly cellBytes: number
  /** One record, quoted line breaks included. */
  readonly lineBytes: number
  /** Distinct texts of all columns together: the one thing of a file that is held in memory as a whole. */
  readonly valueBytes: number
  /** Text inside a compressed file, counted while it is unpacked. */
  readonly unpackedBytes: number
  /** Unpacked bytes per packed byte, once more than 64 MiB are unpacked. */
  readonly unpackedRatio: number
}

export const CSV_LIMITS: CsvLimits = {
  fileBytes: 4 * GIB,
  rows: 10_000_000,
  columns: 2_000,
  cellBytes: MIB,
  lineBytes: 8 * MIB,
  valueBytes: GIB,
  unpackedBytes: 16 * GIB,
  unpackedRatio: 200,
}

/** Unpacked bytes below which the ratio does not matter: small files of one repeated row pack very well. */
export const RATIO_FREE_BYTES = 64 * MIB

/** How much of a file the dialect is guessed from and the preview shows. */
export const CSV_SAMPLE = { bytes: 2 * MIB, rows: 5_000, shownRows: 100, shownValues: 50 } as const

/** Issues kept one by one; the rest are counted. */
export const MAX_LISTED_ISSUES = 1_000

/** Characters of a cell shown in an issue. */
export const MAX_SHOWN_CHARACTERS = 80
