import type { ColumnProfile, ColumnSchema } from '../../../../shared/contract/index.ts'
import { clamp } from './scaled-scroll.ts'

const DIGIT_WIDTH = 7.6
const TEXT_WIDTH = 7
const PADDING = 22
/** A double needs at most so many characters. */
const LONGEST_NUMBER = 19

/** Where the columns of the grid lie: left edges in pixels, one more than there are columns. */
export interface ColumnLayout {
  readonly lefts: Float64Array
  readonly width: number
}

/** Lays out columns side by side. */
export function columnLayout(
  columns: readonly ColumnSchema[],
  profiles: ReadonlyMap<string, ColumnProfile>,
): ColumnLayout {
  const lefts = new Float64Array(columns.length + 1)
  columns.forEach((column, index) => {
    lefts[index + 1] = lefts[index]! + columnWidth(column, profiles.get(column.name))
  })
  return { lefts, width: lefts[columns.length]! }
}

/** Pixels for a column: wide enough for its numbers whole, for texts within limits, and for most of its name. */
export function columnWidth(column: ColumnSchema, profile: ColumnProfile | undefined): number {
  const forName = clamp(column.name.length * TEXT_WIDTH + PADDING + 24, 112, 220)
  return Math.round(Math.max(forName, clamp(cellWidth(column, profile), 72, 280)))
}

function cellWidth(column: ColumnSchema, profile: ColumnProfile | undefined): number {
  if (column.type === 'date') return 20 * DIGIT_WIDTH
  if (column.type === 'text') return (profile?.maxLength ?? 16) * TEXT_WIDTH + PADDING
  return numberLength(profile) * DIGIT_WIDTH + PADDING
}

/** Characters of the longest number, as far as the profile tells. */
function numberLength(profile: ColumnProfile | undefined): number {
  if (profile === undefined || profile.minimum === null || profile.maximum === null) return 8
  const ends = Math.max(String(profile.minimum).length, String(profile.maximum).length)
  const shown = profile.topValues.map(({ value }) => value.length)
  const isWhole = profile.nInteger !== null && profile.nInteger === profile.count - profile.nMissing
  return Math.min(LONGEST_NUMBER, Math.max(ends, ...shown, isWhole ? 0 : 8))
}

/** Indexes of the columns that lie between two edges, `last` included; with one more on either side. */
export function columnsInSight(
  layout: ColumnLayout,
  left: number,
  right: number,
): { readonly first: number; readonly last: number } {
  const n = layout.lefts.length - 1
  const first = clamp(columnAt(layout, left) - 1, 0, Math.max(0, n - 1))
  const last = clamp(columnAt(layout, right) + 1, 0, Math.max(0, n - 1))
  return { first, last }
}

/** Index of the column over a horizontal position, by bisection. */
export function columnAt({ lefts }: ColumnLayout, position: number): number {
  let low = 0
  let high = lefts.length - 1
  while (low < high - 1) {
    const middle = (low + high) >> 1
    if (lefts[middle]! <= position) low = middle
    else high = middle
  }
  return low
}

/** The scroll position nearest to `scrollLeft` at which a column is wholly in sight. */
export function leftThatShows({ lefts }: ColumnLayout, index: number, scrollLeft: number, viewWidth: number): number {
  const left = lefts[index]!
  const right = lefts[index + 1]!
  if (left < scrollLeft || right - left > viewWidth) return left
  return right > scrollLeft + viewWidth ? right - viewWidth : scrollLeft
}
