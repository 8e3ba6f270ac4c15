/** Lower triangular factor L of a symmetric positive definite matrix A = L·Lᵀ, row-major, shape (n, n). */
export interface CholeskyFactor {
  readonly n: number
  readonly lower: Float64Array
}

/**
 * Cholesky factor of a symmetric matrix, or the first column that the columns before it already span.
 *
 * @param matrix - symmetric, row-major, shape (n, n); only the lower triangle is read
 * @param n - order
 * @param tolerance - a pivot at most this share of its diagonal element counts as 0
 * @returns the factor, or `{ dependentColumn }` counted from 0
 * @see Golub and Van Loan (2013), Matrix Computations, algorithm 4.2.1
 */
export function cholesky(
  matrix: Float64Array,
  n: number,
  tolerance: number,
): CholeskyFactor | { readonly dependentColumn: number } {
  const lower = new Float64Array(n * n)
  for (let j = 0; j < n; j++) {
    const diagonal = matrix[j * n + j]!
    let pivot = diagonal
    for (let k = 0; k < j; k++) pivot -= lower[j * n + k]! ** 2
    if (!(pivot > tolerance * diagonal)) return { dependentColumn: j }
    const root = Math.sqrt(pivot)
    lower[j * n + j] = root
    for (let i = j + 1; i < n; i++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!
      lower[i * n + j] = sum / root
    }
  }
  return { n, lower }
}

/** Solution x of A·x = b. @param b - right-hand side, shape (n,) */
export function solveCholesky(factor: CholeskyFactor, b: ArrayLike<number>): Float64Array {
  const { n, lower } = factor
  const x = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = b[i]!
    for (let k = 0; k < i; k++) sum -= lower[i * n + k]! * x[k]!
    x[i] = sum / lower[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!
    for (let k = i + 1; k < n; k++) sum -= lower[k * n + i]! * x[k]!
    x[i] = sum / lower[i * n + i]!
  }
  return x
}

/** Inverse of A, row-major, shape (n, n). */
export function invertCholesky(factor: CholeskyFactor): Float64Array {
  const { n } = factor
  const inverse = new Float64Array(n * n)
  for (let j = 0; j < n; j++) {
    const unit = new Float64Array(n)
    unit[j] = 1
    const column = solveCholesky(factor, unit)
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i]!
  }
  return inverse
}
