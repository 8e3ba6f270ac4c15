/**
 * Distinct values of a sample, ascending; −0 counts as 0.
 *
 * @param values - finite numbers, shape (nSamples,)
 * @returns shape (nDistinct,)
 */
export function distinctValues(values: ArrayLike<number>): Float64Array {
  // Adding 0 turns −0 into 0.
  const sorted = Float64Array.from(values, (value) => value + 0).sort()
  let n = 0
  for (let i = 0; i < sorted.length; i++) {
    if (n === 0 || sorted[i] !== sorted[n - 1]) sorted[n++] = sorted[i]!
  }
  return sorted.slice(0, n)
}

/**
 * Index of a value among ascending distinct ones, by bisection; of the first one not below it where it is not among them.
 *
 * @param distinct - ascending, shape (nDistinct,)
 * @returns 0 to nDistinct
 */
export function indexOfValue(distinct: ArrayLike<number>, value: number): number {
  let low = 0
  let high = distinct.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (distinct[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
