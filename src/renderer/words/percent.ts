/** A percentage of a share, without the noise of binary fractions. */
export function percentOf(share: number): number {
  return Number((share * 100).toPrecision(12))
}

/** The share of a percentage. */
export function shareOf(percent: number): number {
  return Number((percent / 100).toPrecision(12))
}
