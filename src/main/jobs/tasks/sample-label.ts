import type { SampleName } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'

const LABELS: Readonly<Record<SampleName, string>> = {
  development: 'the development sample',
  holdout: 'the hold-out sample',
  all: 'all rows',
}

/** A sample in words, as it stands in a sentence. */
export function sampleLabel(sample: SampleName): string {
  return LABELS[sample]
}

/**
 * Checks that a sample has rows.
 *
 * @throws AppError `invalidInput` with a remedy if it has none
 */
export function requireSampleRows(sample: SampleName, nRows: number): void {
  if (nRows > 0) return
  throw new AppError('invalidInput', `A figure on ${sampleLabel(sample)} needs rows, got none`, {
    hint: 'Choose the sample "all", or data the model has not seen.',
    place: { field: 'sample' },
  })
}
