import { AppError } from '../../../shared/errors.ts'
import type { InputFile } from '../input-file.ts'
import type { RowSource } from './row-source.ts'

/** @throws AppError `badData` if there is a header and nothing under it */
export function requireRows(rows: Pick<RowSource, 'nRows'>, file: InputFile): void {
  if (rows.nRows > 0) return
  throw new AppError('badData', `${file.fileName} has a header and no rows`, {
    hint: 'Check that the export that made the file ran to its end.',
    place: { file: file.fileName, line: 1 },
  })
}

/** The error for a file that another program writes to. */
export function changedMeanwhile(file: InputFile): AppError {
  return new AppError('conflict', `${file.fileName} changed while it was being read`, {
    hint: 'Close the program that writes to it, and import again.',
    place: { file: file.fileName },
  })
}
