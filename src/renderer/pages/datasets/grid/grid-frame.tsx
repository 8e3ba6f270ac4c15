// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active cell.
// biome-ignore-all lint/a11y/useSemanticElements: rows that lie anywhere on a scrolled surface are no table rows.
import { type KeyboardEvent, type MouseEvent, useEffect, useEffectEvent, useId } from 'react'
import type { ColumnProfile, DatasetVersion } from '../../../../shared/contract/index.ts'
import type { ErrorReply } from '../../../../shared/errors.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { sentence } from '../../../components/error-state.tsx'
import { ColumnHead } from './column-head.tsx'
import { type ColumnLayout, columnsInSight, leftThatShows } from './column-layout.ts'
import { GridRow } from './grid-row.tsx'
import { ROW_HEIGHT, topThatShows } from './scaled-scroll.ts'
import { type CellPlace, moveByKey, type Selection } from './selection.ts'
import type { SortKey } from './sort-keys.ts'
import { useGridRows } from './use-grid-rows.ts'
import { type GridScroll, useGridScroll } from './use-grid-scroll.ts'
import type { GridView } from './use-grid-view.ts'

/** Pixels of the head: name, sketch, type and missing share. */
const HEAD_HEIGHT = 68

/** A row to show, wherever it is; a new object shows it again. */
export interface JumpTarget {
  readonly row: number
}

export interface RowWindow {
  readonly first: number
  readonly last: number
}

interface GridFrameProps {
  readonly dataset: DatasetVersion
  readonly view: GridView
  readonly layout: ColumnLayout
  readonly profiles: ReadonlyMap<string, ColumnProfile>
  readonly masked: ReadonlySet<string>
  readonly sort: readonly SortKey[]
  readonly onSort: (column: string, isAdded: boolean) => void
  readonly needle: string
  readonly selection: Selection | null
  readonly onSelect: (selection: Selection) => void
  readonly target: JumpTarget | null
  readonly onCopy: () => void
  readonly onWindow: (window: RowWindow) => void
}

/** The grid itself: a frame that scrolls over all rows and columns and draws those in sight. */
export function GridFrame(props: GridFrameProps) {
  const { dataset, view, layout, selection, masked } = props
  const gridId = useId()
  const scroll = useGridScroll(view.nRows, HEAD_HEIGHT)
  const { top, left, rowsHeight } = scroll
  const sight = sightOf(props, scroll)
  const { firstRow, lastRow, first, last, numberWidth, cellsWidth } = sight
  const rows = useGridRows(dataset, view, { firstRow, lastRow, firstColumn: first, lastColumn: last })
  const show = (place: CellPlace) => {
    if (place.row >= 0) scroll.moveTo(topThatShows(place.row, top, rowsHeight))
    scroll.moveToLeft(leftThatShows(layout, place.column, left, cellsWidth))
  }
  useJumps(props.target, view.id, scroll.moveTo)
  useWindow(firstRow, Math.min(lastRow, Math.floor(top + rowsHeight / ROW_HEIGHT)), props.onWindow)
  const active = selection?.active ?? { row: 0, column: 0 }
  const nSlots = Math.ceil(rowsHeight / ROW_HEIGHT) + 2
  const isInSight = active.row < 0 || (active.row >= firstRow && active.row <= lastRow)
  const onKeyDown = (event: KeyboardEvent) => onGridKey(event, props, rowsHeight, show)
  const pointer = pointerSelection(props)
  return (
    <div
      ref={scroll.scroller}
      role="grid"
      tabIndex={0}
      className="grid-frame"
      aria-label={`Rows of ${dataset.name}`}
      aria-rowcount={view.nRows + 1}
      aria-colcount={dataset.columns.length + 1}
      aria-multiselectable="true"
      aria-busy={view.isBusy}
      aria-activedescendant={isInSight ? cellId(gridId, active) : undefined}
      onScroll={scroll.onScroll}
      onKeyDown={onKeyDown}
      {...pointer}
    >
      <div
        role="presentation"
        className="grid-surface"
        style={{ width: numberWidth + layout.width, height: HEAD_HEIGHT + scroll.scale.contentHeight }}
      >
        <div role="presentation" className="grid-sight" style={{ width: scroll.width }}>
          <GridHead {...props} gridId={gridId} numberWidth={numberWidth} left={left} first={first} last={last} />
          <div role="rowgroup" className="grid-body" style={{ top: HEAD_HEIGHT, height: rowsHeight }}>
            {rowRange(firstRow, view.nRows === 0 ? -1 : lastRow).map((row) => (
              <GridRow
                // The row that goes out of sight lends its elements to the one that comes in.
                key={row % nSlots}
                gridId={gridId}
                row={row}
                y={(row - top) * ROW_HEIGHT}
                number={rows.rowNumber(row)}
                numberWidth={numberWidth}
                columns={dataset.columns}
                layout={layout}
                scrollLeft={left}
                first={first}
                last={last}
                cell={(column) => rows.cell(row, column)}
                selection={selection}
                needle={props.needle}
                isMasked={(column) => masked.has(column)}
              />
            ))}
            <GridNotice nRows={view.nRows} error={rows.error} />
          </div>
        </div>
      </div>
    </div>
  )
}

