const DAY_MS = 86_400_000
const MOST_TICKS = 7

/** The ISO date of a day counted from 1970-01-01. */
export function dayText(day: number): string {
  const date = new Date(Math.round(day) * DAY_MS)
  return Number.isNaN(date.getTime()) ? '–' : date.toISOString().slice(0, 10)
}

/** Days on which years, quarters or months begin, whichever give few enough ticks; the ends where none does. */
export function dayTicks(low: number, high: number): number[] {
  const months = (high - low) / 30.4
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240].find((one) => months / one <= MOST_TICKS) ?? 600
  const first = new Date(Math.ceil(low) * DAY_MS)
  const ticks: number[] = []
  let month = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step
  for (let index = 0; index <= MOST_TICKS + 2; index++, month += step) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS
    if (day >= low && day <= high) ticks.push(day)
  }
  return ticks.length < 2 ? [low, high] : ticks
}
