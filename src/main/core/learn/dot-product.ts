/** Σ aᵢ·bᵢ, summed in order. @param a - shape (n,) @param b - at least as long as `a` */
export function dotProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
