import { deskParts } from './desk.ts'
import type { GbdtParams } from './gbdt-params.ts'

/** Per row outside the shared memory: the row's number, weights as used and as counted, offset, and what sorts the watched margins. */
const ROW_BYTES = 4 + 8 + 8 + 8
const WATCHED_BYTES = 8 * 8
/** Sorting the values of a column, and code. */
const FIXED_BYTES = 16 * 2 ** 20

/** What the memory of a training depends on. */
export interface GrowSize {
  readonly nDevelopment: number
  readonly nWatched: number
  readonly nCharacteristics: number
  readonly params: Pick<GbdtParams, 'maxBins' | 'maxLeaves'>
  /** Hands of the crew. */
  readonly workers: number
}

/**
 * Memory that growing trees takes at most, the data themselves aside.
 *
 * @returns bytes; as if every characteristic had all bins, and rows had weights
 */
export function growBytes({ nDevelopment, nWatched, nCharacteristics, params, workers }: GrowSize): number {
  const { bytes } = deskParts({
    ...{ nDevelopment, nWatched, nHands: workers, maxLeaves: params.maxLeaves, isWeighted: true },
    bins: Array.from({ length: nCharacteristics }, () => params.maxBins + 1),
  })
  return bytes + (nDevelopment + nWatched) * ROW_BYTES + nWatched * WATCHED_BYTES + FIXED_BYTES
}
