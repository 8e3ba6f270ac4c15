import type { TableBlock } from '../../core/pack/pack-document.ts'
import { type MarkContext, minimumWidth, naturalWidth } from './inline-layout.ts'
import { CELL, CELL_HEAD } from './page-style.ts'
import type { Pen } from './pen.ts'

export const CELL_GAP = 10
const FLEX_FLOOR = 42

/**
 * Widths of a table's columns: numbers and short words never wrap, texts share what is left. Content decides first, then the
 * columns' weights; the sum is exactly the width of the table.
 */
export function tableColumnWidths(table: TableBlock, width: number, pen: Pen, marks: MarkContext): number[] {
  const rows = table.rows.filter((row) => row.role !== 'group')
  const natural = table.columns.map((column, index) => {
    const cells = rows.map((row) => naturalWidth(row.cells[index] ?? [], CELL, pen, marks))
    const head =
      column.flex > 0
        ? naturalWidth([column.label], CELL_HEAD, pen, marks)
        : minimumWidth([column.label], CELL_HEAD, pen, marks)
    return Math.max(head, ...cells) + 0.1
  })
  const smallest = table.columns.map((column, index) => {
    const own = natural[index] ?? 0
    if (column.flex === 0) return own
    const longestWord = Math.max(
      minimumWidth([column.label], CELL_HEAD, pen, marks),
      ...rows.map((row) => minimumWidth(row.cells[index] ?? [], CELL, pen, marks)),
    )
    return Math.min(own, Math.max(FLEX_FLOOR, Math.min(longestWord, width * 0.4)))
  })
  const room = width - CELL_GAP * (table.columns.length - 1)
  const wanted = sum(natural)
  if (wanted <= room)
    return spread(
      natural,
      table.columns.map((column) => 0.55 + column.flex * 0.6),
      room - wanted,
    )
  const least = sum(smallest)
  if (least >= room) return shrinkTo(smallest, table, room)
  const appetite = table.columns.map(
    (column, index) => ((natural[index] ?? 0) - (smallest[index] ?? 0)) * (column.flex > 0 ? 1 : 0),
  )
  return grow(smallest, natural, appetite, room - least)
}

/** Gives columns room in proportion to what they lack, never more than they want. */
function grow(from: readonly number[], to: readonly number[], appetite: readonly number[], room: number): number[] {
  const total = sum(appetite)
  if (total <= 0) return [...from]
  // Square roots favour short columns, so that one very long text does not starve the others.
  const shares = appetite.map((one) => Math.sqrt(one))
  const widths = [...from]
  let left = room
  for (let round = 0; round < 8 && left > 0.01; round++) {
    const open = shares.map((share, index) => ((to[index] ?? 0) - (widths[index] ?? 0) > 0.01 ? share : 0))
    const all = sum(open)
    if (all === 0) break
    const given = open.map((share, index) => Math.min((to[index] ?? 0) - (widths[index] ?? 0), (left * share) / all))
    given.forEach((one, index) => {
      widths[index] = (widths[index] ?? 0) + one
    })
    left -= sum(given)
  }
  return widths
}

function spread(widths: readonly number[], weights: readonly number[], room: number): number[] {
  const total = sum(weights)
  return widths.map((one, index) => one + (room * (weights[index] ?? 0)) / total)
}

/** Too many columns for the page: texts give way first, down to a few letters, then everything in proportion. */
function shrinkTo(smallest: readonly number[], table: TableBlock, room: number): number[] {
  const fixed = sum(smallest.map((one, index) => (table.columns[index]?.flex === 0 ? one : 0)))
  const flexible = sum(smallest) - fixed
  if (flexible > 0 && room - fixed >= flexible * 0.5)
    return smallest.map((one, index) => (table.columns[index]?.flex === 0 ? one : (one * (room - fixed)) / flexible))
  return smallest.map((one) => (one * room) / sum(smallest))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
