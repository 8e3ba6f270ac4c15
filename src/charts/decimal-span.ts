/** Axis ends on multiples of a round step (1, 2 or 5 times a power of ten), about five steps, around everything drawn. */
export function decimalSpan(low: number, high: number): { min: number; max: number; interval: number } {
  const width = Math.max(high - low, Math.abs(high) * 1e-3, 1e-9)
  const power = 10 ** Math.floor(Math.log10(width / 5))
  const interval = [1, 2, 5, 10].map((step) => step * power).find((step) => width / step <= 6) ?? 10 * power
  const on = (steps: number) => Number((steps * interval).toPrecision(12))
  const min = Math.floor(low / interval + 1e-9)
  const max = Math.max(min + 1, Math.ceil(high / interval - 1e-9))
  return { min: on(min), max: on(max), interval: Number(interval.toPrecision(12)) }
}
