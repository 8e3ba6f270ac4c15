/**
 * Chooses points of a rising curve for drawing: a subset, never a new point.
 *
 * The ends and the points named stay; the rest is filled up at even steps of x + y, so that steep and flat stretches get
 * their share. If the points named alone are too many, they are thinned in the same way.
 *
 * @param x - ascending, shape (nPoints,)
 * @param y - ascending, shape (nPoints,)
 * @param kept - indices that must stay
 * @param maximumPoints - points at most, ≥ 2
 * @returns indices to draw, ascending, distinct
 */
export function thinCurve(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  kept: readonly number[],
  maximumPoints: number,
): number[] {
  const nPoints = x.length
  if (nPoints <= maximumPoints) return Array.from({ length: nPoints }, (_, i) => i)
  const named = [...new Set([0, ...kept, nPoints - 1])].sort((a, b) => a - b)
  const candidates = named.length > maximumPoints ? named : Array.from({ length: nPoints }, (_, i) => i)
  const chosen = new Set(named.length > maximumPoints ? [0, nPoints - 1] : named)
  const spare = maximumPoints - chosen.size
  const height = (index: number) => x[index]! + y[index]!
  const [start, end] = [height(0), height(nPoints - 1)]
  for (let step = 1, at = 0; step <= spare; step++) {
    const target = start + ((end - start) * step) / (spare + 1)
    while (at < candidates.length - 1 && height(candidates[at]!) < target) at++
    chosen.add(candidates[at]!)
  }
  return [...chosen].sort((a, b) => a - b)
}
