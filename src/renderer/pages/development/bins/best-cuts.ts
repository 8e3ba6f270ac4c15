/** A fine pre-bin: [lower, next lower). */
export interface Prebin {
  readonly lower: number
  readonly count: number
  readonly events: number
}

/** A place where a range could be cut, and what would be on either side. */
export interface CutChoice {
  readonly cut: number
  readonly below: Side
  readonly above: Side
  /** Twice the log-likelihood gained by two rates instead of one: larger separates better. */
  readonly gain: number
}

interface Side {
  readonly count: number
  readonly events: number
}

/** Every edge of pre-bins inside a range, best first; cuts that leave a side empty are left out. */
export function bestCuts(prebins: readonly Prebin[], lower: number | null, upper: number | null): CutChoice[] {
  const inside = prebins.filter(
    (bin) => (lower === null || bin.lower >= lower) && (upper === null || bin.lower < upper),
  )
  const all = sum(inside)
  const cuts: CutChoice[] = []
  let below: Side = { count: 0, events: 0 }
  for (const bin of inside) {
    const above = { count: all.count - below.count, events: all.events - below.events }
    if (below.count > 0 && above.count > 0 && bin.lower !== lower)
      cuts.push({ cut: bin.lower, below, above, gain: 2 * (likelihood(below) + likelihood(above) - likelihood(all)) })
    below = { count: below.count + bin.count, events: below.events + bin.events }
  }
  return cuts.sort((a, b) => b.gain - a.gain || a.cut - b.cut)
}

function sum(bins: readonly Side[]): Side {
  return bins.reduce((all, bin) => ({ count: all.count + bin.count, events: all.events + bin.events }), {
    count: 0,
    events: 0,
  })
}

/** Binomial log-likelihood at the side's own rate. */
function likelihood({ count, events }: Side): number {
  const part = (n: number) => (n <= 0 ? 0 : n * Math.log(n / count))
  return part(events) + part(count - events)
}
