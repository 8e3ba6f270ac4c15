import { type KeyboardEvent, useEffect, useRef } from 'react'
import { FIELD_LIMITS, type NoteField } from './dictionary-edits.ts'
import type { nextCell } from './next-cell.ts'

export type CellMove = Parameters<typeof nextCell>[1]

interface CellProps {
  readonly column: string
  readonly field: NoteField
  readonly text: string
  readonly isUnsaved: boolean
  readonly isActive: boolean
  /** What the editor begins with; null while it is closed. */
  readonly editing: string | null
  readonly wantsFocus: () => boolean
  readonly onActivate: () => void
  readonly onEdit: (text: string) => void
  /** Ends editing: with the text to keep, or null to leave it as it was; then moves. */
  readonly onDone: (text: string | null, move: CellMove | null) => void
  readonly onMove: (move: CellMove) => void
}

/** One text of the dictionary: Enter, F2 or any letter edits it, Enter and Tab keep it, Esc leaves it. */
export function DictionaryCell(props: CellProps) {
  const { text, isActive, editing } = props
  const cell = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isActive && editing === null && props.wantsFocus()) cell.current?.focus({ preventScroll: false })
  })
  if (editing !== null) return <CellEditor {...props} initial={editing} />
  return (
    <button
      ref={cell}
      type="button"
      className="plain-button dictionary-cell"
      tabIndex={isActive ? 0 : -1}
      data-unsaved={props.isUnsaved || undefined}
      aria-label={`${props.field} of ${props.column}: ${text === '' ? 'empty' : text}${props.isUnsaved ? ', not saved' : ''}`}
      title={text === '' ? undefined : text}
      onFocus={props.onActivate}
      onClick={() => props.onEdit(text)}
      onKeyDown={(event) => pressIdle(event, props)}
    >
      {text === '' ? '\u00a0' : text}
    </button>
  )
}

const MOVES: Readonly<Record<string, CellMove>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

function pressIdle(event: KeyboardEvent, props: CellProps): void {
  if (event.altKey || ((event.ctrlKey || event.metaKey) && event.key !== 'Home' && event.key !== 'End')) return
  const isJump = event.ctrlKey || event.metaKey
  const move = isJump ? (event.key === 'Home' ? 'first' : 'last') : MOVES[event.key]
  if (move !== undefined) {
    event.preventDefault()
    props.onMove(move)
    return
  }
  if (event.key === 'Enter' || event.key === 'F2') {
    event.preventDefault()
    props.onEdit(props.text)
  } else if (event.key === 'Delete' || event.key === 'Backspace') {
    event.preventDefault()
    props.onDone('', null)
  } else if (event.key.length === 1 && event.key !== ' ') {
    event.preventDefault()
    props.onEdit(event.key)
  }
}

function CellEditor(props: CellProps & { initial: string }) {
  const input = useRef<HTMLTextAreaElement>(null)
  const isEnded = useRef(false)
  useEffect(() => {
    const element = input.current
    element?.focus()
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [])
  const end = (text: string | null, move: CellMove | null) => {
    if (isEnded.current) return
    isEnded.current = true
    props.onDone(text, move)
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { value } = event.currentTarget
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      end(value, 'down')
    } else if (event.key === 'Tab') {
      event.preventDefault()
      end(value, event.shiftKey ? 'back' : 'forward')
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      end(null, null)
    }
  }
  return (
    <textarea
      ref={input}
      className="dictionary-input"
      data-short={props.field === 'unit' || undefined}
      aria-label={`${props.field} of ${props.column}`}
      defaultValue={props.initial}
      maxLength={FIELD_LIMITS[props.field]}
      onKeyDown={press}
      onBlur={(event) => end(event.currentTarget.value, null)}
    />
  )
}
