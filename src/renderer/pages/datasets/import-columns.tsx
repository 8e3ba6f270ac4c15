import { NativeSelect } from '@mantine/core'
import {
  COLUMN_ROLES,
  COLUMN_TYPES,
  type ColumnRole,
  type ColumnSchema,
  type DatasetPreview,
} from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { type ImportChoices, roleOf } from './import-choices.ts'

const ROLE_WORDS: Record<ColumnRole, string> = {
  target: 'Target',
  feature: 'Feature',
  identifier: 'Identifier',
  sensitive: 'Sensitive',
  weight: 'Weight',
  date: 'Date',
  ignore: 'Ignore',
}

/** Every column with the reader's type and its reason; type and role can be changed here. */
export function ImportColumns({
  preview,
  choices,
  onChange,
}: {
  preview: DatasetPreview
  choices: ImportChoices
  onChange: (next: ImportChoices) => void
}) {
  const columns: Column<ColumnSchema>[] = [
    {
      id: 'name',
      header: 'Column, and why its type',
      value: (row) => row.name,
      text: (row) => row.name,
      cell: (row) => (
        <>
          {row.name}
          <div className="caption one-line" title={row.reason}>
            {row.reason}
          </div>
        </>
      ),
      clip: 236,
    },
    {
      id: 'type',
      header: 'Type',
      value: (row) => row.type,
      text: (row) => row.type,
      cell: (row) => (
        <NativeSelect
          aria-label={`Type of ${row.name}`}
          data={[...COLUMN_TYPES]}
          value={choices.types[row.name] ?? row.type}
          onChange={(event) =>
            onChange({
              ...choices,
              types: { ...choices.types, [row.name]: event.currentTarget.value === 'numeric' ? 'numeric' : 'text' },
            })
          }
          w={92}
        />
      ),
    },
    {
      id: 'role',
      header: 'Role',
      value: (row) => roleOf(row, choices),
      text: (row) => ROLE_WORDS[roleOf(row, choices)],
      cell: (row) => (
        <NativeSelect
          aria-label={`Role of ${row.name}`}
          data={COLUMN_ROLES.filter((role) => role !== 'target' || roleOf(row, choices) === 'target').map((role) => ({
            value: role,
            label: ROLE_WORDS[role],
          }))}
          value={roleOf(row, choices)}
          disabled={roleOf(row, choices) === 'target'}
          onChange={(event) =>
            onChange({ ...choices, roles: { ...choices.roles, [row.name]: event.currentTarget.value as ColumnRole } })
          }
          w={106}
        />
      ),
    },
    {
      id: 'missing',
      header: 'Missing',
      isNumeric: true,
      value: (row) => row.nMissing,
      text: (row) => formatNumber(row.nMissing, 'integer'),
    },
    {
      id: 'distinct',
      header: 'Distinct',
      isNumeric: true,
      value: (row) => row.nDistinct,
      text: (row) => formatNumber(row.nDistinct, 'integer'),
    },
    {
      id: 'unparsed',
      header: 'Did not fit',
      isNumeric: true,
      value: (row) => row.nUnparsed,
      text: (row) => formatNumber(row.nUnparsed, 'integer'),
    },
    { id: 'reason', header: 'Why this type', text: (row) => row.reason, isCopyOnly: true },
  ]
  return (
    <DataTable
      label="Columns of the file"
      columns={columns}
      rows={preview.columns}
      rowKey={(row) => row.name}
      hasSearch
      maxHeight="min(640px, 64vh)"
    />
  )
}
