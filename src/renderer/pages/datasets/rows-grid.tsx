import { Button, NumberInput } from '@mantine/core'
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Cell, DatasetVersion } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { ScrollFrame, SpacerRow } from '../../components/scroll-frame.tsx'

const ROW_HEIGHT = 30
const BLOCK = 200
/** Browsers cannot scroll further than about 33 million pixels: longer data is shown in windows of this many rows. */
const WINDOW_ROWS = 1_000_000

/** The stored rows, fetched as they come into sight; jumps to any row at once. */
export function RowsGrid({ dataset }: { dataset: DatasetVersion }) {
  const [start, setStart] = useState(0)
  const [target, setTarget] = useState<number | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const nShown = Math.min(WINDOW_ROWS, dataset.nRows - start)
  const virtual = useVirtualizer({
    count: nShown,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  })
  const items = virtual.getVirtualItems()
  const { cells, error } = useRows(dataset.id, start + (items[0]?.index ?? 0), start + (items.at(-1)?.index ?? 0))
  const jump = (row: number) => {
    const index = Math.min(Math.max(row, 1), dataset.nRows) - 1
    setStart(Math.floor(index / WINDOW_ROWS) * WINDOW_ROWS)
    setTarget(index)
  }
  useEffect(() => {
    if (target !== null) virtual.scrollToIndex(target - start, { align: 'start' })
  }, [target, start, virtual])
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className="stack" style={{ gap: 8 }}>
      <JumpForm nRows={dataset.nRows} onJump={jump} />
      {error !== null && <ErrorState error={error} />}
      <ScrollFrame ref={frame} label={`Rows of ${dataset.name}`} style={{ height: 'max(320px, calc(100vh - 260px))' }}>
        <table className="table" aria-rowcount={dataset.nRows + 1}>
          <thead>
            <tr>
              <th scope="col" data-first data-right>
                Row
              </th>
              {dataset.columns.map((column) => (
                <th key={column.name} scope="col" data-right={column.type === 'numeric' || undefined}>
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <SpacerRow height={items[0]?.start ?? 0} span={dataset.columns.length + 1} />
            {items.map((item) => (
              <GridRow
                key={item.key}
                row={start + item.index}
                cells={cells(start + item.index)}
                dataset={dataset}
                isTarget={start + item.index === target}
              />
            ))}
            <SpacerRow height={after} span={dataset.columns.length + 1} />
          </tbody>
        </table>
      </ScrollFrame>
    </div>
  )
}

function useRows(dataset: string, first: number, last: number) {
  const { api } = useServices()
  const blocks = [...new Set([Math.floor(first / BLOCK), Math.floor(last / BLOCK)])]
  const queries = useQueries({
    queries: blocks.map((block) =>
      api.dataset.rows.queryOptions({
        input: { dataset, offset: block * BLOCK, limit: BLOCK },
        staleTime: Number.POSITIVE_INFINITY,
        placeholderData: keepPreviousData,
      }),
    ),
  })
  const cells = (row: number): readonly Cell[] | null => {
    for (const query of queries) {
      const page = query.data
      if (page !== undefined && row >= page.offset && row < page.offset + page.rows.length)
        return page.rows[row - page.offset] ?? null
    }
    return null
  }
  return { cells, error: queries.find((query) => query.error !== null)?.error ?? null }
}

function GridRow({
  row,
  cells,
  dataset,
  isTarget,
}: {
  row: number
  cells: readonly Cell[] | null
  dataset: DatasetVersion
  isTarget: boolean
}) {
  return (
    <tr aria-rowindex={row + 2} data-selected={isTarget || undefined}>
      <th scope="row" data-first data-right className="number muted">
        {formatNumber(row + 1, 'integer')}
      </th>
      {dataset.columns.map((column, index) => {
        const cell = cells?.[index]
        return (
          <td key={column.name} data-right={column.type === 'numeric' || undefined} className="number">
            {cell === undefined ? (
              '…'
            ) : cell === null ? (
              <span className="grid-cell-missing" title="missing">
                ◇
              </span>
            ) : (
              String(cell)
            )}
          </td>
        )
      })}
    </tr>
  )
}

function JumpForm({ nRows, onJump }: { nRows: number; onJump: (row: number) => void }) {
  const [row, setRow] = useState<number | string>('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typeof row === 'number') onJump(row)
  }
  return (
    <form className="row" onSubmit={submit}>
      <NumberInput
        aria-label="Row number"
        placeholder={`Row 1 to ${formatNumber(nRows, 'integer')}`}
        value={row}
        onChange={setRow}
        min={1}
        max={nRows}
        allowDecimal={false}
        hideControls
        w={180}
      />
      <Button type="submit" variant="default" disabled={typeof row !== 'number'}>
        Jump to row
      </Button>
    </form>
  )
}
