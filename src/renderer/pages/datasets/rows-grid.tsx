import './grid/grid.css'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { ColumnProfile, DatasetVersion } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { copyText } from '../../components/clipboard.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { type PlainTable, tableToHtml, tableToMarkdown, tableToTsv } from '../../components/table-copy.ts'
import { errorReply } from '../../hooks/error-reply.ts'
import { columnLayout } from './grid/column-layout.ts'
import { type CellRectangle, cellCount, cellsToTsv, MAX_COPIED_CELLS, readTable } from './grid/copy-cells.ts'
import { ExportView } from './grid/export-view.tsx'
import { FilterBar } from './grid/filter-bar.tsx'
import { GridFrame, type JumpTarget, type RowWindow } from './grid/grid-frame.tsx'
import { type CopyForm, GridTools } from './grid/grid-tools.tsx'
import { rectangle, type Selection } from './grid/selection.ts'
import { type SortKey, toggleSort } from './grid/sort-keys.ts'
import { type GridView, useGridView } from './grid/use-grid-view.ts'

const SEARCH_REST_MS = 250
const NO_PROFILES: readonly ColumnProfile[] = []

/** The rows of a data set: sorted, filtered and searched, however many there are; `row` (from 0) is jumped to. */
export function RowsGrid({ dataset, row = null }: { dataset: DatasetVersion; row?: number | null }) {
  const { filter, setFilter, search, setSearch, needle, sort, onSort } = useWish()
  const [selection, setSelection] = useState<Selection | null>(null)
  const [target, setTarget] = useState<JumpTarget | null>(null)
  const sight = useRef<RowWindow>({ first: 0, last: 0 })
  const [isExporting, setExporting] = useState(false)
  const searchField = useRef<HTMLInputElement>(null)
  const jumpField = useRef<HTMLInputElement>(null)
  const profiles = useProfiles(dataset)
  const layout = useMemo(() => columnLayout(dataset.columns, profiles), [dataset, profiles])
  const masked = useMemo(() => maskedColumns(dataset), [dataset])
  const view = useGridView(dataset, { filter, search: needle, sort })
  const copy = useCopy(dataset, view)
  useGridShortcuts(searchField, jumpField)
  const isFilterFault = view.error?.place?.field === 'filter'
  const area = copiedArea(selection)
  const copied = () => area.cells ?? rowsInSight(sight.current, dataset, view)
  const jump = (row: number) => {
    setTarget({ row })
    setSelection({ anchor: { row, column: 0 }, active: { row, column: 0 } })
  }
  useOpenAt(row, jump)
  return (
    <div className="stack" style={{ gap: 8 }}>
      <GridTools
        nRows={view.nRows}
        nTotal={dataset.nRows}
        isBusy={view.isBusy}
        search={search}
        onSearch={setSearch}
        onJump={jump}
        searchField={searchField}
        jumpField={jumpField}
        copied={area.words}
        onCopy={(form) => copy.table(copied(), form)}
        onExport={() => setExporting(true)}
      />
      <FilterBar
        columns={dataset.columns.filter((column) => !masked.has(column.name))}
        filter={filter}
        error={isFilterFault ? view.error : null}
        onFilter={setFilter}
      />
      {view.error !== null && !isFilterFault && <ErrorState error={view.error} onRetry={() => void view.reopen()} />}
      <GridFrame
        dataset={dataset}
        view={view}
        layout={layout}
        profiles={profiles}
        masked={masked}
        sort={sort}
        onSort={onSort}
        needle={needle.trim() === '' ? '' : needle}
        selection={selection}
        onSelect={setSelection}
        target={target}
        onCopy={() => selection !== null && copy.cells(rectangle(selection))}
        onWindow={(window) => {
          sight.current = window
        }}
      />
      <p className="caption" style={{ margin: 0 }}>
        Press a column to sort by it, with Shift to add it. Texts are in the order of code points, missing cells last.
      </p>
      <ExportView dataset={dataset} view={view} isOpen={isExporting} onClose={() => setExporting(false)} />
    </div>
  )
}

