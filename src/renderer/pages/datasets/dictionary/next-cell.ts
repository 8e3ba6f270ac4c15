import { NOTE_FIELDS, type NoteField } from './dictionary-edits.ts'

/** An editable cell of the dictionary: its row in the list shown, and its field. */
export interface CellPlace {
  readonly row: number
  readonly field: NoteField
}

/** The cell a key leads to; the same one at the border of the table. */
export function nextCell(
  from: CellPlace,
  move: 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'forward' | 'back',
  nRows: number,
): CellPlace {
  const at = NOTE_FIELDS.indexOf(from.field)
  const place = (row: number, index: number): CellPlace => ({
    row: Math.min(Math.max(row, 0), Math.max(0, nRows - 1)),
    field: NOTE_FIELDS[Math.min(Math.max(index, 0), NOTE_FIELDS.length - 1)]!,
  })
  switch (move) {
    case 'up':
      return place(from.row - 1, at)
    case 'down':
      return place(from.row + 1, at)
    case 'left':
      return place(from.row, at - 1)
    case 'right':
      return place(from.row, at + 1)
    case 'first':
      return place(0, at)
    case 'last':
      return place(nRows - 1, at)
    case 'forward':
      return at < NOTE_FIELDS.length - 1 || from.row >= nRows - 1 ? place(from.row, at + 1) : place(from.row + 1, 0)
    case 'back':
      return at > 0 || from.row === 0 ? place(from.row, at - 1) : place(from.row - 1, NOTE_FIELDS.length - 1)
  }
}
