import type { RichText, TableBlock, TableRow } from '../../core/pack/pack-document.ts'
import { type FlowUnit, flowUnit, type RepeatedHeader } from './flow.ts'
import { drawLine, type Line, layoutInline, type MarkContext } from './inline-layout.ts'
import type { LayoutEnvironment } from './layout-environment.ts'
import {
  CAPTION,
  CELL,
  CELL_HEAD,
  CONTENT_HEIGHT,
  CONTENT_WIDTH,
  HAIRLINE,
  INK,
  PAGE,
  SMALL,
  SOFT_LINE,
  type TextStyle,
} from './page-style.ts'
import type { Pen, StructureElement } from './pen.ts'
import { CELL_GAP, tableColumnWidths } from './table-columns.ts'
import { baselineOf, drawLines } from './text-blocks.ts'

const PADDING = 3.2
/** Tables up to this height are not divided over pages. */
const KEPT_WHOLE = CONTENT_HEIGHT * 0.36
const MAX_KEPT_GROUP = 16

interface TableLayout {
  readonly block: TableBlock
  readonly widths: readonly number[]
  readonly lefts: readonly number[]
  readonly marks: MarkContext
  /** The open elements of the structure tree, made when the caption is drawn. */
  readonly tags: { table: StructureElement | null; body: StructureElement | null }
}

/** A table: caption, header that returns on every page, rows that are never cut, notes beneath. */
export function tableUnits(block: TableBlock, env: LayoutEnvironment): FlowUnit[] {
  const marks: MarkContext =
    block.evidenceId === null ? env.marks : { ...env.marks, silent: new Set([...env.marks.silent, block.evidenceId]) }
  const widths = tableColumnWidths(block, CONTENT_WIDTH, env.pen, marks)
  const lefts = widths.map(
    (_, index) => PAGE.left + widths.slice(0, index).reduce((sum, one) => sum + one + CELL_GAP, 0),
  )
  const table: TableLayout = { block, widths, lefts, marks, tags: { table: null, body: null } }
  const header = tableHeader(table, env)
  const caption = captionUnit(table, env)
  const rows = block.rows.map((row, index) => rowUnit(table, row, index, env, header.repeat))
  const units = [caption, header.unit, ...rows, ...footerUnits(table, env)]
  const height = units.reduce((sum, unit) => sum + unit.gapBefore + unit.height, 0)
  if (height > KEPT_WHOLE) return units
  return units.map((unit, index) => (index < units.length - 1 ? { ...unit, keepWithNext: true } : unit))
}

function captionUnit(table: TableLayout, env: LayoutEnvironment): FlowUnit {
  const { block } = table
  const reference: RichText =
    block.evidenceId === null ? [] : [' ', { kind: 'reference', evidenceId: block.evidenceId }]
  const label = `Table ${env.nextTable()}`
  const lines = layoutInline(
    [{ kind: 'muted', text: `${label}  ` }, block.caption, ...reference],
    CAPTION,
    CONTENT_WIDTH,
    env.pen,
    env.marks,
  )
  return flowUnit({
    height: lines.length * CAPTION.leading + 3,
    gapBefore: 12,
    keepWithNext: true,
    draw: (pen, y) => {
      table.tags.table = pen.element(pen.root, 'Table')
      const caption = pen.element(table.tags.table, 'Caption')
      pen.content(caption, 'Caption', () => drawLines(lines, CAPTION, PAGE.left, y, pen))
    },
  })
}

function tableHeader(table: TableLayout, env: LayoutEnvironment): { unit: FlowUnit; repeat: RepeatedHeader } {
  const { block, widths, lefts } = table
  const cells = block.columns.map((column, index) =>
    layoutInline([column.label], CELL_HEAD, widths[index] ?? 0, env.pen, env.marks),
  )
  const nLines = Math.max(1, ...cells.map((lines) => lines.length))
  const height = nLines * CELL_HEAD.leading + 2 * PADDING
  const drawCell = (pen: Pen, index: number, y: number) => {
    const lines = cells[index] ?? []
    const top = y + PADDING + (nLines - lines.length) * CELL_HEAD.leading
    drawAligned(
      lines,
      CELL_HEAD,
      lefts[index] ?? 0,
      widths[index] ?? 0,
      block.columns[index]?.align ?? 'left',
      top,
      pen,
    )
  }
  const rules = (pen: Pen, y: number) =>
    pen.artifact('Layout', () => pen.line(PAGE.left, y + height, PAGE.left + CONTENT_WIDTH, y + height, INK, 0.75))
  const repeat = {
    height,
    draw: (pen: Pen, y: number) => {
      pen.artifact('Pagination', () => {
        block.columns.forEach((_, index) => {
          drawCell(pen, index, y)
        })
      })
      rules(pen, y)
    },
  }
  const unit = flowUnit({
    height,
    keepWithNext: true,
    draw: (pen, y) => {
      const head = pen.element(tableElement(table, pen), 'THead')
      const row = pen.element(head, 'TR')
      block.columns.forEach((_, index) => {
        const cell = pen.element(row, 'TH', { scope: 'Column' })
        pen.content(cell, 'TH', () => drawCell(pen, index, y))
      })
      rules(pen, y)
    },
  })
  return { unit, repeat }
}