function cellId(gridId: string, { row, column }: CellPlace): string {
  return row < 0 ? `${gridId}-head-${column}` : `${gridId}-${row}-${column}`
}

/** Which rows and columns lie in sight. */
function sightOf({ dataset, view, layout }: GridFrameProps, { top, left, width, rowsHeight }: GridScroll) {
  const numberWidth = 28 + formatNumber(dataset.nRows, 'integer').length * 7
  const cellsWidth = Math.max(0, width - numberWidth)
  const firstRow = Math.floor(top)
  const lastRow = Math.max(firstRow, Math.min(view.nRows - 1, Math.ceil(top + rowsHeight / ROW_HEIGHT)))
  return { numberWidth, cellsWidth, firstRow, lastRow, ...columnsInSight(layout, left, left + cellsWidth) }
}

function rowRange(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset)
}

interface GridHeadProps extends GridFrameProps {
  readonly gridId: string
  readonly numberWidth: number
  readonly left: number
  readonly first: number
  readonly last: number
}

function GridHead(props: GridHeadProps) {
  const { layout, left, selection } = props
  return (
    <div role="rowgroup" className="grid-head" style={{ height: HEAD_HEIGHT }}>
      <div role="row" aria-rowindex={1}>
        <div role="columnheader" aria-colindex={1} className="grid-corner" style={{ width: props.numberWidth }}>
          Row
        </div>
        <div role="presentation" className="grid-cells" style={{ left: props.numberWidth }}>
          {props.dataset.columns.slice(props.first, props.last + 1).map((column, offset) => {
            const index = props.first + offset
            return (
              <ColumnHead
                key={column.name}
                id={cellId(props.gridId, { row: -1, column: index })}
                column={column}
                index={index}
                left={layout.lefts[index]! - left}
                width={layout.lefts[index + 1]! - layout.lefts[index]!}
                profile={props.profiles.get(column.name)}
                isMasked={props.masked.has(column.name)}
                isActive={selection?.active.row === -1 && selection.active.column === index}
                sort={props.sort}
                onSort={props.onSort}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** Says why there are no rows. */
function GridNotice({ nRows, error }: { nRows: number; error: ErrorReply | null }) {
  if (error !== null) {
    return (
      <div role="row" className="grid-empty">
        <span role="gridcell">
          {sentence(error.message)} {error.hint === null ? '' : sentence(error.hint)}
        </span>
      </div>
    )
  }
  if (nRows > 0) return null
  return (
    <div role="row" className="grid-empty">
      <span role="gridcell">No row fits. Change the filter or the search.</span>
    </div>
  )
}

/** Goes to the row that is asked for, and to the top when another view opens. */
function useJumps(target: JumpTarget | null, view: string | undefined, moveTo: (top: number) => void): void {
  const jump = useEffectEvent((row: number) => moveTo(row))
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view begins at its top.
  useEffect(() => jump(0), [view])
  useEffect(() => {
    if (target !== null) jump(target.row)
  }, [target])
}

function useWindow(first: number, last: number, onWindow: (window: RowWindow) => void): void {
  const tell = useEffectEvent(onWindow)
  useEffect(() => tell({ first, last }), [first, last])
}

function onGridKey(
  event: KeyboardEvent,
  props: GridFrameProps,
  rowsHeight: number,
  show: (place: CellPlace) => void,
): void {
  const { dataset, view, selection } = props
  const active = selection?.active ?? { row: 0, column: 0 }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
    event.preventDefault()
    props.onCopy()
    return
  }
  if (active.row < 0 && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault()
    const column = dataset.columns[active.column]?.name
    if (column !== undefined && !props.masked.has(column)) props.onSort(column, event.shiftKey)
    return
  }
  const pageRows = Math.max(1, Math.floor(rowsHeight / ROW_HEIGHT) - 1)
  const moved = moveByKey(active, event, { nRows: view.nRows, nColumns: dataset.columns.length, pageRows })
  if (moved === null) return
  event.preventDefault()
  props.onSelect({ anchor: event.shiftKey ? (selection?.anchor ?? active) : moved, active: moved })
  show(moved)
}

/** Selecting with the pointer: press for one cell, drag or Shift for more. */
function pointerSelection({ selection, onSelect }: GridFrameProps) {
  const extend = (place: CellPlace) => onSelect({ anchor: selection?.anchor ?? place, active: place })
  return {
    onMouseDown: (event: MouseEvent) => {
      const place = placeOf(event.target)
      if (place === null || event.button !== 0) return
      if (event.shiftKey) extend(place)
      else onSelect({ anchor: place, active: place })
    },
    onMouseOver: (event: MouseEvent) => {
      const place = event.buttons === 1 ? placeOf(event.target) : null
      if (place !== null) extend(place)
    },
    onFocus: () => {
      if (selection === null) onSelect({ anchor: { row: 0, column: 0 }, active: { row: 0, column: 0 } })
    },
  }
}

function placeOf(target: EventTarget): CellPlace | null {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-row]') : null
  return cell === null ? null : { row: Number(cell.dataset.row), column: Number(cell.dataset.column) }
}
