import type { HistogramBin } from './nice-histogram.ts'

/** Summary of one column; numbers that do not exist for it are null. */
export interface ColumnSummary {
  readonly name: string
  readonly type: 'numeric' | 'text'
  readonly count: number
  readonly nMissing: number
  readonly nDistinct: number
  readonly minimum: number | null
  readonly quantile25: number | null
  readonly median: number | null
  readonly quantile75: number | null
  readonly maximum: number | null
  readonly mean: number | null
  readonly standardDeviation: number | null
  /** Most frequent values, at most ten; special codes count as values. */
  readonly topValues: { readonly value: string; readonly count: number }[]
  /** Numbers in their own unit; of a date column, days since 1970-01-01. */
  readonly histogram: HistogramBin[]
  readonly histogramUnit: 'value' | 'day'
  /** Quantiles at fixed probabilities, ascending; empty for texts and without numbers. */
  readonly quantiles: { readonly probability: number; readonly value: number | null }[]
  /** Adjusted Fisher–Pearson skewness G₁. */
  readonly skewness: number | null
  /** Excess kurtosis G₂, 0 in expectation for normal numbers. */
  readonly kurtosis: number | null
  /** Sum of **all** numbers of the column, special codes included, so that it reconciles with the file. */
  readonly sum: number | null
  readonly nZero: number | null
  readonly nNegative: number | null
  /** Numbers without a fraction. */
  readonly nInteger: number | null
  /** Tukey's fences and the rows beyond them; null for texts and without numbers. */
  readonly outliers: TukeyOutliers | null
  /** Rows holding each special code asked for, in the order asked. */
  readonly special: { readonly code: string; readonly count: number }[]
  /** Rows holding any special code. */
  readonly nSpecial: number
  /** Share of the most frequent value among the values that are not missing, special codes counted as values. */
  readonly modeShare: number | null
  /** Length of the shortest and of the longest text, in Unicode code points; special codes left out. */
  readonly minLength: number | null
  readonly maxLength: number | null
  /** Rows whose text is empty or only white space; null for numbers. */
  readonly nBlank: number | null
  /** First and last date in the column's own pattern; null unless the column holds dates. */
  readonly earliest: string | null
  readonly latest: string | null
}

/** Values below q₂₅ − 1.5 · IQR or above q₇₅ + 1.5 · IQR. */
export interface TukeyOutliers {
  readonly lowerFence: number
  readonly upperFence: number
  readonly nBelow: number
  readonly nAbove: number
}

/** What a column without numbers says about numbers. */
export const NO_NUMBERS = {
  minimum: null,
  quantile25: null,
  median: null,
  quantile75: null,
  maximum: null,
  mean: null,
  standardDeviation: null,
  histogramUnit: 'value',
  skewness: null,
  kurtosis: null,
  sum: null,
  nZero: null,
  nNegative: null,
  nInteger: null,
  outliers: null,
} as const satisfies Partial<Record<keyof ColumnSummary, unknown>>

/** What a column without texts says about texts. */
export const NO_TEXTS = { minLength: null, maxLength: null, nBlank: null, earliest: null, latest: null } as const
