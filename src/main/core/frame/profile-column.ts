import type { ColumnSummary } from './column-summary.ts'
import type { Column } from './frame.ts'
import { profileNumbers } from './profile-numbers.ts'
import { profileTexts } from './profile-texts.ts'

export type { ColumnSummary, TukeyOutliers } from './column-summary.ts'

export interface ProfileOptions {
  /** Values with a meaning of their own (−999 = not asked), as texts. */
  readonly specialCodes?: readonly string[]
}

/**
 * Profile of one column: counts, quantiles, moments, outliers, most frequent values and a histogram; of dates, their range
 * and a histogram over time, in days since 1970-01-01.
 *
 * Quantiles interpolate linearly between order statistics (type 7). The standard deviation divides by n − 1; skewness and
 * kurtosis are the small-sample corrected G₁ and G₂. −0 counts as 0. Missing values count in `count` and `nMissing` only.
 * Special codes count in `count`, `nDistinct`, `topValues`, `modeShare`, `sum` and `special`, and are left out of everything
 * else. `topValues` are sorted by falling count, ties by value (numbers) or first occurrence (texts).
 *
 * @param column - shape (nRows,); numbers must be finite, or NaN = missing
 * @param options - special codes
 * @returns the profile; for texts the numbers other than counts and lengths are null
 * @see Hyndman & Fan (1996), Sample quantiles in statistical packages, definition 7; Joanes & Gill (1998), The Statistician 47,
 *   G₁ and G₂; Tukey (1977), Exploratory Data Analysis, section 2D (fences)
 */
export function profileColumn(column: Column, options: ProfileOptions = {}): ColumnSummary {
  return column.kind === 'numeric'
    ? profileNumbers(column, options.specialCodes)
    : profileTexts(column, options.specialCodes)
}
