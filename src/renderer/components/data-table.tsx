import { TextInput } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Search } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { CopyTableMenu } from './copy-table-menu.tsx'
import { ScrollFrame, SpacerRow } from './scroll-frame.tsx'
import { nextSort, type SortState, type SortValue, searchRows, sortRows } from './sort-rows.ts'
import type { PlainTable } from './table-copy.ts'

export interface Column<Row> {
  readonly id: string
  /** Plain header, also used when the table is copied; units belong here. */
  readonly header: string
  /** Richer header for the screen. */
  readonly headerNode?: ReactNode
  readonly isNumeric?: boolean
  /** Sorts by this; a table column without it cannot be sorted. */
  readonly value?: (row: Row) => SortValue
  /** Plain text of the cell, for search, copy and, without `cell`, the screen. */
  readonly text: (row: Row) => string
  readonly cell?: (row: Row) => ReactNode
  readonly wrap?: boolean
  /** Widest the cell may be, in pixels; a longer text ends in an ellipsis and stands whole in the title and in copies. */
  readonly clip?: number
  /** In copies and in the search, not on the screen, where another cell already says it. */
  readonly isCopyOnly?: boolean
}

export interface DataTableProps<Row> {
  /** Name of the table for screen readers and for copying. */
  readonly label: string
  /** Heading above the table, on the line of its tools. */
  readonly title?: ReactNode
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly hasSearch?: boolean
  readonly initialSort?: SortState
  readonly maxHeight?: number | string
  readonly footer?: ReactNode
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode
  readonly tools?: ReactNode
  readonly rowTone?: (row: Row) => 'strong' | 'group' | 'selected' | undefined
  /** Without its own border, inside a panel. */
  readonly isBare?: boolean
  readonly hasTools?: boolean
}

const ROW_HEIGHT = 30
const VIRTUAL_FROM = 120

