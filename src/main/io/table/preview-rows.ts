import type { Dialect } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { IssueList } from './parse-issues.ts'
import type { RowCells, RowSource } from './row-source.ts'

/** The first rows of a source: it ends after so many bytes of cells, and before a fault in the file, which it keeps. */
export class PreviewRows implements RowSource {
  /** True once the limit on bytes ended the rows. */
  isCut = false
  /** What the import would refuse the file for, if the rows ended there. */
  fault: AppError | null = null
  readonly #rows: RowSource
  readonly #maxBytes: number
  #cellBytes = 0

  constructor(rows: RowSource, maxBytes: number) {
    this.#rows = rows
    this.#maxBytes = maxBytes
  }

  get names(): readonly string[] {
    return this.#rows.names
  }

  get issues(): IssueList {
    return this.#rows.issues
  }

  get cells(): RowCells {
    return this.#rows.cells
  }

  get nRows(): number {
    return this.#rows.nRows
  }

  get bytesRead(): number {
    return this.#rows.bytesRead
  }

  next(): boolean {
    if (this.isCut || this.fault !== null) return false
    if (this.#cellBytes > this.#maxBytes) {
      this.isCut = true
      return false
    }
    try {
      if (!this.#rows.next()) return false
    } catch (error) {
      const isOfFile = error instanceof AppError && (error.code === 'badData' || error.code === 'tooLarge')
      if (!isOfFile || this.#rows.nRows === 0) throw error
      this.fault = error
      return false
    }
    const { starts, ends, nCells } = this.cells
    for (let cell = 0; cell < nCells; cell++) this.#cellBytes += ends[cell]! - starts[cell]!
    return true
  }

  finish(): { sha256: string; dialect: Dialect } {
    return this.#rows.finish()
  }

  close(): void {
    this.#rows.close()
  }
}
