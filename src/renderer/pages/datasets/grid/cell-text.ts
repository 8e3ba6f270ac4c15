import type { Cell } from '../../../../shared/contract/index.ts'

/** A cell as text: every digit of a number, never rounded or grouped; a missing cell is empty. */
export function cellText(cell: Cell): string {
  if (cell === null) return ''
  return Object.is(cell, -0) ? '-0' : String(cell)
}
