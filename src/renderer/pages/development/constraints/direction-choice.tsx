import type { KeyboardEvent } from 'react'
import type { ConstraintRow } from './constraint-rows.ts'
import { DIRECTION_WORDS, type Direction } from './constraint-words.ts'
import { directionOfKey } from './direction-keys.ts'

interface ChoiceProps {
  readonly row: ConstraintRow
  /** One row at a time is on the way of the Tab key. */
  readonly isActive: boolean
  readonly onChoose: (name: string, direction: Direction | null) => void
  readonly onActive: (name: string) => void
  readonly onPreview: (name: string) => void
}

const CHOICES: readonly { readonly value: Direction | null; readonly label: string }[] = [
  { value: null, label: 'none' },
  { value: 'increasing', label: DIRECTION_WORDS.increasing.short },
  { value: 'decreasing', label: DIRECTION_WORDS.decreasing.short },
]

/** The direction of one characteristic: arrow keys and letters choose, up and down go to the next one. */
export function DirectionChoice({ row, isActive, onChoose, onActive, onPreview }: ChoiceProps) {
  if (row.obstacle !== null) {
    return (
      <span className="muted" title={row.obstacle}>
        not for levels
      </span>
    )
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      event.stopPropagation()
      focusNeighbour(event.currentTarget, event.key === 'ArrowDown')
      return
    }
    const key = event.key.toLowerCase()
    if (key === 'p') {
      onPreview(row.name)
      return
    }
    const chosen = directionOfKey(event.key, row)
    if (chosen === undefined) return
    event.preventDefault()
    onChoose(row.name, chosen)
    const place = CHOICES.findIndex(({ value }) => value === chosen)
    event.currentTarget.querySelectorAll<HTMLElement>('input')[place]?.focus()
  }
  return (
    <div
      role="radiogroup"
      aria-label={`PD, as ${row.name} rises`}
      className="direction-choice"
      onKeyDown={onKeyDown}
      onFocus={() => onActive(row.name)}
    >
      {CHOICES.map(({ value, label }) => (
        <label
          key={label}
          className="direction-button"
          data-checked={row.direction === value || undefined}
          data-suggested={(value !== null && row.suggestion?.direction === value) || undefined}
        >
          <input
            type="radio"
            className="visually-hidden"
            name={`direction of ${row.name}`}
            checked={row.direction === value}
            tabIndex={isActive && row.direction === value ? 0 : -1}
            onChange={() => onChoose(row.name, value)}
          />
          {label}
        </label>
      ))}
    </div>
  )
}

/** The chosen direction of the next row that has any. */
function focusNeighbour(from: HTMLElement, isDown: boolean): void {
  let row: Element | null | undefined = from.closest('tr')
  while (row !== null && row !== undefined) {
    row = isDown ? row.nextElementSibling : row.previousElementSibling
    const target = row?.querySelector<HTMLElement>('input[type="radio"]:checked')
    if (target !== null && target !== undefined) {
      target.focus()
      return
    }
  }
}
