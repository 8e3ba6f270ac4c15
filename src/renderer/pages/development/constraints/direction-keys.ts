import type { ConstraintRow } from './constraint-rows.ts'
import type { Direction } from './constraint-words.ts'

const ORDER: readonly (Direction | null)[] = [null, 'increasing', 'decreasing']

/** The direction a key asks for; undefined: the key means nothing here. */
export function directionOfKey(
  key: string,
  { direction, suggestion }: Pick<ConstraintRow, 'direction' | 'suggestion'>,
): Direction | null | undefined {
  const at = ORDER.indexOf(direction)
  switch (key.toLowerCase()) {
    case 'arrowright':
      return ORDER[(at + 1) % ORDER.length]
    case 'arrowleft':
      return ORDER[(at + ORDER.length - 1) % ORDER.length]
    case 'n':
    case 'delete':
    case 'backspace':
      return null
    case 'r':
      return 'increasing'
    case 'f':
      return 'decreasing'
    case 's':
      return suggestion?.direction ?? undefined
    default:
      return undefined
  }
}
