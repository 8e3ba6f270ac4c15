import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, useRef } from 'react'
import type { ColumnRole, ColumnType } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { ScrollFrame, SpacerRow } from '../../../components/scroll-frame.tsx'
import type { ColumnRow } from './columns-step.tsx'
import { type ImportChoices, roleOf, settingOf, typeChoiceOf, withRole, withTypes } from './import-choices.ts'
import { ROLE_OPTIONS, TYPE_OPTIONS } from './role-words.ts'
import { acceptSuggestions, privacyOf, privacyText, suggestionText } from './suggestions.ts'
import type { ChangeChoices } from './use-import-choices.ts'

const ROW_HEIGHT = 34
/** Pixels, or a share of the table. */
const WIDTHS = [34, '20%', 100, 138, '17%', 66, 64, '11%'] as const
const HEADERS = ['', 'Column', 'Type', 'Role', 'Suggested', 'Missing', 'Special', 'Privacy'] as const

interface GridProps {
  readonly rows: readonly ColumnRow[]
  readonly choices: ImportChoices
  readonly active: string | null
  readonly selected: ReadonlySet<string>
  readonly onSelect: (next: ReadonlySet<string>) => void
  readonly onActive: (column: string) => void
  readonly onChange: ChangeChoices
}

/** Every column on a line; only the lines in sight are drawn, so that thousands stay fluid. */
export function ColumnsGrid(props: GridProps) {
  const { rows, active, selected } = props
  const frame = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  })
  const items = virtual.getVirtualItems()
  return (
    <ScrollFrame ref={frame} label="Columns of the file" style={{ height: 'max(300px, calc(100dvh - 306px))' }}>
      <table className="table import-columns-table" aria-rowcount={rows.length + 1}>
        <colgroup>
          {WIDTHS.map((width, index) => (
            <col key={HEADERS[index]} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {HEADERS.map((header) => (
              <th key={header} scope="col" data-right={header === 'Missing' || undefined}>
                {header === '' ? <span className="visually-hidden">Selected</span> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={moveByArrow}>
          <SpacerRow height={items[0]?.start ?? 0} span={WIDTHS.length} />
          {items.map(({ index }) => {
            const row = rows[index]
            if (row === undefined) return null
            const { name } = row.column
            return (
              <ColumnLine
                key={name}
                {...props}
                row={row}
                index={index}
                isActive={name === active}
                isSelected={selected.has(name)}
              />
            )
          })}
          <SpacerRow height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} span={WIDTHS.length} />
          {rows.length === 0 && (
            <tr>
              <td colSpan={WIDTHS.length}>No column matches. Clear the search or show all columns.</td>
            </tr>
          )}
        </tbody>
      </table>
    </ScrollFrame>
  )
}

interface LineProps extends GridProps {
  readonly row: ColumnRow
  readonly index: number
  readonly isActive: boolean
  readonly isSelected: boolean
}

const ColumnLine = memo(function ColumnLine(props: LineProps) {
  const { row, index, choices, isActive, isSelected, onActive, onChange } = props
  const { column } = row
  const { name } = column
  const privacy = privacyOf(column, choices)
  const codes = settingOf(choices, name)?.specialCodes ?? column.specialCodes
  return (
    <tr aria-rowindex={index + 2} data-selected={isActive || undefined} onFocus={() => onActive(name)}>
      <td>
        <input
          type="checkbox"
          aria-label={`Select ${name}`}
          checked={isSelected}
          onChange={() => props.onSelect(toggled(props.selected, name))}
        />
      </td>
      <th scope="row">
        <button
          type="button"
          className="plain-button link-button one-line import-name"
          aria-pressed={isActive}
          title={`${name}: ${column.reason}`}
          onClick={() => onActive(name)}
        >
          {name}
        </button>
      </th>
      <td>
        <PlainSelect
          label={`Type of ${name}`}
          options={TYPE_OPTIONS}
          value={typeChoiceOf(choices, name)?.type ?? column.type}
          onSet={(type) => onChange(`type of ${name}`, (old) => withTypes(old, [name], type as ColumnType))}
        />
      </td>
      <td>
        <PlainSelect
          label={`Role of ${name}`}
          options={ROLE_OPTIONS}
          value={roleOf(column, choices)}
          onSet={(role) => onChange(`role of ${name}`, (old) => withRole(old, [name], role as ColumnRole))}
        />
      </td>
      <td>
        <Accept row={row} onChange={onChange} />
      </td>
      <td data-right className="number">
        {formatNumber(column.nMissing, 'integer')}
        {column.nUnparsed > 0 && (
          <span className="import-unfit" title={`${column.nUnparsed} cells did not fit`}>
            {' '}
            ▲<span className="visually-hidden">{column.nUnparsed} did not fit</span>
          </span>
        )}
      </td>
      <td data-clip title={codes.join(', ')}>
        {codes.join(', ')}
      </td>
      <td data-clip title={privacy === null ? undefined : privacyText(privacy)}>
        {privacy === null ? '' : privacyText(privacy)}
      </td>
    </tr>
  )
})

function Accept({ row, onChange }: { row: ColumnRow; onChange: ChangeChoices }) {
  const { open, suggestion, column } = row
  if (open === null) return null
  const text = suggestionText(open)
  return (
    <button
      type="button"
      className="plain-button import-accept one-line"
      aria-label={`Accept for ${column.name}: ${text}`}
      title={`${text}: ${[open.role === null ? null : suggestion?.roleReason, open.privacy === null ? null : suggestion?.privacy?.evidence].filter(Boolean).join('; ')}. Press to accept.`}
      onClick={() => onChange(`suggestion for ${column.name}`, (old) => acceptSuggestions(old, [open]))}
    >
      <span aria-hidden="true">✓ </span>
      {text}
    </button>
  )
}

interface SelectProps {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: string
  readonly onSet: (value: string) => void
}

/** The browser's own select: light enough for thousands of lines. */
function PlainSelect({ label, options, value, onSet }: SelectProps) {
  return (
    <select
      className="import-select"
      aria-label={label}
      value={value}
      onChange={(event) => onSet(event.currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

function toggled(selected: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(selected)
  if (!next.delete(name)) next.add(name)
  return next
}

/** Arrow keys move between the names of neighbouring lines. */
function moveByArrow(event: KeyboardEvent<HTMLTableSectionElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  if (!(event.target instanceof HTMLElement) || !event.target.matches('.import-name')) return
  const line = event.target.closest('tr')
  const next = event.key === 'ArrowDown' ? line?.nextElementSibling : line?.previousElementSibling
  const name = next?.querySelector<HTMLElement>('.import-name')
  if (name === null || name === undefined) return
  event.preventDefault()
  name.focus()
}