function rowUnit(
  table: TableLayout,
  row: TableRow,
  index: number,
  env: LayoutEnvironment,
  repeat: RepeatedHeader,
): FlowUnit {
  const { block } = table
  const next = block.rows[index + 1]
  const isLast = next === undefined
  const isAtEdge = (index === 0 && !isLast) || index === block.rows.length - 2
  const isAttached = row.role === 'group' || next?.role === 'total' || (isLast && block.footer.length > 0)
  const keepWithNext = isAtEdge || isAttached || isInsideSmallGroup(block, index)
  const built = row.role === 'group' ? groupRow(table, row, env) : bodyRow(table, row, env)
  return flowUnit({
    height: built.height,
    gapBefore: row.role === 'group' && index > 0 ? 4 : 0,
    keepWithNext,
    repeat,
    draw: built.draw,
  })
}

/** Rows of a named group stay together while the group is small, so that no page begins with rows whose name stands before. */
function isInsideSmallGroup(block: TableBlock, index: number): boolean {
  const start = block.rows.findLastIndex((row, place) => place <= index && row.role === 'group')
  if (start < 0) return false
  const after = block.rows.findIndex((row, place) => place > index && row.role === 'group')
  const end = after < 0 ? block.rows.length : after
  return index < end - 1 && end - start <= MAX_KEPT_GROUP
}

function groupRow(table: TableLayout, row: TableRow, env: LayoutEnvironment): Pick<FlowUnit, 'height' | 'draw'> {
  const lines = layoutInline(row.cells[0] ?? [], CELL, CONTENT_WIDTH, env.pen, table.marks)
  const height = lines.length * CELL.leading + 2 * PADDING
  return {
    height,
    draw: (pen, y) => {
      const element = pen.element(bodyElement(table, pen), 'TR')
      const cell = pen.element(element, 'TD', { columnSpan: table.block.columns.length })
      pen.content(cell, 'TD', () => drawLines(lines, CELL, PAGE.left, y + PADDING, pen))
      pen.artifact('Layout', () =>
        pen.line(PAGE.left, y + height, PAGE.left + CONTENT_WIDTH, y + height, HAIRLINE, 0.5),
      )
    },
  }
}

function bodyRow(table: TableLayout, row: TableRow, env: LayoutEnvironment): Pick<FlowUnit, 'height' | 'draw'> {
  const { block, widths, lefts } = table
  const style: TextStyle = row.role === 'total' ? { ...CELL, font: 'semibold' } : CELL
  const cells = block.columns.map((_, index) =>
    fitted(
      layoutInline(row.cells[index] ?? [], style, widths[index] ?? 0, env.pen, table.marks),
      style,
      env,
      widths[index] ?? 0,
    ),
  )
  const height = Math.max(1, ...cells.map((lines) => lines.length)) * style.leading + 2 * PADDING
  return {
    height,
    draw: (pen, y) => {
      const element = pen.element(bodyElement(table, pen), 'TR')
      cells.forEach((lines, index) => {
        const cell = pen.element(element, 'TD')
        if (lines.every((line) => line.runs.length === 0)) return
        pen.content(cell, 'TD', () =>
          drawAligned(
            lines,
            style,
            lefts[index] ?? 0,
            widths[index] ?? 0,
            block.columns[index]?.align ?? 'left',
            y + PADDING,
            pen,
          ),
        )
      })
      pen.artifact('Layout', () => {
        if (row.role === 'total') pen.line(PAGE.left, y, PAGE.left + CONTENT_WIDTH, y, INK, 0.5)
        pen.line(PAGE.left, y + height, PAGE.left + CONTENT_WIDTH, y + height, SOFT_LINE, 0.5)
      })
    },
  }
}

function footerUnits(table: TableLayout, env: LayoutEnvironment): FlowUnit[] {
  return table.block.footer.map((text, index) => {
    const lines = layoutInline(text, SMALL, CONTENT_WIDTH, env.pen, table.marks)
    return flowUnit({
      height: lines.length * SMALL.leading + 1,
      gapBefore: index === 0 ? 4 : 0,
      keepWithNext: index < table.block.footer.length - 1,
      draw: (pen, y) => {
        const element = pen.element(pen.root, 'P')
        pen.content(element, 'P', () => drawLines(lines, SMALL, PAGE.left, y, pen))
      },
    })
  })
}

/** No row may be taller than a page: what is left out of such a cell stands in the attached source, and the cell says so. */
function fitted(lines: Line[], style: TextStyle, env: LayoutEnvironment, width: number): Line[] {
  const limit = Math.floor((CONTENT_HEIGHT * 0.7) / style.leading)
  if (lines.length <= limit) return lines
  return [
    ...lines.slice(0, limit),
    ...layoutInline(['… (in full in the attached source)'], style, width, env.pen, env.marks),
  ]
}

function drawAligned(
  lines: readonly Line[],
  style: TextStyle,
  left: number,
  width: number,
  align: 'left' | 'right',
  top: number,
  pen: Pen,
): void {
  lines.forEach((line, index) => {
    const x = align === 'right' ? left + width - line.width : left
    drawLine(line, x, top + baselineOf(style) + index * style.leading, pen)
  })
}

function tableElement(table: TableLayout, pen: Pen): StructureElement {
  table.tags.table ??= pen.element(pen.root, 'Table')
  return table.tags.table
}

function bodyElement(table: TableLayout, pen: Pen): StructureElement {
  table.tags.body ??= pen.element(tableElement(table, pen), 'TBody')
  return table.tags.body
}
