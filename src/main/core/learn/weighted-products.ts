/** Rows worked on at a time: the scratch of a block of some 30 columns stays in the processor's cache. */
export const BLOCK = 256

/**
 * Adds Zᵀ·diag(w)·Z of one block of rows to a matrix, three rows by three columns at a time.
 *
 * @param weighted - w·z, column-major, shape (nColumns, BLOCK), rows beyond the data 0
 * @param plain - z, the same shape
 * @param nColumns - a multiple of 3
 * @param matrix - row-major, shape (nColumns, nColumns); at least its lower triangle is added to
 */
export function addWeightedProducts(
  weighted: Float64Array,
  plain: Float64Array,
  nColumns: number,
  matrix: Float64Array,
): void {
  for (let a = 0; a < nColumns; a += 3) {
    for (let b = 0; b <= a; b += 3) addTile(weighted, plain, a, b, nColumns, matrix)
  }
}

function addTile(
  weighted: Float64Array,
  plain: Float64Array,
  a: number,
  b: number,
  nColumns: number,
  matrix: Float64Array,
): void {
  const u0 = a * BLOCK
  const u1 = u0 + BLOCK
  const u2 = u1 + BLOCK
  const v0 = b * BLOCK
  const v1 = v0 + BLOCK
  const v2 = v1 + BLOCK
  let s00 = 0
  let s01 = 0
  let s02 = 0
  let s10 = 0
  let s11 = 0
  let s12 = 0
  let s20 = 0
  let s21 = 0
  let s22 = 0
  for (let i = 0; i < BLOCK; i++) {
    const w0 = weighted[u0 + i]!
    const w1 = weighted[u1 + i]!
    const w2 = weighted[u2 + i]!
    const z0 = plain[v0 + i]!
    const z1 = plain[v1 + i]!
    const z2 = plain[v2 + i]!
    s00 += w0 * z0
    s01 += w0 * z1
    s02 += w0 * z2
    s10 += w1 * z0
    s11 += w1 * z1
    s12 += w1 * z2
    s20 += w2 * z0
    s21 += w2 * z1
    s22 += w2 * z2
  }
  const h0 = a * nColumns + b
  const h1 = h0 + nColumns
  const h2 = h1 + nColumns
  matrix[h0]! += s00
  matrix[h0 + 1]! += s01
  matrix[h0 + 2]! += s02
  matrix[h1]! += s10
  matrix[h1 + 1]! += s11
  matrix[h1 + 2]! += s12
  matrix[h2]! += s20
  matrix[h2 + 1]! += s21
  matrix[h2 + 2]! += s22
}
