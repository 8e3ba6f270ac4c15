import { createFrame, type Frame, getColumn, takeRows } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'

/** The rows a scorecard is estimated on. */
export interface FitSample {
  /** Candidate characteristics only. */
  readonly frame: Frame
  /** 0 or 1 per row, shape (nSamples,). */
  readonly yTrue: Uint8Array
  /** How often each row counts, > 0, shape (nSamples,); null: once each. */
  readonly weights: Float64Array | null
  /** Log odds of the event added to the linear predictor, shape (nSamples,); null: none. */
  readonly offset: Float64Array | null
}

/** Where samples are taken from: a frame and what goes with its rows. */
export interface SampleSource {
  readonly frame: Frame
  readonly characteristics: readonly string[]
  /** 0 or 1 where the outcome is known, shape (nRows,). */
  readonly yTrue: Uint8Array
  readonly weights: Float64Array | null
  readonly offset: Float64Array | null
}

/**
 * The sample of some rows, which may occur more than once.
 *
 * @param source - the frame with labels, weights and offset of all its rows
 * @param rows - row indices
 * @throws StatisticError `invalidInput` if a weight is not above 0 or an offset is not finite; the row, from 1, is named
 */
export function takeSample(source: SampleSource, rows: ArrayLike<number>): FitSample {
  return {
    frame: createFrame(source.characteristics.map((name) => takeRows(getColumn(source.frame, name), rows))),
    yTrue: Uint8Array.from(rows, (row) => source.yTrue[row]!),
    weights: takeNumbers(source.weights, rows, 'weights above 0', isWeight),
    offset: takeNumbers(source.offset, rows, 'a finite offset in every row', Number.isFinite),
  }
}

/**
 * Checks weights and offset of some rows.
 *
 * @param source - weights and offset of all rows
 * @param rows - row indices
 * @throws StatisticError `invalidInput` as `takeSample`
 */
export function requireGoodNumbers(
  { weights, offset }: Pick<SampleSource, 'weights' | 'offset'>,
  rows: ArrayLike<number>,
): void {
  takeNumbers(weights, rows, 'weights above 0', isWeight)
  takeNumbers(offset, rows, 'a finite offset in every row', Number.isFinite)
}

function isWeight(value: number): boolean {
  return value > 0 && Number.isFinite(value)
}

function takeNumbers(
  values: Float64Array | null,
  rows: ArrayLike<number>,
  needs: string,
  isGood: (value: number) => boolean,
): Float64Array | null {
  if (values === null) return null
  return Float64Array.from(rows, (row) => {
    const value = values[row]!
    if (!isGood(value)) {
      throw new StatisticError('invalidInput', `training needs ${needs}, got ${printed(value)} in row ${row + 1}`)
    }
    return value
  })
}

function printed(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? 'a missing one' : String(value)
}

/** Sum of the weights; the number of rows without weights. @param sample - any sample */
export function totalWeight(sample: Pick<FitSample, 'yTrue' | 'weights'>): number {
  return sample.weights === null ? sample.yTrue.length : sample.weights.reduce((sum, weight) => sum + weight, 0)
}

/** Share of events, by weight. @param sample - a sample with rows */
export function eventRateOf(sample: Pick<FitSample, 'yTrue' | 'weights'>): number {
  let events = 0
  for (let i = 0; i < sample.yTrue.length; i++) events += sample.yTrue[i]! * (sample.weights?.[i] ?? 1)
  return events / totalWeight(sample)
}
