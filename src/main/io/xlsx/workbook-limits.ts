const MIB = 1024 * 1024

/** The sizes of a workbook that Assay reads; what an archive unpacks to is counted, not believed. */
export interface WorkbookLimits {
  readonly fileBytes: number
  readonly parts: number
  readonly directoryBytes: number
  /** All parts read together, unpacked. */
  readonly unpackedBytes: number
  /** A part of more than `ratioBytes` that unpacks to more than `ratio` times its size is refused. */
  readonly ratioBytes: number
  readonly ratio: number
  /** Texts shared between cells, held in memory. */
  readonly sharedTextBytes: number
}

export const WORKBOOK_LIMITS: WorkbookLimits = {
  fileBytes: 200 * MIB,
  parts: 10_000,
  directoryBytes: 16 * MIB,
  unpackedBytes: 2048 * MIB,
  ratioBytes: MIB,
  ratio: 100,
  sharedTextBytes: 512 * MIB,
}

/** Rows and columns a sheet can have. */
export const SHEET_SIZE = { rows: 1_048_576, columns: 16_384, cellCharacters: 32_767 } as const
