import { useMemo } from 'react'
import type { ChartTable } from '../../charts/chart-table.ts'
import { formatNumber } from '../../shared/format.ts'
import { type Column, DataTable } from './data-table.tsx'

type Cells = { readonly key: string; readonly cells: ChartTable['rows'][number] }

/** The figures behind a chart. */
export function ChartTableView({ label, table, maxHeight }: { label: string; table: ChartTable; maxHeight: number }) {
  const rows = useMemo<Cells[]>(() => table.rows.map((cells, index) => ({ key: String(index), cells })), [table])
  const columns = useMemo<Column<Cells>[]>(
    () =>
      table.columns.map((column, index) => ({
        id: String(index),
        header: column.label,
        isNumeric: column.format !== 'text',
        value: (row) => row.cells[index] ?? null,
        text: (row) => {
          const cell = row.cells[index]
          return typeof cell === 'string' ? cell : formatNumber(cell, column.format)
        },
      })),
    [table],
  )
  return <DataTable label={label} columns={columns} rows={rows} rowKey={(row) => row.key} maxHeight={maxHeight} />
}
