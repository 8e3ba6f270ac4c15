// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active cell.
// biome-ignore-all lint/a11y/useSemanticElements: rows that lie anywhere on a scrolled surface are no table rows.
import { memo } from 'react'
import type { Cell, ColumnSchema } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { cellText } from './cell-text.ts'
import type { ColumnLayout } from './column-layout.ts'
import { isSelected, type Selection } from './selection.ts'
import { splitHits } from './split-hits.ts'

interface GridRowProps {
  readonly gridId: string
  readonly row: number
  readonly y: number
  /** Number of the row in the data set, from 0; undefined while it is on its way. */
  readonly number: number | undefined
  readonly numberWidth: number
  readonly columns: readonly ColumnSchema[]
  readonly layout: ColumnLayout
  readonly scrollLeft: number
  readonly first: number
  readonly last: number
  readonly cell: (column: number) => Cell | undefined
  readonly selection: Selection | null
  readonly needle: string
  readonly isMasked: (column: string) => boolean
}

/** One row of the grid: its number in the data set, then the cells in sight. */
export function GridRow(props: GridRowProps) {
  const { row, columns, layout, first, last } = props
  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset)
  return (
    <div role="row" aria-rowindex={row + 2} className="grid-row" style={{ transform: `translateY(${props.y}px)` }}>
      <div role="rowheader" aria-colindex={1} className="grid-number" style={{ width: props.numberWidth }}>
        {props.number === undefined ? '' : formatNumber(props.number + 1, 'integer')}
      </div>
      <div role="presentation" className="grid-cells" style={{ left: props.numberWidth }}>
        {indexes.map((index) => (
          <GridCell
            key={index}
            id={`${props.gridId}-${row}-${index}`}
            row={row}
            index={index}
            isNumeric={columns[index]!.type === 'numeric'}
            left={layout.lefts[index]! - props.scrollLeft}
            width={layout.lefts[index + 1]! - layout.lefts[index]!}
            cell={props.cell(index)}
            isSelected={isSelected(props.selection, row, index)}
            isActive={props.selection?.active.row === row && props.selection.active.column === index}
            needle={props.needle}
            isMasked={props.isMasked(columns[index]!.name)}
          />
        ))}
      </div>
    </div>
  )
}

interface GridCellProps {
  readonly id: string
  readonly row: number
  readonly index: number
  readonly isNumeric: boolean
  readonly left: number
  readonly width: number
  readonly cell: Cell | undefined
  readonly isSelected: boolean
  readonly isActive: boolean
  readonly needle: string
  readonly isMasked: boolean
}

/** Drawn anew only when it changes: most cells stay as they are while the grid scrolls. */
const GridCell = memo(function GridCell(props: GridCellProps) {
  const { cell } = props
  const text = cell === undefined ? '' : cellText(cell)
  return (
    <div
      id={props.id}
      role="gridcell"
      aria-colindex={props.index + 2}
      aria-selected={props.isSelected}
      aria-busy={cell === undefined || undefined}
      data-row={props.row}
      data-column={props.index}
      data-right={(props.isNumeric && !props.isMasked) || undefined}
      data-selected={props.isSelected || undefined}
      data-active={props.isActive || undefined}
      className="grid-cell"
      style={{ left: props.left, width: props.width }}
      title={text.length > 8 ? text : undefined}
    >
      <CellContent cell={cell} text={text} needle={props.isMasked ? '' : props.needle} isMasked={props.isMasked} />
    </div>
  )
})

function CellContent(props: { cell: Cell | undefined; text: string; needle: string; isMasked: boolean }) {
  const { cell, text, needle } = props
  if (cell === undefined) return <span className="grid-shimmer" />
  if (cell === null) return <span className="grid-missing">missing</span>
  if (props.isMasked) return <span className="grid-masked">{text}</span>
  if (needle === '') return text
  // The pieces of a text never change their places among each other.
  return splitHits(text, needle).map((piece, index) =>
    piece.isHit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      <mark key={index} className="grid-hit">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  )
}
