/** Trend of the event rate over increasing values (over the order of the bins). */
export type Trend = 'auto' | 'ascending' | 'descending' | 'peak' | 'valley' | 'none'

/** What is asked of the binning; one value for all columns, with exceptions by column name. */
export interface BinningParams {
  /** Optimal bins at most, missing and special bins not counted. */
  readonly maxBins: number
  /** Pre-bins handed to the optimiser, at most. */
  readonly maxPrebins: number
  /** Smallest share of the sample in one optimal bin. */
  readonly minBinShare: number
  readonly minEvents: number
  readonly minNonEvents: number
  /** Neighbouring bins differ with at most this p-value; null or absent: no such limit. */
  readonly maxPValue?: number | null | undefined
  /** Levels below this share are pooled before merging; null or absent: as `minBinShare`. */
  readonly rareLevelShare?: number | null | undefined
  readonly trend: Trend
  readonly trends: readonly { readonly column: string; readonly trend: Trend }[]
  /** Codes that get a bin of their own; numbers as decimal text. */
  readonly specialCodes: readonly { readonly column: string; readonly codes: readonly string[] }[]
  /** Every level of a text column is its own bin. */
  readonly keepLevels: boolean
  /** Bins set by a person; the optimiser leaves these columns alone. */
  readonly manual?: readonly ManualBins[] | undefined
}

/** The bins of one column as a person set them: intervals in order or levels, then special codes. */
export interface ManualBins {
  readonly column: string
  readonly bins: readonly { readonly definition: BinDefinition; readonly note?: string | undefined }[]
  readonly missingNote?: string | undefined
}

/**
 * Which values fall into a bin. `interval` is [lower, upper), null bounds are infinite. `missing` takes missing values,
 * `unseen` the levels of a text variable that did not occur in development.
 */
export type BinDefinition =
  | { readonly kind: 'interval'; readonly lower: number | null; readonly upper: number | null }
  | { readonly kind: 'levels'; readonly levels: string[] }
  | { readonly kind: 'special'; readonly codes: string[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unseen' }

/** One bin with its counts and statistics in the development sample. */
export interface Bin {
  readonly definition: BinDefinition
  readonly label: string
  /** Rows, or the sum of their weights; so are events and non-events. */
  readonly count: number
  readonly share: number
  readonly events: number
  readonly nonEvents: number
  readonly eventRate: number | null
  /** ln(share of non-events / share of events); 0 for bins empty in development. */
  readonly woe: number
  readonly informationValue: number
  /** True when the zero-cell rule was used or the bin is empty. */
  readonly isAdjusted: boolean
  /** What the analyst wrote about the bin. */
  readonly note?: string | undefined
}

/**
 * A binned variable as plain data: ordered bins first, then special bins, missing, and for text variables unseen. Arrays are typed as
 * plain ones, so that a result is assignable to the contract's shape.
 */
export interface BinnedVariable {
  readonly kind: 'binnedVariable'
  readonly name: string
  readonly type: 'numeric' | 'text'
  /** The trend the bins follow; `none` when nothing was demanded or there is one ordered bin only. */
  readonly trend: Trend
  /** How the trend was chosen, or why there is one ordered bin only. */
  readonly trendReason?: string | undefined
  readonly splits: number[]
  readonly bins: Bin[]
  readonly informationValue: number
  readonly gini: number | null
  readonly ksStatistic: number | null
  readonly cramersV: number | null
  readonly quality?: number | null | undefined
  /** True for bins set by a person. */
  readonly isManual?: boolean | undefined
  /** True when the event rate never turns over the ordered bins that hold rows. */
  readonly isMonotone: boolean
  readonly zeroCellRule: string
}
