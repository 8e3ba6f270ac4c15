import type { BinnedVariable } from '../binning/binned-variable.ts'

/** One column of the design that a characteristic brings in. */
export interface Term {
  /** The characteristic's name, with the bin's label for an indicator. */
  readonly name: string
  /** `woe`: weight of evidence; `value`: the number itself; `bin`: 1 in one bin, else 0. */
  readonly kind: 'woe' | 'value' | 'bin'
  /** Index of the bin of an indicator; null for others. */
  readonly bin: number | null
  /** Shape (nSamples,). */
  readonly column: Float64Array
}

/** A characteristic that may enter the regression, with its columns on the rows of the sample. */
export interface Candidate {
  readonly name: string
  readonly variable: BinnedVariable
  readonly terms: readonly Term[]
  /** Of a straight line: smallest, largest and mean value in the sample, missing and special left out. */
  readonly line: { readonly minimum: number; readonly maximum: number; readonly mean: number } | null
}
