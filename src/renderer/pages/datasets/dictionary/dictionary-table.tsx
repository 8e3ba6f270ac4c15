import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import type { DictionaryEntry } from '../../../../shared/contract/index.ts'
import { ScrollFrame, SpacerRow } from '../../../components/scroll-frame.tsx'
import { privacyMark } from '../privacy/privacy-words.ts'
import { type CellMove, DictionaryCell } from './dictionary-cell.tsx'
import { type DictionaryDraft, isUnsaved, NOTE_FIELDS, type NoteField, textOf, writeCell } from './dictionary-edits.ts'
import { type CellPlace, nextCell } from './next-cell.ts'

interface TableProps {
  readonly label: string
  readonly entries: readonly DictionaryEntry[]
  readonly draft: DictionaryDraft
  readonly onChange: (change: (draft: DictionaryDraft) => DictionaryDraft) => void
}

const ROW_HEIGHT = 30
const WIDTHS: Readonly<Record<NoteField, number>> = { description: 300, unit: 90, source: 160, transformation: 180 }
const HEADERS: Readonly<Record<NoteField, string>> = {
  description: 'Description',
  unit: 'Unit',
  source: 'Source',
  transformation: 'Transformation',
}
const N_COLUMNS = 11

/** The dictionary as a grid: four texts to write per column, the rest as Assay knows it. */
export function DictionaryTable({ label, entries, draft, onChange }: TableProps) {
  const frame = useRef<HTMLElement>(null)
  const [active, setActive] = useState<CellPlace>({ row: 0, field: 'description' })
  const [editing, setEditing] = useState<string | null>(null)
  const focusWanted = useRef(false)
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    scrollPaddingStart: 34,
  })
  const items = virtual.getVirtualItems()
  const go = (place: CellPlace) => {
    focusWanted.current = true
    setEditing(null)
    setActive(place)
    virtual.scrollToIndex(place.row)
  }
  const done = (entry: DictionaryEntry, place: CellPlace, text: string | null, move: CellMove | null) => {
    if (text !== null) onChange((old) => writeCell(old, entry, place.field, text))
    if (move !== null || text === null) go(move === null ? place : nextCell(place, move, entries.length))
    else setEditing(null)
  }
  const wantsFocus = () => {
    const wanted = focusWanted.current
    focusWanted.current = false
    return wanted
  }
  return (
    <ScrollFrame ref={frame} label={label} style={{ maxHeight: 'max(300px, calc(100dvh - 330px))' }}>
      <table className="table dictionary" aria-rowcount={entries.length + 1}>
        <DictionaryHead />
        <tbody>
          <SpacerRow height={items[0]?.start ?? 0} span={N_COLUMNS} />
          {items.map((item) => {
            const entry = entries[item.index]
            if (entry === undefined) return null
            return (
              <DictionaryRow
                key={entry.column}
                entry={entry}
                row={item.index}
                draft={draft}
                active={active.row === item.index ? active.field : null}
                editing={editing}
                wantsFocus={wantsFocus}
                onActivate={setActive}
                onEdit={(place, text) => {
                  setActive(place)
                  setEditing(text)
                }}
                onDone={(place, text, move) => done(entry, place, text, move)}
                onMove={(place, move) => go(nextCell(place, move, entries.length))}
              />
            )
          })}
          <SpacerRow height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} span={N_COLUMNS} />
          {entries.length === 0 && (
            <tr>
              <td colSpan={N_COLUMNS}>Nothing matches. Clear the search to see every column.</td>
            </tr>
          )}
        </tbody>
      </table>
    </ScrollFrame>
  )
}

interface RowProps {
  readonly entry: DictionaryEntry
  readonly row: number
  readonly draft: DictionaryDraft
  /** The active cell of this row; null if it is in another one. */
  readonly active: NoteField | null
  readonly editing: string | null
  readonly wantsFocus: () => boolean
  readonly onActivate: (place: CellPlace) => void
  readonly onEdit: (place: CellPlace, text: string) => void
  readonly onDone: (place: CellPlace, text: string | null, move: CellMove | null) => void
  readonly onMove: (place: CellPlace, move: CellMove) => void
}

function DictionaryRow({ entry, row, draft, active, editing, ...on }: RowProps) {
  return (
    <tr aria-rowindex={row + 2}>
      <th scope="row" data-first data-clip title={entry.column} style={{ maxWidth: 180 }}>
        {entry.column}
      </th>
      {NOTE_FIELDS.map((field) => {
        const place = { row, field }
        const isActive = active === field
        return (
          <td key={field} data-edit style={{ minWidth: WIDTHS[field], maxWidth: WIDTHS[field] }}>
            <DictionaryCell
              column={entry.column}
              field={field}
              text={textOf(draft, entry, field)}
              isUnsaved={isUnsaved(draft, entry.column, field)}
              isActive={isActive}
              editing={isActive ? editing : null}
              wantsFocus={on.wantsFocus}
              onActivate={() => !isActive && on.onActivate(place)}
              onEdit={(text) => on.onEdit(place, text)}
              onDone={(text, move) => on.onDone(place, text, move)}
              onMove={(move) => on.onMove(place, move)}
            />
          </td>
        )
      })}
      <Facts entry={entry} />
    </tr>
  )
}

function DictionaryHead() {
  const known = ['Type', 'Role', 'Values', 'Privacy', 'Special codes', 'Derivation']
  return (
    <thead>
      <tr>
        <th scope="col" data-first>
          Column
        </th>
        {NOTE_FIELDS.map((field) => (
          <th key={field} scope="col">
            {HEADERS[field]}
          </th>
        ))}
        {known.map((header) => (
          <th key={header} scope="col">
            {header}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Facts({ entry }: { entry: DictionaryEntry }) {
  const facts = [
    entry.type,
    entry.role,
    entry.values,
    privacyMark(entry.privacy),
    entry.specialCodes.join(', '),
    entry.derivation ?? '',
  ]
  return facts.map((text, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the facts stand in a fixed order
    <td key={index} data-clip title={text} style={{ maxWidth: index === 5 ? 220 : 180 }}>
      {index === 5 ? <code>{text}</code> : text}
    </td>
  ))
}
