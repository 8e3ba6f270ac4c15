import { useQuery } from '@tanstack/react-query'
import type { ColumnProfile, ColumnSchema, DatasetVersion } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { MiniHistogram } from './mini-histogram.tsx'

interface Row {
  readonly column: ColumnSchema
  readonly profile: ColumnProfile
}

const number = (id: string, header: string, read: (profile: ColumnProfile) => number | null): Column<Row> => ({
  id,
  header,
  isNumeric: true,
  value: (row) => read(row.profile),
  text: (row) => formatNumber(read(row.profile), 'number'),
})

const COLUMNS: readonly Column<Row>[] = [
  { id: 'name', header: 'Column', value: (row) => row.column.name, text: (row) => row.column.name, clip: 168 },
  { id: 'role', header: 'Role', value: (row) => row.column.role, text: (row) => row.column.role },
  { id: 'type', header: 'Type', value: (row) => row.column.type, text: (row) => row.column.type },
  {
    id: 'shape',
    header: 'Distribution',
    text: (row) => row.profile.topValues.map((item) => `${item.value}: ${item.count}`).join('; '),
    cell: (row) => <MiniHistogram profile={row.profile} />,
  },
  {
    id: 'missing',
    header: 'Missing',
    isNumeric: true,
    value: (row) => row.profile.nMissing,
    text: (row) => missingText(row.profile),
  },
  {
    id: 'distinct',
    header: 'Distinct',
    isNumeric: true,
    value: (row) => row.profile.nDistinct,
    text: (row) => formatNumber(row.profile.nDistinct, 'integer'),
  },
  number('minimum', 'Min.', (profile) => profile.minimum),
  number('quartile1', '25%', (profile) => profile.quantile25),
  number('median', 'Median', (profile) => profile.median),
  number('quartile3', '75%', (profile) => profile.quantile75),
  number('maximum', 'Max.', (profile) => profile.maximum),
  number('mean', 'Mean', (profile) => profile.mean),
  number('deviation', 'Std. dev.', (profile) => profile.standardDeviation),
  {
    id: 'top',
    header: 'Most frequent',
    isCopyOnly: true,
    text: (row) =>
      row.profile.topValues
        .slice(0, 3)
        .map((item) => `${item.value} (${formatNumber(item.count, 'integer')})`)
        .join(', '),
  },
]

/** "12 (1.2%)", or just 0. */
function missingText({ nMissing, count }: ColumnProfile): string {
  const number = formatNumber(nMissing, 'integer')
  return nMissing === 0 ? number : `${number} (${formatNumber(nMissing / Math.max(1, count), 'percent1')})`
}

/** Columns with role, type and profile. */
export function ColumnsTable({ dataset }: { dataset: DatasetVersion }) {
  const { api } = useServices()
  const profile = useQuery(
    api.dataset.profile.queryOptions({ input: { dataset: dataset.id }, staleTime: Number.POSITIVE_INFINITY }),
  )
  return (
    <QueryView query={profile} rows={10}>
      {(profiles) => {
        const byName = new Map(profiles.map((item) => [item.name, item]))
        const rows = dataset.columns.flatMap((column) => {
          const found = byName.get(column.name)
          return found === undefined ? [] : [{ column, profile: found }]
        })
        return (
          <DataTable
            label={`Columns of ${dataset.name}`}
            columns={COLUMNS}
            rows={rows}
            rowKey={(row) => row.column.name}
            hasSearch
          />
        )
      }}
    </QueryView>
  )
}
