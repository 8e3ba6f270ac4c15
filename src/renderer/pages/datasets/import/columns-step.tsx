import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { Search, Sparkles } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ColumnRole, ColumnSchema, ColumnType, DatasetPreview } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { CopyTableMenu } from '../../../components/copy-table-menu.tsx'
import { ColumnDetails } from './column-details.tsx'
import { ColumnsGrid } from './columns-grid.tsx'
import { type ImportChoices, roleOf, settingOf, typeChoiceOf, withRole, withTypes } from './import-choices.ts'
import { ROLE_OPTIONS, ROLE_WORDS, TYPE_OPTIONS, TYPE_WORDS } from './role-words.ts'
import { acceptSuggestions, type OpenSuggestion, openSuggestion, privacyOf, privacyText } from './suggestions.ts'
import { TargetFields } from './target-fields.tsx'
import type { ChangeChoices } from './use-import-choices.ts'

export interface ColumnsProps {
  readonly preview: DatasetPreview
  readonly choices: ImportChoices
  readonly onChange: ChangeChoices
}

/** One column with all that was found out about it. */
export interface ColumnRow {
  readonly column: ColumnSchema
  readonly suggestion: DatasetPreview['suggestions'][number] | undefined
  readonly open: OpenSuggestion | null
}

/** What each column is: type, role, codes, privacy, description; for one, for several, or as suggested. */
export function ColumnsStep({ preview, choices, onChange }: ColumnsProps) {
  const [search, setSearch] = useState('')
  const [show, setShow] = useState<Show>('all')
  const [active, setActive] = useState<string | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => columnRows(preview, choices), [preview, choices])
  const shown = useMemo(() => rows.filter((row) => isShown(row, search, show, choices)), [rows, search, show, choices])
  const open = rows.flatMap((row) => row.open ?? [])
  const current = rows.find((row) => row.column.name === active) ?? shown[0] ?? rows[0]
  const names = shown.map((row) => row.column.name)
  return (
    <div className="stack">
      <div className="row-between" style={{ alignItems: 'flex-end' }}>
        <TargetFields preview={preview} choices={choices} onChange={onChange} />
        <Button
          variant="default"
          leftSection={<Sparkles size={16} />}
          disabled={open.length === 0}
          onClick={() => onChange(`${open.length} suggestions`, (old) => acceptSuggestions(old, open))}
        >
          {open.length === 0 ? 'No open suggestions' : `Accept all ${open.length} suggestions`}
        </Button>
      </div>
      <div className="table-tools">
        <div className="row">
          <TextInput
            aria-label="Search columns"
            placeholder="Search columns"
            leftSection={<Search size={14} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            w={190}
          />
          <NativeSelect
            aria-label="Columns shown"
            data={SHOWS}
            value={show}
            onChange={(event) => setShow(event.currentTarget.value as Show)}
          />
          <span className="caption" role="status">
            {formatNumber(shown.length, 'integer')} of {formatNumber(rows.length, 'integer')}
          </span>
        </div>
        <div className="row">
          <BulkActions shown={names} selected={selected} onSelect={setSelected} onChange={onChange} />
          <CopyTableMenu label="Columns of the file" table={() => plainTable(shown, choices)} />
        </div>
      </div>
      <div className="import-columns">
        <ColumnsGrid
          rows={shown}
          choices={choices}
          active={current?.column.name ?? null}
          selected={selected}
          onSelect={setSelected}
          onActive={setActive}
          onChange={onChange}
        />
        {current !== undefined && (
          <ColumnDetails key={current.column.name} row={current} choices={choices} onChange={onChange} />
        )}
      </div>
    </div>
  )
}

type Show = 'all' | 'suggested' | 'personal' | 'unfit' | 'numeric' | 'text' | 'date'
const SHOWS = [
  { value: 'all', label: 'All columns' },
  { value: 'suggested', label: 'With a suggestion' },
  { value: 'personal', label: 'Personal data' },
  { value: 'unfit', label: 'With cells that do not fit' },
  { value: 'numeric', label: 'Numeric' },
  { value: 'text', label: 'Text' },
  { value: 'date', label: 'Date' },
]

function columnRows(preview: DatasetPreview, choices: ImportChoices): ColumnRow[] {
  const suggestions = new Map(preview.suggestions.map((item) => [item.column, item]))
  return preview.columns.map((column) => {
    const suggestion = suggestions.get(column.name)
    return { column, suggestion, open: openSuggestion(column, suggestion, choices) }
  })
}

function isShown({ column, suggestion, open }: ColumnRow, search: string, show: Show, choices: ImportChoices): boolean {
  if (!column.name.toLowerCase().includes(search.trim().toLowerCase())) return false
  switch (show) {
    case 'all':
      return true
    case 'suggested':
      return open !== null
    case 'personal':
      return (suggestion?.privacy ?? null) !== null || privacyOf(column, choices) !== null
    case 'unfit':
      return column.nUnparsed > 0
    default:
      return column.type === show
  }
}

interface BulkProps {
  readonly shown: readonly string[]
  readonly selected: ReadonlySet<string>
  readonly onSelect: (next: ReadonlySet<string>) => void
  readonly onChange: ChangeChoices
}

/** One role or one type for every selected column. */
function BulkActions({ shown, selected, onSelect, onChange }: BulkProps) {
  const names = [...selected]
  const count = names.length
  const isAll = shown.length > 0 && shown.every((name) => selected.has(name))
  const done = (label: string, next: Parameters<ChangeChoices>[1]) => onChange(`${label} of ${count} columns`, next)
  return (
    <>
      <Checkbox
        label={count === 0 ? 'Select all shown' : `${formatNumber(count, 'integer')} selected`}
        checked={isAll}
        indeterminate={count > 0 && !isAll}
        onChange={() => onSelect(isAll ? new Set() : new Set(shown))}
      />
      <NativeSelect
        aria-label="Role of the selected columns"
        data={[{ value: '', label: 'Set role …' }, ...ROLE_OPTIONS.filter(({ value }) => value !== 'target')]}
        value=""
        disabled={count === 0}
        onChange={(event) => {
          const role = event.currentTarget.value as ColumnRole
          done('role', (old) => withRole(old, names, role))
        }}
        w={112}
      />
      <NativeSelect
        aria-label="Type of the selected columns"
        data={[{ value: '', label: 'Set type …' }, ...TYPE_OPTIONS]}
        value=""
        disabled={count === 0}
        onChange={(event) => {
          const type = event.currentTarget.value as ColumnType
          done('type', (old) => withTypes(old, names, type))
        }}
        w={112}
      />
    </>
  )
}

function plainTable(rows: readonly ColumnRow[], choices: ImportChoices) {
  const headers = [
    'Column',
    'Type',
    'Why this type',
    'Role',
    'Missing',
    'Distinct',
    'Did not fit',
    'Special codes',
    'Privacy',
  ]
  return {
    columns: headers.map((header) => ({ header, isNumeric: ['Missing', 'Distinct', 'Did not fit'].includes(header) })),
    rows: rows.map(({ column }) => {
      const privacy = privacyOf(column, choices)
      return [
        column.name,
        TYPE_WORDS[typeChoiceOf(choices, column.name)?.type ?? column.type],
        column.reason,
        ROLE_WORDS[roleOf(column, choices)],
        String(column.nMissing),
        String(column.nDistinct),
        String(column.nUnparsed),
        (settingOf(choices, column.name)?.specialCodes ?? column.specialCodes).join(', '),
        privacy === null ? '' : privacyText(privacy),
      ]
    }),
  }
}
