import type { CustomSeriesRenderItemAPI, EChartsOption } from 'echarts'
import { formatNumber } from '../shared/format.ts'
import { chartBase, chartLegend, chartTooltip } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { axisLabelText, escapeHtml } from './chart-words.ts'

/** One pair of columns with the measure that fits their types. */
export interface AssociationCell {
  readonly a: string
  readonly b: string
  /** The measure in words: "Spearman correlation". */
  readonly measure: string
  /** Correlations have a sign; Cramér’s V and the correlation ratio have none. */
  readonly isSigned: boolean
  readonly value: number | null
  readonly n: number
  readonly reason: string | null
}

export interface AssociationMatrix {
  readonly columns: readonly string[]
  readonly cells: readonly AssociationCell[]
}

const POSITIVE = 'Correlation above 0'
const NEGATIVE = 'Correlation below 0'
const UNSIGNED = 'Cramér’s V or correlation ratio'
const LABEL_LENGTH = 22
const VALUES_UP_TO = 14

/** A square of cells, of fuller colour where two columns go together more strongly. */
export function associationMatrixOption(matrix: AssociationMatrix, theme: ChartTheme): EChartsOption {
  const place = new Map(matrix.columns.map((column, index) => [column, index]))
  const families = [
    { name: POSITIVE, color: theme.accent, has: (cell: AssociationCell) => cell.isSigned && (cell.value ?? 0) >= 0 },
    { name: NEGATIVE, color: theme.attention, has: (cell: AssociationCell) => cell.isSigned && (cell.value ?? 0) < 0 },
    { name: UNSIGNED, color: theme.muted, has: (cell: AssociationCell) => !cell.isSigned },
  ]
  const known = matrix.cells.filter((cell) => cell.value !== null)
  return {
    ...chartBase(theme),
    grid: {
      left: 4,
      right: 4,
      top: scaled(theme, 28),
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'all',
    },
    legend: chartLegend(theme, {
      position: { left: 0, top: 0 },
      data: families.filter(({ has }) => known.some(has)).map(({ name }) => ({ name, icon: 'rect' })),
    }),
    tooltip: {
      ...chartTooltip(theme, 'item', (value) => formatNumber(value, 'ratio3')),
      formatter: (item: { readonly seriesIndex: number; readonly dataIndex: number }) =>
        tooltipText(known.filter(families[item.seriesIndex]?.has ?? (() => false)), item.dataIndex),
    },
    xAxis: nameAxis(matrix.columns, theme, true),
    yAxis: nameAxis(matrix.columns, theme, false),
    series: families.map(({ name, color, has }) =>
      cellSeries(name, color, known.filter(has), place, matrix.columns.length, theme),
    ),
  } as EChartsOption
}

/** Square cells, within reason. */
export function associationMatrixHeight(matrix: AssociationMatrix, theme: ChartTheme, width: number): number {
  const nColumns = Math.max(2, matrix.columns.length)
  const longest = Math.max(6, ...matrix.columns.map((column) => Math.min(LABEL_LENGTH, column.length)))
  const labels = scaled(theme, longest * 6.3 + 12)
  const cell = Math.min(scaled(theme, 40), Math.max(scaled(theme, 13), (width - labels) / nColumns))
  return Math.round(nColumns * cell + labels + scaled(theme, 34))
}

/** Names the strongest pair. */
export function associationMatrixTitle(matrix: AssociationMatrix): string {
  const strongest = byStrength(matrix.cells)[0]
  if (strongest === undefined || strongest.value === null) return 'No two columns can be compared'
  return `Strongest pair: ${strongest.a} and ${strongest.b}, ${strongest.measure} ${formatNumber(strongest.value, 'ratio3')}`
}

/** What is compared. */
export function associationMatrixNote(matrix: AssociationMatrix): string {
  const open = matrix.cells.filter((cell) => cell.value === null).length
  const rest = open === 0 ? '' : ` ${formatNumber(open, 'integer')} pairs are not defined; the table says why.`
  return `${formatNumber(matrix.columns.length, 'integer')} columns, ${formatNumber(matrix.cells.length, 'integer')} pairs; the fuller the colour, the stronger.${rest}`
}

