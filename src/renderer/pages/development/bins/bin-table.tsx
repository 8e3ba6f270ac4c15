import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from 'react'
import { formatNumber, type NumberFormat } from '../../../../shared/format.ts'
import { CopyTableMenu } from '../../../components/copy-table-menu.tsx'
import { ScrollFrame } from '../../../components/scroll-frame.tsx'
import type { PlainTable } from '../../../components/table-copy.ts'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import type { BinRow } from './bin-rows.ts'

interface BinTableProps {
  readonly column: string
  readonly rows: readonly BinRow[]
  readonly isStale: boolean
  readonly isWaiting: boolean
  readonly selected: number
  readonly onSelect: (row: number) => void
  /** A key pressed on the row that has the focus; true if it did something. */
  readonly onKey: (event: KeyboardEvent) => boolean
  /** Gives the focus to the selected row whenever a new one comes. */
  readonly focusOn: object | null
  readonly footer: string
}

interface Figure {
  readonly header: string
  readonly metric?: 'woe'
  readonly text: (row: BinRow) => string
}

const FIGURES: readonly Figure[] = [
  figure('Count', 'integer', (row) => row.bin?.count),
  figure('Share', 'percent1', (row) => row.bin?.share),
  figure('Good', 'integer', (row) => row.bin?.nonEvents),
  figure('Bad', 'integer', (row) => row.bin?.events),
  figure('Bad rate', 'percent1', (row) => row.bin?.eventRate),
  figure('Hold-out', 'percent1', (row) => row.holdoutRate),
  { ...figure('WoE', 'woe', (row) => row.bin?.woe), metric: 'woe' },
  figure('Bin IV', 'index3', (row) => row.bin?.informationValue),
  figure('Points', 'points', (row) => row.points),
]
const LONG_HEADERS: Readonly<Record<string, string>> = { 'Hold-out': 'Bad rate, hold-out' }

function figure(header: string, format: NumberFormat, value: (row: BinRow) => number | null | undefined): Figure {
  return { header, text: (row) => (row.bin === null ? '…' : formatNumber(value(row), format)) }
}

/** The bins of one characteristic, one of them selected; arrow keys go from row to row, letters edit the row. */
export function BinTable(props: BinTableProps) {
  const { rows, selected } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const { focusOn } = props
  const hadFocus = useRef(false)
  const focusSelected = useEffectEvent(() => focusRow(body.current, selected))
  useEffect(() => {
    if (focusOn !== null) focusSelected()
  }, [focusOn])
  const nRows = rows.length
  useEffect(() => {
    // The row that had the focus may have gone with its bin.
    if (nRows > 0 && hadFocus.current && document.activeElement === document.body) focusSelected()
  }, [nRows])
  return (
    <div className="stack" style={{ gap: 0 }}>
      <div className="bin-progress" data-on={props.isWaiting || undefined} />
      <ScrollFrame label={`Bins of ${props.column}`}>
        <table className="table bin-table" aria-busy={props.isWaiting}>
          <Head column={props.column} rows={rows} />
          <tbody
            ref={body}
            onKeyDown={(event) => moveOrEdit(event, props)}
            onFocus={() => {
              hadFocus.current = true
            }}
            onBlur={(event) => {
              hadFocus.current = event.relatedTarget === null
            }}
          >
            {rows.map((row, index) => (
              <tr
                // biome-ignore lint/suspicious/noArrayIndexKey: a place in the table keeps its focus while its bin changes
                key={index}
                data-selected={index === selected || undefined}
                className={props.isStale ? 'bin-stale' : undefined}
                onClick={() => props.onSelect(index)}
              >
                <RowCells row={row} index={index} {...props} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={FIGURES.length + 2}>{props.footer}</td>
            </tr>
          </tfoot>
        </table>
      </ScrollFrame>
    </div>
  )
}

function Head({ column, rows }: { column: string; rows: readonly BinRow[] }) {
  return (
    <thead>
      <tr>
        <th scope="col" data-first>
          Bin
        </th>
        {FIGURES.map(({ header, metric }) => (
          <th key={header} scope="col" data-right title={LONG_HEADERS[header]}>
            {metric === undefined ? header : <MetricInfo metric={metric} label={header} />}
          </th>
        ))}
        <th scope="col">
          <div className="row-between" style={{ flexWrap: 'nowrap' }}>
            Note <CopyTableMenu label={`Bins of ${column}`} table={() => plainTable(rows)} />
          </div>
        </th>
      </tr>
    </thead>
  )
}

function RowCells({ row, index, selected, onSelect }: BinTableProps & { row: BinRow; index: number }) {
  return (
    <>
      <th scope="row" data-first style={{ maxWidth: 150 }}>
        <button
          type="button"
          className="plain-button bin-button"
          data-bin={index}
          aria-pressed={index === selected}
          tabIndex={index === selected ? 0 : -1}
          title={row.label}
          onFocus={() => onSelect(index)}
        >
          <span className="bin-number">{index + 1}</span>
          <span>{row.label}</span>
        </button>
      </th>
      {FIGURES.map(({ header, text }) => (
        <td key={header} data-right className="number">
          {text(row)}
        </td>
      ))}
      <td data-clip title={noteText(row)} className="bin-note">
        {noteText(row)}
      </td>
    </>
  )
}

/** The analyst's note, and what the figures rest on. */
function noteText({ bin, note }: BinRow): string {
  const own = bin?.isAdjusted !== true ? '' : bin.count === 0 ? 'Empty in development' : 'Zero-cell rule used'
  return [note, own].filter((text) => text !== '').join('. ')
}

function plainTable(rows: readonly BinRow[]): PlainTable {
  return {
    columns: [
      { header: 'Bin', isNumeric: false },
      ...FIGURES.map(({ header }) => ({ header: LONG_HEADERS[header] ?? header, isNumeric: true })),
      { header: 'Note', isNumeric: false },
    ],
    rows: rows.map((row) => [row.label, ...FIGURES.map(({ text }) => text(row)), noteText(row)]),
  }
}

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
}

function moveOrEdit(event: KeyboardEvent<HTMLTableSectionElement>, props: BinTableProps): void {
  const step = STEPS[event.key]
  const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey
  if (step !== undefined && isPlain && !event.shiftKey) {
    event.preventDefault()
    focusRow(event.currentTarget, step(props.selected, props.rows.length - 1))
    return
  }
  if (isPlain && props.onKey(event)) event.preventDefault()
}

function focusRow(body: HTMLTableSectionElement | null, row: number): void {
  const buttons = body?.querySelectorAll<HTMLButtonElement>('button[data-bin]')
  buttons?.[Math.min(row, buttons.length - 1)]?.focus()
}
