import { hairline } from './chart-axes.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { axisLabelText } from './chart-words.ts'

const PER_LINE = 34
const MAX_LINES = 2
/** Share of the width between two plots, so that their outermost tick labels do not meet. */
const PANEL_GAP = 0.035

/** Sizes of a chart whose rows are named on the left: as high as its rows need, names never cut or overlapping. */
export interface RowLayout {
  readonly labels: readonly string[]
  readonly labelWidth: number
  readonly pitch: number
  readonly height: number
  readonly top: number
  readonly bottom: number
}

/** Lays out rows; `top` and `bottom` are in 12-pixel-type units and leave room for legend and axis. */
export function rowLayout(
  labels: readonly string[],
  theme: ChartTheme,
  top: number,
  bottom: number,
  minimumPitch = 0,
): RowLayout {
  const short = labels.map((label) => axisLabelText(label, PER_LINE, MAX_LINES))
  const longest = Math.max(6, ...short.flatMap((label) => label.split('\n').map((line) => Array.from(line).length)))
  const isTall = short.some((label) => label.includes('\n'))
  const nRows = Math.max(1, labels.length)
  const pitch = scaled(theme, Math.max(minimumPitch, isTall ? 29 : nRows > 24 ? 17 : 19))
  return {
    labels: short,
    labelWidth: scaled(theme, Math.min(PER_LINE, longest) * 6.3 + 12),
    pitch,
    height: nRows * pitch + scaled(theme, top + bottom),
    top: scaled(theme, top),
    bottom: scaled(theme, bottom),
  }
}

/** The category axis of a row chart, first row on top; further panels share it without labels. */
export function rowAxis(layout: RowLayout, theme: ChartTheme, gridIndex: number): object {
  return {
    type: 'category',
    gridIndex,
    inverse: true,
    data: layout.labels.map((_, index) => String(index)),
    axisLine: { show: true, lineStyle: { color: theme.axis, width: hairline(theme) } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel:
      gridIndex > 0
        ? { show: false }
        : {
            interval: 0,
            color: theme.ink,
            fontSize: theme.fontSize,
            lineHeight: theme.fontSize * 1.12,
            width: layout.labelWidth,
            overflow: 'truncate',
            margin: scaled(theme, 7),
            formatter: (key: string) => layout.labels[Number(key)] ?? '',
          },
  }
}

/**
 * Side-by-side plots over the same rows. `splits` are the shares of the width where one ends and the next begins; row names,
 * tick labels and axis names stay inside each share, so nothing is cut whatever their length.
 */
export function panelGrids(layout: RowLayout, splits: readonly number[]): object[] {
  const nPanels = splits.length - 1
  return Array.from({ length: nPanels }, (_, index) => ({
    left: `${(splits[index] ?? 0) * 100}%`,
    right: `${(1 - (splits[index + 1] ?? 1) + (index < nPanels - 1 ? PANEL_GAP : 0)) * 100}%`,
    top: layout.top,
    bottom: 0,
    outerBoundsMode: 'same',
    outerBoundsContain: 'all',
  }))
}
