/**
 * Rounds the points of a scorecard to whole ones so that its range is kept: the lowest and the highest possible score are the exact
 * lowest and highest, rounded (half up).
 *
 * With l_j and u_j the least and the most exact points of characteristic j, whole L_j ∈ {⌊l_j⌋, ⌊l_j⌋ + 1} and U_j ∈ {⌊u_j⌋, ⌊u_j⌋ + 1} are
 * chosen by largest remainder such that ΣL_j = round(Σl_j) and ΣU_j = round(Σu_j): the characteristics of largest fraction are rounded
 * up, of equal fractions those first on the scorecard. Other points become the nearest whole number (half up) within [L_j, U_j], so
 * their order within a characteristic never turns, points equal before are equal after, and whole points stay.
 * Where this would put L_j above U_j (both between the same whole numbers), U_j is rounded up too, in place of the rounded-up maximum
 * of smallest fraction that can come down (of equals the last on the scorecard); if there is none, L_j is rounded down, in place of the
 * largest fraction that can still go up. A characteristic all of whose points are equal gets one number, by largest remainder too.
 *
 * @param points - exact points per characteristic and bin, finite, each characteristic with at least one bin
 * @returns whole points in the same shape
 * @see Balinski and Young (2001), Fair Representation, on largest remainders
 */
export function roundPoints(points: readonly (readonly number[])[]): number[][] {
  const lows = points.map((bins) => Math.min(...bins))
  const highs = points.map((bins) => Math.max(...bins))
  const constant = points.map((_, j) => j).filter((j) => lows[j] === highs[j])
  const varying = points.map((_, j) => j).filter((j) => lows[j] !== highs[j])
  const constantUp = new Set(
    largestFractions(constant, lows, Math.round(sumOf(constant.map((j) => fraction(lows[j]!))))),
  )
  const lowUp = roundUp(lows, varying, constantUp.size)
  const highUp = roundUp(highs, varying, constantUp.size)
  repair(lows, highs, varying, lowUp, highUp)
  return points.map((bins, j) => {
    const low = Math.floor(lows[j]!) + (lowUp.has(j) || constantUp.has(j) ? 1 : 0)
    const high = Math.floor(highs[j]!) + (highUp.has(j) || constantUp.has(j) ? 1 : 0)
    return bins.map((value) => {
      if (value === lows[j]) return low + 0 // + 0 turns −0 into 0
      return value === highs[j] ? high + 0 : Math.max(low, Math.min(high, Math.round(value))) + 0
    })
  })
}

/** Which of the varying characteristics are rounded up, so that all together make the rounded sum. */
function roundUp(values: readonly number[], varying: readonly number[], nConstantUp: number): Set<number> {
  const nUp = Math.round(sumOf(values)) - sumOf(values.map(Math.floor)) - nConstantUp
  return new Set(largestFractions(varying, values, nUp))
}

function largestFractions(among: readonly number[], values: readonly number[], n: number): number[] {
  return [...among].sort((a, b) => fraction(values[b]!) - fraction(values[a]!) || a - b).slice(0, Math.max(0, n))
}

/** Makes every minimum at most its maximum without changing how many are rounded up. */
function repair(
  lows: readonly number[],
  highs: readonly number[],
  varying: readonly number[],
  lowUp: Set<number>,
  highUp: Set<number>,
): void {
  const isNarrow = (j: number): boolean => Math.floor(lows[j]!) === Math.floor(highs[j]!)
  for (const j of varying) {
    if (!isNarrow(j) || !lowUp.has(j) || highUp.has(j)) continue
    const mayComeDown = varying.filter((i) => highUp.has(i) && !(isNarrow(i) && lowUp.has(i)))
    const down = largestFractions(mayComeDown, highs, mayComeDown.length).at(-1)
    if (down !== undefined) {
      highUp.delete(down)
      highUp.add(j)
      continue
    }
    const mayGoUp = varying.filter((i) => !lowUp.has(i) && (!isNarrow(i) || highUp.has(i)))
    const [up] = largestFractions(mayGoUp, lows, 1)
    lowUp.delete(j)
    if (up !== undefined) lowUp.add(up)
  }
}

function fraction(value: number): number {
  return value - Math.floor(value)
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
