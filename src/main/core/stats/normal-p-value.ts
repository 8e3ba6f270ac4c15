import normalCdf from '@stdlib/stats-base-dists-normal-cdf'

/**
 * Two-sided p-value of a standard normal statistic.
 *
 *     p = 2 · Φ(−|z|)
 *
 * @param z - the statistic
 * @returns p in [0, 1], accurate in the far tail
 */
export function normalPValue(z: number): number {
  return 2 * normalCdf(-Math.abs(z), 0, 1)
}
