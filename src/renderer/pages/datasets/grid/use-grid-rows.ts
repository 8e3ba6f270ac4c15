import { useQueries } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Cell, DatasetVersion } from '../../../../shared/contract/index.ts'
import type { ErrorReply } from '../../../../shared/errors.ts'
import { useServices } from '../../../app-context.tsx'
import { errorReply } from '../../../hooks/error-reply.ts'
import type { GridView } from './use-grid-view.ts'

const BLOCK_ROWS = 100
const GROUP_COLUMNS = 16
/** A move so soon after another is part of a rush, which is over once nothing moves for a while. */
const RUSH_MS = 150
const REST_MS = 50
const KEEP_MS = 60_000
const REOPEN_MS = 2000

/** Rows and columns, from 0, `last` included. */
export interface GridWindow {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

export interface GridRows {
  /** Undefined while it is on its way. */
  readonly cell: (row: number, column: number) => Cell | undefined
  /** Number of a row in the data set, from 0; undefined while it is on its way. */
  readonly rowNumber: (row: number) => number | undefined
  readonly error: ErrorReply | null
}

/** The cells in sight, fetched in blocks of rows and groups of columns and kept for a while. */
export function useGridRows(dataset: DatasetVersion, view: GridView, sight: GridWindow): GridRows {
  const { api } = useServices()
  const window = useRested(sight)
  const parts = partsOf(window, view.nRows, dataset.columns.length)
  const queries = useQueries({
    queries: parts.map(({ block, group }) =>
      api.dataset.rows.queryOptions({
        input: {
          dataset: dataset.id,
          ...(view.id === undefined ? {} : { view: view.id }),
          offset: block * BLOCK_ROWS,
          limit: BLOCK_ROWS,
          columns: dataset.columns
            .slice(group * GROUP_COLUMNS, (group + 1) * GROUP_COLUMNS)
            .map((column) => column.name),
        },
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: KEEP_MS,
      }),
    ),
  })
  const pages = new Map(parts.map(({ block, group }, index) => [block * 1e6 + group, queries[index]?.data]))
  const errors = queries.flatMap((query) => (query.error === null ? [] : [errorReply(query.error)]))
  const isLost = errors.some((error) => error.code === 'notFound' && error.place?.field === 'view')
  useReopening(isLost, async () => {
    await view.reopen()
    await Promise.all(queries.filter((query) => query.isError).map((query) => query.refetch()))
  })
  const page = (row: number, column: number) =>
    pages.get(Math.floor(row / BLOCK_ROWS) * 1e6 + Math.floor(column / GROUP_COLUMNS))
  return {
    cell: (row, column) => page(row, column)?.rows[row % BLOCK_ROWS]?.[column % GROUP_COLUMNS],
    rowNumber: (row) => (view.id === undefined ? row : page(row, window.firstColumn)?.rowNumbers[row % BLOCK_ROWS]),
    error: isLost ? null : (errors.find((error) => error.code !== 'cancelled') ?? null),
  }
}

function partsOf({ firstRow, lastRow, firstColumn, lastColumn }: GridWindow, nRows: number, nColumns: number) {
  const parts: { block: number; group: number }[] = []
  if (nRows === 0 || nColumns === 0) return parts
  for (let block = Math.floor(firstRow / BLOCK_ROWS); block <= Math.floor(lastRow / BLOCK_ROWS); block++) {
    for (let group = Math.floor(firstColumn / GROUP_COLUMNS); group <= Math.floor(lastColumn / GROUP_COLUMNS); group++)
      parts.push({ block, group })
  }
  return parts
}

/** The window, but while it rushes along only where it comes to rest: what passes by need not be fetched. */
function useRested(sight: GridWindow): GridWindow {
  const [rested, setRested] = useState(sight)
  const moved = useRef(Number.NEGATIVE_INFINITY)
  const distance = Math.abs(sight.firstRow - rested.firstRow)
  const isNear = distance <= BLOCK_ROWS
  const isStill = distance <= BLOCK_ROWS / 2
  const { firstRow, lastRow, firstColumn, lastColumn } = sight
  useLayoutEffect(() => {
    const isRushing = !isNear && performance.now() - moved.current < RUSH_MS
    moved.current = performance.now()
    if (isStill) return undefined
    const settle = () => setRested({ firstRow, lastRow, firstColumn, lastColumn })
    if (!isRushing) {
      settle()
      return undefined
    }
    const timer = setTimeout(settle, REST_MS)
    return () => clearTimeout(timer)
  }, [isNear, isStill, firstRow, lastRow, firstColumn, lastColumn])
  return isNear ? sight : rested
}

/** Runs `reopen` when the app has let the view go, at most once in a while. */
function useReopening(isLost: boolean, reopen: () => Promise<void>): void {
  const last = useRef(Number.NEGATIVE_INFINITY)
  const run = useRef(reopen)
  run.current = reopen
  useEffect(() => {
    if (!isLost || performance.now() - last.current < REOPEN_MS) return
    last.current = performance.now()
    void run.current()
  }, [isLost])
}
