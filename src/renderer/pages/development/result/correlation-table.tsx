import type { FitReport } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'

interface Pair {
  readonly first: string
  readonly second: string
  readonly correlation: number | null
}

const COLUMNS: readonly Column<Pair>[] = [
  { id: 'first', header: 'Characteristic', value: (row) => row.first, text: (row) => row.first, clip: 220 },
  { id: 'second', header: 'and', value: (row) => row.second, text: (row) => row.second, clip: 220 },
  {
    id: 'correlation',
    header: 'Correlation',
    isNumeric: true,
    value: (row) => (row.correlation === null ? null : Math.abs(row.correlation)),
    text: (row) => formatNumber(row.correlation, 'index3'),
  },
]

/** Pairs of characteristics by the strength of their correlation, strongest first. */
export function CorrelationTable({ correlations }: { correlations: NonNullable<FitReport['correlations']> }) {
  const { names, values } = correlations
  const pairs = names.flatMap((first, i) =>
    names.slice(i + 1).map((second, k): Pair => ({ first, second, correlation: values[i]?.[i + 1 + k] ?? null })),
  )
  if (pairs.length === 0) return null
  return (
    <DataTable
      title="Correlations"
      label="Correlations of the characteristics"
      columns={COLUMNS}
      rows={pairs}
      rowKey={(row) => `${row.first}\u0000${row.second}`}
      initialSort={{ column: 'correlation', direction: 'descending' }}
      hasSearch={pairs.length > 12}
      maxHeight={320}
      footer="Pearson, of what the regression was fitted to: WoE, or raw columns."
    />
  )
}
