const MIB = 1024 * 1024

/** The sizes of a Parquet file that Assay reads. */
export interface ParquetLimits {
  readonly footerBytes: number
  /** Values of one row group, unpacked, as the file states. */
  readonly rowGroupBytes: number
  /** What the engine may take; beyond, it gives up. */
  readonly memory: string
}

export const PARQUET_LIMITS: ParquetLimits = {
  footerBytes: 64 * MIB,
  rowGroupBytes: 1024 * MIB,
  memory: '2GB',
}