/** A table that sorts, searches, copies, scrolls inside its frame and keeps its first column in sight. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, label, hasTools = true } = props
  const [sort, setSort] = useState<SortState | null>(props.initialSort ?? null)
  const [search, setSearch] = useState('')
  const shown = useMemo(() => {
    const found = searchRows(rows, (row) => columns.map((column) => column.text(row)), search)
    const value = columns.find((column) => column.id === sort?.column)?.value
    return sort === null || value === undefined ? found : sortRows(found, value, sort.direction)
  }, [rows, columns, search, sort])
  const onScreen = useMemo(() => columns.filter((column) => column.isCopyOnly !== true), [columns])
  const plain = (): PlainTable => ({
    columns: columns.map((column) => ({ header: column.header, isNumeric: column.isNumeric === true })),
    rows: shown.map((row) => columns.map((column) => column.text(row))),
  })
  return (
    <div className="stack" style={{ gap: 8 }}>
      {hasTools && (
        <div className="table-tools">
          <div className="row">
            {props.title !== undefined && <h2 className="table-title">{props.title}</h2>}
            {props.hasSearch === true && (
              <TextInput
                aria-label={`Search ${label}`}
                placeholder="Search"
                leftSection={<Search size={14} />}
                value={search}
                onChange={(event) => setSearch(event.currentTarget.value)}
                w={200}
              />
            )}
            {search !== '' && (
              <span className="caption" role="status">
                {shown.length} of {rows.length}
              </span>
            )}
            {props.tools}
          </div>
          <CopyTableMenu label={label} table={plain} />
        </div>
      )}
      <TableFrame
        {...props}
        columns={onScreen}
        shown={shown}
        sort={sort}
        onSort={(column) => setSort(nextSort(sort, column))}
        isSearching={search !== ''}
      />
    </div>
  )
}

interface FrameProps<Row> extends DataTableProps<Row> {
  readonly shown: readonly Row[]
  readonly sort: SortState | null
  readonly onSort: (column: string) => void
  readonly isSearching: boolean
}

function TableFrame<Row>(props: FrameProps<Row>) {
  const { shown, columns } = props
  const frame = useRef<HTMLDivElement>(null)
  const isVirtual = shown.length > VIRTUAL_FROM
  const virtual = useVirtualizer({
    count: isVirtual ? shown.length : 0,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const visible = isVirtual
    ? items.map((item) => ({ row: shown[item.index] as Row, index: item.index }))
    : shown.map((row, index) => ({ row, index }))
  const before = isVirtual ? (items[0]?.start ?? 0) : 0
  const after = isVirtual ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0
  const maxHeight = props.maxHeight ?? (isVirtual ? 560 : undefined)
  return (
    <ScrollFrame ref={frame} label={props.label} style={{ maxHeight }} isBare={props.isBare === true}>
      <table className="table" aria-rowcount={isVirtual ? shown.length + 1 : undefined}>
        <TableHead columns={columns} sort={props.sort} onSort={props.onSort} />
        <tbody onKeyDown={moveBetweenRows}>
          <SpacerRow height={before} span={columns.length} />
          {visible.map(({ row, index }) => (
            <TableRow
              key={props.rowKey(row)}
              row={row}
              index={isVirtual ? index : null}
              columns={columns}
              tone={props.rowTone?.(row)}
            />
          ))}
          <SpacerRow height={after} span={columns.length} />
          {shown.length === 0 && (
            <tr>
              <td colSpan={columns.length} style={{ whiteSpace: 'normal' }}>
                {props.isSearching
                  ? 'Nothing matches the search. Clear it to see every row.'
                  : (props.empty ?? 'Nothing here yet.')}
              </td>
            </tr>
          )}
        </tbody>
        {props.footer !== undefined && (
          <tfoot>
            <tr>
              <td colSpan={columns.length}>{props.footer}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </ScrollFrame>
  )
}

function TableHead<Row>({
  columns,
  sort,
  onSort,
}: {
  columns: readonly Column<Row>[]
  sort: SortState | null
  onSort: (column: string) => void
}) {
  return (
    <thead>
      <tr>
        {columns.map((column, index) => {
          const direction = sort?.column === column.id ? sort.direction : undefined
          return (
            <th
              key={column.id}
              scope="col"
              data-first={index === 0 || undefined}
              data-right={column.isNumeric || undefined}
              aria-sort={direction ?? (column.value === undefined ? undefined : 'none')}
            >
              {column.value === undefined ? (
                (column.headerNode ?? column.header)
              ) : (
                <span className="sort-button" data-active={direction !== undefined || undefined}>
                  {column.headerNode}
                  <button
                    type="button"
                    className="plain-button sort-button"
                    data-active={direction !== undefined || undefined}
                    onClick={() => onSort(column.id)}
                    aria-label={`Sort by ${column.header}`}
                  >
                    {column.headerNode === undefined && column.header}
                    <span className="sort-mark" aria-hidden="true">
                      {direction === 'descending' ? '▼' : '▲'}
                    </span>
                  </button>
                </span>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

interface RowProps<Row> {
  readonly row: Row
  readonly index: number | null
  readonly columns: readonly Column<Row>[]
  readonly tone: 'strong' | 'group' | 'selected' | undefined
}

function TableRow<Row>({ row, index, columns, tone }: RowProps<Row>) {
  return (
    <tr
      aria-rowindex={index === null ? undefined : index + 2}
      data-strong={tone === 'strong' || undefined}
      data-group={tone === 'group' || undefined}
      data-selected={tone === 'selected' || undefined}
    >
      {columns.map((column, position) => {
        const content = column.cell === undefined ? column.text(row) : column.cell(row)
        const shared = {
          'data-right': column.isNumeric || undefined,
          'data-wrap': column.wrap || undefined,
          className: column.isNumeric ? 'number' : undefined,
        }
        if (position === 0) {
          return (
            <th
              key={column.id}
              scope="row"
              data-first
              {...shared}
              {...(column.wrap === true ? {} : clipped(column, row))}
            >
              {content}
            </th>
          )
        }
        return (
          <td key={column.id} {...shared} {...(column.clip === undefined ? {} : clipped(column, row))}>
            {content}
          </td>
        )
      })}
    </tr>
  )
}

/** One line, cut at the column's widest, the whole text in the title. */
function clipped<Row>(column: Column<Row>, row: Row) {
  return {
    'data-clip': true,
    title: column.text(row),
    ...(column.clip === undefined ? {} : { style: { maxWidth: column.clip } }),
  }
}

/** Arrow keys move between the links and buttons of neighbouring rows. */
function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  if (!(event.target instanceof HTMLElement) || !event.target.matches('a, button')) return
  const row = event.target.closest('tr')
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling
  const target = next?.querySelector<HTMLElement>('a, button')
  if (target === null || target === undefined) return
  event.preventDefault()
  target.focus()
}