/** Every pair, strongest first. */
export function associationMatrixTable(matrix: AssociationMatrix): ChartTable {
  return {
    columns: [
      { label: 'Column', format: 'text' },
      { label: 'Other column', format: 'text' },
      { label: 'Measure', format: 'text' },
      { label: 'Value', format: 'ratio3' },
      { label: 'n', format: 'integer' },
      { label: 'Why undefined', format: 'text' },
    ],
    rows: byStrength(matrix.cells).map((cell) => [cell.a, cell.b, cell.measure, cell.value, cell.n, cell.reason ?? '']),
  }
}

function byStrength(cells: readonly AssociationCell[]): AssociationCell[] {
  const strength = (cell: AssociationCell) => (cell.value === null ? -1 : Math.abs(cell.value))
  return [...cells].sort((a, b) => strength(b) - strength(a))
}

function nameAxis(columns: readonly string[], theme: ChartTheme, isBottom: boolean): object {
  return {
    type: 'category',
    inverse: !isBottom,
    data: columns.map((_, index) => String(index)),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      interval: 0,
      rotate: isBottom ? 90 : 0,
      color: theme.ink,
      fontSize: theme.fontSize * (columns.length > 30 ? 0.85 : 0.95),
      margin: scaled(theme, 6),
      formatter: (key: string) => axisLabelText(columns[Number(key)] ?? '', LABEL_LENGTH, 1),
    },
  }
}

function cellSeries(
  name: string,
  color: string,
  cells: readonly AssociationCell[],
  place: ReadonlyMap<string, number>,
  nColumns: number,
  theme: ChartTheme,
): object {
  return {
    type: 'custom',
    name,
    itemStyle: { color },
    encode: { x: 0, y: 1 },
    // Each pair fills the two cells that mirror each other; `dataIndex` halved is the pair.
    data: cells.flatMap((cell) => {
      const [a = 0, b = 0] = [place.get(cell.a), place.get(cell.b)]
      return [
        [a, b],
        [b, a],
      ]
    }),
    renderItem: (params: { readonly dataIndex: number }, api: CustomSeriesRenderItemAPI) =>
      cellShape(cells[Math.floor(params.dataIndex / 2)], color, api, nColumns, theme),
  }
}

function cellShape(
  cell: AssociationCell | undefined,
  color: string,
  api: CustomSeriesRenderItemAPI,
  nColumns: number,
  theme: ChartTheme,
): object | undefined {
  if (cell === undefined || cell.value === null) return undefined
  const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)])
  const size = api.size?.([1, 1]) as number[] | undefined
  const [width = 0, height = 0] = size ?? []
  const strength = Math.min(1, Math.abs(cell.value))
  const rect = {
    type: 'rect',
    shape: { x: x - width / 2, y: y - height / 2, width: width - 1, height: height - 1 },
    style: { fill: color, opacity: 0.06 + 0.94 * strength },
  }
  if (nColumns > VALUES_UP_TO || width < scaled(theme, 30)) return rect
  const text = {
    type: 'text',
    silent: true,
    style: {
      text: cellText(cell.value),
      x,
      y,
      align: 'center',
      verticalAlign: 'middle',
      fill: strength > 0.55 ? theme.surface : theme.ink,
      fontSize: theme.fontSize * 0.85,
      fontFamily: theme.fontFamily,
    },
  }
  return { type: 'group', children: [rect, text] }
}

/** ".42": the leading zero says nothing in a cell this small. */
function cellText(value: number): string {
  return formatNumber(Number(value.toFixed(2)), 'odds').replace(/^(\u2212?)0\./, '$1.')
}

function tooltipText(cells: readonly AssociationCell[], dataIndex: number): string {
  const cell = cells[Math.floor(dataIndex / 2)]
  if (cell === undefined) return ''
  return `${escapeHtml(cell.a)} and ${escapeHtml(cell.b)}<br>${cell.measure} ${formatNumber(cell.value, 'ratio3')}, n = ${formatNumber(cell.n, 'integer')}`
}
