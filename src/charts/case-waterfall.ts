import type { CustomSeriesRenderItemAPI, EChartsOption } from 'echarts'
import type { CaseExplanation } from '../shared/contract/evidence.ts'
import { formatNumber } from '../shared/format.ts'
import { chartBase, chartTooltip, hairline, niceSpan, valueAxis } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { escapeHtml } from './chart-words.ts'
import type { Plain } from './plain.ts'
import { panelGrids, type RowLayout, rowAxis, rowLayout } from './row-layout.ts'

type Case = Plain<CaseExplanation>

interface Step {
  readonly label: string
  readonly from: number
  readonly to: number
  readonly isTotal: boolean
}

/** From the baseline to this case, in points: one step per characteristic, largest first. */
export function caseWaterfallOption(explained: Case, theme: ChartTheme): EChartsOption {
  const steps = stepsOf(explained)
  const rows = layout(steps, theme)
  const ends = steps.flatMap((step) => [step.from, step.to])
  const low = Math.min(...ends)
  const high = Math.max(...ends)
  const room = Math.max(1, (high - low) * 0.12)
  return {
    ...chartBase(theme),
    grid: panelGrids(rows, [0, 0.985]),
    tooltip: {
      ...chartTooltip(theme, 'item', (value) => formatNumber(value, 'points')),
      formatter: (item: { readonly dataIndex: number }) => escapeHtml(steps[item.dataIndex]?.label ?? ''),
    },
    yAxis: [rowAxis(rows, theme, 0)],
    xAxis: [
      valueAxis(theme, {
        gridIndex: 0,
        name: 'Points (higher = safer)',
        nameGap: 24,
        ...niceSpan(low - room, high + room),
        format: (x) => formatNumber(x, 'points'),
      }),
    ],
    series: [
      {
        type: 'custom',
        name: 'Contribution',
        encode: { x: [0, 1], y: 2 },
        data: steps.map((step, index) => [step.from, step.to, index]),
        renderItem: (params: { readonly dataIndex: number }, api: CustomSeriesRenderItemAPI) =>
          stepShape(steps, params.dataIndex, api, theme, rows.pitch),
      },
    ],
  } as EChartsOption
}

/** As high as its characteristics need. */
export function caseWaterfallHeight(explained: Case, theme: ChartTheme, _width: number): number {
  return layout(stepsOf(explained), theme).height
}

/** States the score against the baseline and what moved it most. */
export function caseWaterfallTitle(explained: Case): string {
  const difference = explained.points - explained.baselinePoints
  const strongest = sorted(explained)[0]
  const side = difference < 0 ? 'below' : 'above'
  const most =
    strongest === undefined ? '' : `; ${strongest.name} moves it most (${signedPoints(strongest.contribution)})`
  return `Row ${formatNumber(explained.row, 'integer')} scores ${formatNumber(explained.points, 'points')}, ${formatNumber(Math.abs(difference), 'points')} points ${side} the baseline${most}`
}

/** Baseline, contributions and score; they add up exactly. */
export function caseWaterfallTable(explained: Case): ChartTable {
  // A characteristic of trees has no points of its own: then only contributions are listed.
  const hasPoints = explained.contributions.some(({ points }) => points !== null)
  const own = <T>(...cells: readonly T[]): readonly T[] => (hasPoints ? cells : [])
  return {
    columns: [
      { label: 'Characteristic', format: 'text' },
      { label: 'Attribute', format: 'text' },
      ...own({ label: 'Points', format: 'points' as const }, { label: 'Baseline points', format: 'points' as const }),
      { label: hasPoints ? 'Contribution' : 'Points, or contribution', format: 'points' },
    ],
    rows: [
      [
        'Baseline',
        explained.baseline,
        ...own(null, explained.baselinePoints),
        hasPoints ? null : explained.baselinePoints,
      ],
      ...sorted(explained).map((item) => [
        item.name,
        item.attribute,
        ...own(item.points, item.baselinePoints),
        item.contribution,
      ]),
      [
        'Score',
        '',
        ...own(explained.points, null),
        hasPoints ? explained.points - explained.baselinePoints : explained.points,
      ],
    ],
  }
}

function sorted(explained: Case): Case['contributions'][number][] {
  return [...explained.contributions].sort(
    (a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.name < b.name ? -1 : 1),
  )
}

function stepsOf(explained: Case): Step[] {
  const steps: Step[] = [
    { label: 'Baseline', from: explained.baselinePoints, to: explained.baselinePoints, isTotal: true },
  ]
  let at = explained.baselinePoints
  for (const item of sorted(explained)) {
    steps.push({ label: `${item.name} = ${item.attribute}`, from: at, to: at + item.contribution, isTotal: false })
    at += item.contribution
  }
  steps.push({ label: 'This case', from: explained.points, to: explained.points, isTotal: true })
  return steps
}

function layout(steps: readonly Step[], theme: ChartTheme): RowLayout {
  return rowLayout(
    steps.map((step) => step.label),
    theme,
    4,
    44,
  )
}

function stepShape(
  steps: readonly Step[],
  index: number,
  api: CustomSeriesRenderItemAPI,
  theme: ChartTheme,
  pitch: number,
): object {
  const step = steps[index]
  const [from = 0, y = 0] = api.coord([Number(api.value(0)), Number(api.value(2))])
  const [to = 0] = api.coord([Number(api.value(1)), Number(api.value(2))])
  if (step === undefined) return { type: 'group', children: [] }
  const half = pitch * 0.3
  const isGain = to >= from
  const color = isGain ? theme.accent : theme.attention
  const text = step.isTotal ? formatNumber(step.to, 'points') : signedPoints(step.to - step.from)
  const font = { fontSize: theme.fontSize, fontFamily: theme.fontFamily, fontWeight: step.isTotal ? 600 : 400 }
  const label = {
    type: 'text',
    style: {
      x: to + scaled(theme, isGain ? 5 : -5),
      y,
      text,
      fill: theme.ink,
      ...font,
      align: isGain ? 'left' : 'right',
      verticalAlign: 'middle',
    },
  }
  const isLast = index === steps.length - 1
  const link = isLast
    ? []
    : [
        {
          type: 'line',
          shape: { x1: to, y1: y, x2: to, y2: y + pitch },
          style: { stroke: theme.axis, lineWidth: hairline(theme) },
        },
      ]
  const mark = step.isTotal
    ? {
        type: 'line',
        shape: { x1: to, y1: y - half * 1.2, x2: to, y2: y + half * 1.2 },
        style: { stroke: theme.ink, lineWidth: theme.lineWidth * 1.4 },
      }
    : {
        type: 'rect',
        shape: { x: Math.min(from, to), y: y - half, width: Math.abs(to - from), height: half * 2 },
        style: { fill: color },
      }
  return { type: 'group', children: [...link, mark, label] }
}

function signedPoints(points: number): string {
  return points > 0 ? `+${formatNumber(points, 'points')}` : formatNumber(points, 'points')
}