/** What the person asks to see; the search counts once typing rests. */
function useWish() {
  const [filter, setFilter] = useState('')
  const [search, setSearch] = useState('')
  const [needle] = useDebouncedValue(search, SEARCH_REST_MS)
  const [sort, setSort] = useState<readonly SortKey[]>([])
  const onSort = useCallback(
    (column: string, isAdded: boolean) => setSort((keys) => toggleSort(keys, column, isAdded)),
    [],
  )
  return { filter, setFilter, search, setSearch, needle, sort, onSort }
}

/** Jumps to the row an address names. */
function useOpenAt(row: number | null, jump: (row: number) => void): void {
  const openAt = useEffectEvent(jump)
  useEffect(() => {
    if (row !== null) openAt(row)
  }, [row])
}

function useProfiles(dataset: DatasetVersion): ReadonlyMap<string, ColumnProfile> {
  const { api } = useServices()
  const { data = NO_PROFILES } = useQuery(
    api.dataset.profile.queryOptions({ input: { dataset: dataset.id }, staleTime: Number.POSITIVE_INFINITY }),
  )
  return useMemo(() => new Map(data.map((profile) => [profile.name, profile])), [data])
}

function maskedColumns(dataset: DatasetVersion): ReadonlySet<string> {
  return new Set(dataset.columns.filter(({ privacy }) => privacy?.treatment === 'mask').map((column) => column.name))
}

/** What is copied: the selection if it is more than one cell, else (null) the rows in sight. */
function copiedArea(selection: Selection | null): { readonly cells: CellRectangle | null; readonly words: string } {
  const cells = selection === null ? null : rectangle(selection)
  if (cells === null || cellCount(cells) === 1) return { cells: null, words: 'rows in sight' }
  return { cells, words: `selection (${formatNumber(cellCount(cells), 'integer')} cells)` }
}

function rowsInSight({ first, last }: RowWindow, dataset: DatasetVersion, view: GridView): CellRectangle {
  return { top: first, bottom: Math.min(last, view.nRows - 1), left: 0, right: dataset.columns.length - 1 }
}

function useCopy(dataset: DatasetVersion, view: GridView) {
  const { client } = useServices()
  const run = async (cells: CellRectangle, put: (table: PlainTable) => boolean) => {
    if (cellCount(cells) > MAX_COPIED_CELLS) {
      const most = formatNumber(MAX_COPIED_CELLS, 'integer')
      notifications.show({
        message: `At most ${most} cells can be copied. Export the view to a file.`,
        color: 'orange',
      })
      return
    }
    try {
      const done = put(await readTable(client, dataset, view.id, cells))
      const count = formatNumber(cellCount(cells), 'integer')
      notifications.show(
        done
          ? { message: `Copied ${count} cells`, color: 'blue' }
          : { message: 'The browser refused to copy. Click into the page once and copy again.', color: 'orange' },
      )
    } catch (error) {
      notifications.show({ message: errorReply(error).message, color: 'orange' })
    }
  }
  return {
    cells: (cells: CellRectangle) => void run(cells, (table) => copyText(cellsToTsv(table))),
    table: (cells: CellRectangle, form: CopyForm) => void run(cells, (table) => copyTable(table, form)),
  }
}

function copyTable(table: PlainTable, form: CopyForm): boolean {
  switch (form) {
    case 'rich text':
      return copyText(tableToTsv(table), tableToHtml(table))
    case 'tab-separated values':
      return copyText(tableToTsv(table))
    case 'Markdown':
      return copyText(tableToMarkdown(table))
  }
}

/** Ctrl+F searches the data and Ctrl+G goes to a row, as long as the grid is on the screen. */
function useGridShortcuts(
  searchField: RefObject<HTMLInputElement | null>,
  jumpField: RefObject<HTMLInputElement | null>,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      const key = event.key.toLowerCase()
      const field = key === 'f' ? searchField.current : key === 'g' ? jumpField.current : null
      if (field === null || document.querySelector('[role="dialog"]') !== null) return
      event.preventDefault()
      field.focus()
      field.select()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [searchField, jumpField])
}
