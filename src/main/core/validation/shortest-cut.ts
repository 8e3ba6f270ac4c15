/**
 * The cut between two neighboring values that prints shortest: cut ≥ low, cut < high.
 *
 *     shortestCut(512.3459, 512.3912) = 512.35
 *
 * Dividing by "≤ cut" and "> cut" puts `low` below and `high` above it, whatever the number of decimals.
 *
 * @param low - largest value that belongs below the cut
 * @param high - smallest value that belongs above it, > low
 * @returns a number in [low, high)
 */
export function shortestCut(low: number, high: number): number {
  for (let decimals = 0; decimals <= 15; decimals++) {
    const scale = 10 ** decimals
    const cut = Math.ceil(low * scale) / scale
    if (cut >= low && cut < high) return cut + 0
  }
  return low
}
