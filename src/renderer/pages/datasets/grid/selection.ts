import { clamp } from './scaled-scroll.ts'

/** A cell by its row in the view and its column, both from 0. */
export interface CellPlace {
  readonly row: number
  readonly column: number
}

/** The cells between two corners; `active` is the one that moves. */
export interface Selection {
  readonly anchor: CellPlace
  readonly active: CellPlace
}

export interface GridSize {
  readonly nRows: number
  readonly nColumns: number
  /** Whole rows in sight, for Page Up and Page Down. */
  readonly pageRows: number
}

/** Where a key moves the active cell; null for keys that do not move it. Row −1 is the head of the grid. */
export function moveByKey(
  place: CellPlace,
  event: { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean },
  size: GridSize,
): CellPlace | null {
  const isFar = event.ctrlKey || event.metaKey
  const last = { row: size.nRows - 1, column: size.nColumns - 1 }
  const target = ((): CellPlace | null => {
    switch (event.key) {
      case 'ArrowUp':
        return { ...place, row: isFar ? 0 : place.row - 1 }
      case 'ArrowDown':
        return { ...place, row: isFar ? last.row : place.row + 1 }
      case 'ArrowLeft':
        return { ...place, column: isFar ? 0 : place.column - 1 }
      case 'ArrowRight':
        return { ...place, column: isFar ? last.column : place.column + 1 }
      case 'PageUp':
        return { ...place, row: Math.max(0, place.row - size.pageRows) }
      case 'PageDown':
        return { ...place, row: place.row + size.pageRows }
      case 'Home':
        return { row: isFar ? 0 : place.row, column: 0 }
      case 'End':
        return { row: isFar ? last.row : place.row, column: last.column }
      default:
        return null
    }
  })()
  if (target === null) return null
  return {
    row: clamp(target.row, -1, Math.max(-1, last.row)),
    column: clamp(target.column, 0, Math.max(0, last.column)),
  }
}

/** Corners of a selection in ascending order. */
export function rectangle({ anchor, active }: Selection) {
  return {
    top: Math.max(0, Math.min(anchor.row, active.row)),
    bottom: Math.max(0, anchor.row, active.row),
    left: Math.min(anchor.column, active.column),
    right: Math.max(anchor.column, active.column),
  }
}

/** Whether a cell lies within a selection. */
export function isSelected(selection: Selection | null, row: number, column: number): boolean {
  if (selection === null) return false
  const { top, bottom, left, right } = rectangle(selection)
  return row >= top && row <= bottom && column >= left && column <= right
}
