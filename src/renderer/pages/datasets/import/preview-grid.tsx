import { Switch } from '@mantine/core'
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import type { DatasetPreview } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { CopyTableMenu } from '../../../components/copy-table-menu.tsx'
import { ScrollFrame, SpacerRow } from '../../../components/scroll-frame.tsx'
import type { Reading } from './cell-reading.ts'
import { type ImportChoices, roleOf } from './import-choices.ts'
import { columnWidth, countReadings, type PreviewCell, previewCells } from './preview-cells.ts'
import { ROLE_WORDS, TYPE_WORDS } from './role-words.ts'

const ROW_HEIGHT = 42
const LINE_WIDTH = 64
const READINGS: readonly (readonly [reading: Reading, mark: string, words: string])[] = [
  ['same', '=', 'as in the file'],
  ['rewritten', '≠', 'same value, written otherwise'],
  ['missing', '◇', 'missing'],
  ['unfit', '▲', 'does not fit its column'],
]

interface GridProps {
  readonly preview: DatasetPreview
  readonly choices: ImportChoices
}

/** First rows: what is stored, and below it the text of the file wherever that is another. */
export function PreviewGrid({ preview, choices }: GridProps) {
  const [isChangedOnly, setChangedOnly] = useState(false)
  const cells = useMemo(() => previewCells(preview), [preview])
  const counts = useMemo(() => countReadings(cells), [cells])
  const rows = useMemo(() => {
    const all = cells.map((row, index) => ({ line: preview.rows[index]?.line ?? 0, cells: row }))
    return isChangedOnly ? all.filter((row) => row.cells.some(({ reading }) => reading !== 'same')) : all
  }, [cells, preview, isChangedOnly])
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="table-tools">
        <div className="row import-legend">
          {READINGS.map(([reading, mark, words]) => (
            <span key={reading} className="import-key" data-reading={reading}>
              <span aria-hidden="true">{mark}</span> {words}{' '}
              <b className="number">{formatNumber(counts[reading], 'integer')}</b>
            </span>
          ))}
        </div>
        <div className="row" style={{ flexWrap: 'nowrap' }}>
          <Switch
            label="Only rows with a difference"
            checked={isChangedOnly}
            onChange={(event) => setChangedOnly(event.currentTarget.checked)}
          />
          <CopyTableMenu label="First rows, parsed and raw" table={() => plainTable(preview, rows)} />
        </div>
      </div>
      <Cells preview={preview} choices={choices} rows={rows} cells={cells} />
    </div>
  )
}

type GridRow = { readonly line: number; readonly cells: readonly PreviewCell[] }

function Cells({
  preview,
  choices,
  rows,
  cells,
}: GridProps & { rows: readonly GridRow[]; cells: readonly (readonly PreviewCell[])[] }) {
  const frame = useRef<HTMLElement>(null)
  const { columns } = preview
  const widths = useMemo(
    () =>
      columns.map((column, index) =>
        columnWidth(
          column.name,
          cells.flatMap((row) => row[index] ?? []),
        ),
      ),
    [columns, cells],
  )
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => widths[index] ?? ROW_HEIGHT,
    overscan: 4,
    getItemKey: (index) => `${index} ${widths[index]}`,
  })
  const down = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  })
  const shownColumns = across.getVirtualItems()
  const shownRows = down.getVirtualItems()
  const before = shownColumns[0]?.start ?? 0
  const after = across.getTotalSize() - (shownColumns.at(-1)?.end ?? 0)
  const span = shownColumns.length + 3
  return (
    <ScrollFrame ref={frame} label="First rows, parsed and raw" style={{ height: 'max(320px, calc(100dvh - 300px))' }}>
      <table
        className="table import-grid"
        style={{ width: LINE_WIDTH + across.getTotalSize() }}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
      >
        <colgroup>
          <col style={{ width: LINE_WIDTH }} />
          <col style={{ width: before }} />
          {shownColumns.map((item) => (
            <col key={item.key} style={{ width: item.size }} />
          ))}
          <col style={{ width: after }} />
        </colgroup>
        <GridHead columns={columns} choices={choices} shown={shownColumns} />
        <tbody>
          <SpacerRow height={shownRows[0]?.start ?? 0} span={span} />
          {shownRows.map(({ index, key }) => (
            <GridLine key={key} row={rows[index]} index={index} columns={columns} shown={shownColumns} />
          ))}
          <SpacerRow height={down.getTotalSize() - (shownRows.at(-1)?.end ?? 0)} span={span} />
          {rows.length === 0 && (
            <tr>
              <td colSpan={span}>Every cell of the first rows is stored just as it stands in the file.</td>
            </tr>
          )}
        </tbody>
      </table>
    </ScrollFrame>
  )
}

function GridHead(props: {
  columns: DatasetPreview['columns']
  choices: ImportChoices
  shown: readonly VirtualItem[]
}) {
  return (
    <thead>
      <tr>
        <th scope="col" data-first data-right>
          Line
        </th>
        <td aria-hidden="true" />
        {props.shown.map(({ index, key }) => {
          const column = props.columns[index]
          if (column === undefined) return null
          const role = ROLE_WORDS[roleOf(column, props.choices)]
          return (
            <th key={key} scope="col" aria-colindex={index + 2} data-right={column.type === 'numeric' || undefined}>
              <div className="one-line" title={column.name}>
                {column.name}
              </div>
              <div className="caption one-line import-role" title={`${TYPE_WORDS[column.type]}: ${column.reason}`}>
                {TYPE_WORDS[column.type]}
              </div>
              <div className="caption one-line import-role" title={role}>
                {role}
              </div>
            </th>
          )
        })}
        <td aria-hidden="true" />
      </tr>
    </thead>
  )
}

function GridLine(props: {
  row: GridRow | undefined
  index: number
  columns: DatasetPreview['columns']
  shown: readonly VirtualItem[]
}) {
  const { row, index, columns, shown } = props
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" data-first data-right className="number">
        {row?.line}
      </th>
      <td aria-hidden="true" />
      {shown.map((item) => (
        <CellView key={item.key} cell={row?.cells[item.index]} isNumeric={columns[item.index]?.type === 'numeric'} />
      ))}
      <td aria-hidden="true" />
    </tr>
  )
}

function CellView({ cell, isNumeric }: { cell: PreviewCell | undefined; isNumeric: boolean }) {
  if (cell === undefined) return <td />
  const { reading, value, raw } = cell
  const title = reading === 'same' ? `${raw}: stored as it stands` : `In the file: ${raw}`
  return (
    <td className="number" data-reading={reading} data-right={isNumeric || undefined} title={title}>
      <div className="one-line">
        {reading === 'unfit' && (
          <span className="import-unfit" role="img" aria-label="does not fit">
            ▲{' '}
          </span>
        )}
        {value === '◇' ? (
          <span className="grid-cell-missing" role="img" aria-label="missing">
            ◇
          </span>
        ) : (
          value
        )}
      </div>
      {reading !== 'same' && <div className="raw-cell mono one-line">{raw}</div>}
    </td>
  )
}

function plainTable(preview: DatasetPreview, rows: readonly GridRow[]) {
  return {
    columns: [
      { header: 'Line', isNumeric: true },
      ...preview.columns.flatMap(({ name, type }) => [
        { header: name, isNumeric: type === 'numeric' },
        { header: `${name} (text in the file)`, isNumeric: false },
      ]),
    ],
    rows: rows.map((row) => [String(row.line), ...row.cells.flatMap(({ value, raw }) => [value, raw])]),
  }
}
