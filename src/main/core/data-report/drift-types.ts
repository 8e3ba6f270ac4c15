import type { Estimate } from '../stats/estimate.ts'
import type { TestResult } from '../stats/test-result.ts'
import type { StabilityBand } from '../validation/validation-types.ts'

/** Rows at one level. */
export interface LevelCount {
  readonly level: string
  readonly count: number
}

/** Levels that one sample has and the other has not; the most frequent ones by name, and how many there are. */
export interface LevelDifference {
  readonly nLevels: number
  readonly nRows: number
  readonly levels: readonly LevelCount[]
}

/** How one column differs between two samples. What does not exist is null, or an estimate without a value, with the reason. */
export interface ColumnDrift {
  readonly column: string
  readonly type: 'numeric' | 'text'
  readonly nExpected: number
  readonly nActual: number
  /** Bins with counts and shares of both samples; "Missing" and special codes are bins of their own. */
  readonly bins: readonly StabilityBand[]
  /** No smoothing: does not exist if a bin is empty in only one sample. */
  readonly populationStabilityIndex: Estimate
  /** An empty bin counts as half a row. */
  readonly smoothedPopulationStabilityIndex: Estimate
  /** What the index stays below with 95% probability when nothing has drifted. */
  readonly noDriftLimit: number | null
  /** To base 2, in [0, 1], over the bins. */
  readonly jensenShannonDistance: Estimate
  /** Numbers only, missing values and special codes left out. */
  readonly ksTest: TestResult
  /** Texts only, over the bins without Missing. */
  readonly chiSquaredTest: TestResult
  /** Share of missing rows, actual − expected. */
  readonly missingShareChange: number | null
  /** (mean actual − mean expected) / standard deviation of the expected sample; numbers only. */
  readonly meanChangeInSd: Estimate
  /** Texts only. */
  readonly newLevels: LevelDifference | null
  readonly vanishedLevels: LevelDifference | null
}

/** A column that cannot be compared, and why. */
export interface UncomparedColumn {
  readonly column: string
  readonly reason: string
}

export interface DataDriftReport {
  readonly nExpected: number
  readonly nActual: number
  readonly columns: readonly ColumnDrift[]
  readonly uncompared: readonly UncomparedColumn[]
}

export interface DataDriftOptions {
  /** Bins of a numeric column, by equal counts of the expected sample; ties can make them fewer. */
  readonly nBins?: number
  /** Levels of a text with a bin of their own. */
  readonly maxLevels?: number
  readonly specialCodes?: ReadonlyMap<string, readonly string[]>
}
