import { Button, Checkbox } from '@mantine/core'
import type { ColumnSchema, DatasetVersion } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { candidateColumns } from './training-input.ts'

interface PickerProps {
  readonly dataset: DatasetVersion
  readonly excluded: readonly string[]
  readonly onChange: (excluded: readonly string[]) => void
}

/** The characteristics the training may look at; columns with another role are named below. */
export function FeaturePicker({ dataset, excluded, onChange }: PickerProps) {
  const candidates = candidateColumns(dataset)
  const others = dataset.columns.filter((column) => column.role !== 'feature')
  const toggle = (name: string) =>
    onChange(excluded.includes(name) ? excluded.filter((item) => item !== name) : [...excluded, name])
  const columns: Column<ColumnSchema>[] = [
    {
      id: 'name',
      header: 'Characteristic',
      value: (row) => row.name,
      text: (row) => row.name,
      cell: (row) => (
        <Checkbox label={row.name} checked={!excluded.includes(row.name)} onChange={() => toggle(row.name)} />
      ),
    },
    { id: 'type', header: 'Type', value: (row) => row.type, text: (row) => row.type },
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
  ]
  return (
    <div className="stack" style={{ gap: 8 }}>
      <DataTable
        title={`Characteristics: ${candidates.length - excluded.length} of ${candidates.length} included`}
        tools={
          <>
            <Button variant="subtle" color="gray" onClick={() => onChange([])} disabled={excluded.length === 0}>
              Include all
            </Button>
            <Button
              variant="subtle"
              color="gray"
              onClick={() => onChange(candidates.map((column) => column.name))}
              disabled={excluded.length === candidates.length}
            >
              Exclude all
            </Button>
          </>
        }
        label="Characteristics"
        columns={columns}
        rows={candidates}
        rowKey={(row) => row.name}
        hasSearch
        maxHeight="min(600px, 62vh)"
      />
      {others.length > 0 && (
        <p className="caption" style={{ margin: 0 }}>
          Never used as characteristics: {others.map((column) => `${column.name} (${column.role})`).join(', ')}.
        </p>
      )}
    </div>
  )
}
