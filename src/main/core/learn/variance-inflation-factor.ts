import { StatisticError } from '../statistic-error.ts'
import { cholesky, invertCholesky } from './cholesky.ts'
import { correlationMatrix } from './correlation-matrix.ts'

/**
 * Variance inflation factors (VIF) of the columns of a design.
 *
 *     VIF_j = 1 / (1 − R_j²) = [R⁻¹]_jj
 *
 * with R_j² of column j regressed on the others and a constant, R the correlation matrix. 1: uncorrelated with the others;
 * 10: nine tenths of its variance is explained by them.
 *
 * @param design - nFeatures columns of shape (nSamples,), finite
 * @param names - names of the columns, for messages; default x1, x2, …
 * @param weights - number of times each row counts, shape (nSamples,); default or null 1 each
 * @returns one factor ≥ 1 per column
 * @throws StatisticError `invalidInput` if lengths differ or a value is not finite
 * @throws StatisticError `undefined` if a column is constant or a combination of those before it
 * @see Belsley, Kuh and Welsch (1980), Regression Diagnostics, section 3.2
 */
export function varianceInflationFactors(
  design: readonly Float64Array[],
  names?: readonly string[],
  weights: Float64Array | null = null,
): number[] {
  const p = design.length
  const nRows = design[0]?.length ?? 0
  const columnNames = names ?? design.map((_, j) => `x${j + 1}`)
  const ragged = design.findIndex((column) => column.length !== nRows)
  if (ragged >= 0) {
    throw new StatisticError(
      'invalidInput',
      `varianceInflationFactors needs columns of ${nRows} rows, got ${design[ragged]!.length} in "${columnNames[ragged]}"`,
    )
  }
  const factor = cholesky(correlationMatrix(design, weights, columnNames), p, 1e-13)
  if ('dependentColumn' in factor) {
    const name = columnNames[factor.dependentColumn]
    throw new StatisticError(
      'undefined',
      `varianceInflationFactors needs columns of their own content, got "${name}" as a combination of others`,
    )
  }
  const inverse = invertCholesky(factor)
  return design.map((_, j) => inverse[j * p + j]!)
}
