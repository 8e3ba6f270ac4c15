import { type SampleSplit, stratifiedSplit } from '../random/stratified-split.ts'
import { StatisticError } from '../statistic-error.ts'
import type { EarlyStopping } from './gbdt-params.ts'

/** Other draws than those of the split into development and hold-out, from the same seed. */
const VALIDATION_DRAW = 0x5eed_0b05

/** The rows that trees are grown on, and those they are watched on. */
export interface BoostingSamples {
  readonly grown: Uint32Array
  readonly watched: Uint32Array | null
  /** The watched sample in words; null: none. */
  readonly statement: string | null
}

/**
 * Splits the samples of a fit for boosting. `validation`: a stratified share of the development rows is set aside and watched, and trees
 * are grown on the rest; `holdout`: the hold-out rows are watched and decide; `none`: they are watched for the curve only.
 *
 * @param yTrue - 0 or 1 at the rows of the split, shape (nRows,)
 * @param split - development and hold-out rows
 * @param earlyStopping - what is watched
 * @param seed - integer in [0, 2³²)
 * @throws StatisticError `invalidInput` if the hold-out sample is to decide and has no rows, or the sample that is to decide lacks events
 *   or non-events
 */
export function boostingSamples(
  yTrue: Uint8Array,
  { development, holdout }: SampleSplit,
  { sample, share }: EarlyStopping,
  seed: number,
): BoostingSamples {
  if (sample === 'none') {
    if (holdout.length === 0) return { grown: development, watched: null, statement: null }
    return { grown: development, watched: holdout, statement: `hold-out, ${holdout.length} rows, for the curve only` }
  }
  if (sample === 'holdout') {
    if (holdout.length === 0)
      throw new StatisticError(
        'invalidInput',
        'earlyStopping.sample holdout needs a hold-out sample, got developmentShare 1, which leaves no rows',
      )
    requireClasses(yTrue, holdout, `the hold-out sample of ${holdout.length} rows`)
    return { grown: development, watched: holdout, statement: `hold-out, ${holdout.length} rows` }
  }
  const outcomes = Uint8Array.from(development, (row) => yTrue[row]!)
  const parts = stratifiedSplit(outcomes, 1 - share, (seed ^ VALIDATION_DRAW) >>> 0)
  const rowsOf = (places: Uint32Array): Uint32Array => places.map((place) => development[place]!)
  const watched = rowsOf(parts.holdout)
  requireClasses(yTrue, watched, `a share of ${share}: ${watched.length} of ${development.length} development rows`)
  return {
    grown: rowsOf(parts.development),
    watched,
    statement: `validation, ${watched.length} of ${development.length} development rows set aside`,
  }
}

function requireClasses(yTrue: Uint8Array, rows: Uint32Array, what: string): void {
  const nEvents = rows.reduce((sum, row) => sum + yTrue[row]!, 0)
  if (nEvents === 0 || nEvents === rows.length)
    throw new StatisticError(
      'invalidInput',
      `earlyStopping needs events and non-events in the rows that decide, got ${what} with ${nEvents} events`,
    )
}
