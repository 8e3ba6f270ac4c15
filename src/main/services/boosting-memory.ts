import { freemem, totalmem } from 'node:os'
import { AppError } from '../../shared/errors.ts'
import { formatBytes } from '../../shared/format.ts'
import { growBytes } from '../core/gbdt/grow-bytes.ts'
import type { SignedInCall } from './call.ts'
import type { BoostingPlan } from './training-plan.ts'

/** Bytes of a cell as it stands in a column of a frame: a number, or the code of a level. */
const NUMBER_BYTES = 8
const CODE_BYTES = 4
/** Columns as they are read from the store, as they stand, and the rows of a sample while it is scored. */
const COPIES = 3
/** Outcomes, samples, weights and scores beside the columns, per row. */
const ROW_BYTES = 128
/** Thread, code, and what is being written. */
const FIXED_BYTES = 32 * 2 ** 20

export interface MemoryNeed {
  readonly bytes: number
  readonly nRows: number
  readonly nCharacteristics: number
}

/** What a training of trees needs at most: its columns as they are read, and what growing takes. */
export function memoryNeed({ dataset, request }: BoostingPlan, workers: number): MemoryNeed {
  const { characteristics, params } = request
  const nRows = dataset.nRows
  // A sample column divides the rows otherwise: then all of them may be of either sample.
  const isDivided = dataset.columns.some(({ role }) => role === 'sample')
  const nDevelopment = isDivided ? nRows : Math.ceil(nRows * params.developmentShare)
  const { sample, share } = params.earlyStopping
  const nWatched = sample === 'validation' ? Math.ceil(nDevelopment * share) : isDivided ? nRows : nRows - nDevelopment
  const nCharacteristics = characteristics.length
  const read = new Set(characteristics)
  const cells = dataset.columns
    .filter(({ name }) => read.has(name))
    .reduce((sum, { type }) => sum + (type === 'numeric' ? NUMBER_BYTES : CODE_BYTES), 0)
  const growing = growBytes({ nDevelopment, nWatched, nCharacteristics, params, workers })
  return { bytes: Math.ceil(growing + nRows * (cells * COPIES + ROW_BYTES) + FIXED_BYTES), nRows, nCharacteristics }
}

/** Bytes that can be had now. */
export function availableBytes({ state }: Pick<SignedInCall, 'state'>): number {
  const { availableBytes: said } = state.config
  if (said !== undefined) return said()
  // macOS counts what it keeps only as long as nobody needs it as used.
  if (process.platform === 'darwin') return Math.max(freemem(), totalmem() / 2)
  return process.availableMemory()
}

/** @throws AppError `tooLarge` with both figures in bytes if the machine has not what the training needs */
export function requireMemory(plan: BoostingPlan, workers: number, call: SignedInCall): void {
  const { bytes } = memoryNeed(plan, workers)
  const available = availableBytes(call)
  if (bytes <= available) return
  throw new AppError(
    'tooLarge',
    `Training needs ${bytes} bytes of memory (${formatBytes(bytes)}), got ${available} (${formatBytes(available)})`,
    {
      hint: 'Use fewer columns, rows, bins (maxBins) or workers, or close other programs. Nothing was started.',
      place: { field: 'params' },
    },
  )
}
