import type { EChartsOption } from 'echarts'
import type { PartialDependence } from '../shared/contract/boosting.ts'
import { formatNumber } from '../shared/format.ts'
import { type BarRow, barRowsLayout, barRowsOption } from './bar-rows.ts'
import type { ChartTable } from './chart-table.ts'
import type { ChartTheme } from './chart-theme.ts'
import { percentTick } from './chart-words.ts'
import { decimalSpan } from './decimal-span.ts'
import { linesPlotHeight, linesPlotOption, type PlotLine } from './lines-plot.ts'
import type { Plain } from './plain.ts'
import { shortName } from './short-name.ts'

type Dependence = Plain<PartialDependence>
type Point = Dependence['points'][number]

/** Longer names are shortened in the middle: the drawing may be narrow. */
const MOST_LETTERS = 40

/** The mean PD as one characteristic is set to each value; with a constraint, beside it what it would be without. */
export interface DependenceView {
  readonly dependence: Dependence
  /** The same without the constraint. */
  readonly without: Dependence | null
}

/** Lines over the values of a number, bars over levels. */
export function partialDependenceOption(view: DependenceView, theme: ChartTheme): EChartsOption {
  const { dependence } = view
  if (isLevels(dependence)) return barRowsOption(barsOf(dependence), 'Mean PD', 'percent2', theme)
  const lines = linesOf(view, theme)
  const drawn = lines.flatMap(({ data }) => data.map(([, y]) => y)).filter((y) => y !== null)
  const values = numbersOf(dependence).map((point) => point.value)
  const [low, high] = drawn.length === 0 ? [0, 1] : [Math.min(...drawn), Math.max(...drawn)]
  return linesPlotOption(
    {
      x: {
        name: shortName(dependence.name, MOST_LETTERS),
        format: (value) => formatNumber(value, 'number'),
        ...(values.length === 0 ? {} : { min: Math.min(...values), max: Math.max(...values) }),
      },
      y: { name: 'Mean PD', format: percentTick, ...decimalSpan(Math.max(0, low), high) },
      tooltip: (value) => formatNumber(value, 'percent2'),
      lines,
    },
    theme,
  )
}

/** A calm proportion for lines, as high as its levels for bars. */
export function partialDependenceHeight({ dependence }: DependenceView, theme: ChartTheme, width: number): number {
  return isLevels(dependence) ? barRowsLayout(barsOf(dependence), theme).height : linesPlotHeight(theme, width)
}

/** States how the PD goes with the value. */
export function partialDependenceTitle({ dependence }: DependenceView): string {
  const percent = (value: number) => formatNumber(value, 'percent2')
  const { points } = dependence
  const name = shortName(dependence.name, MOST_LETTERS)
  if (points.length === 0) return `No value of ${name} to show`
  if (isLevels(dependence)) {
    const sorted = [...points].sort((a, b) => a.meanProbability - b.meanProbability)
    const [first, last] = [sorted[0], sorted.at(-1)]
    if (first === undefined || last === undefined) return `No value of ${name} to show`
    return `Mean PD from ${percent(first.meanProbability)} (${levelText(first)}) to ${percent(last.meanProbability)} (${levelText(last)})`
  }
  const line = numbersOf(dependence)
  const [start, end] = [line[0], line.at(-1)]
  if (start === undefined || end === undefined) return `No number of ${name} to show`
  const steps = line.slice(1).map((point, index) => point.meanProbability - (line[index]?.meanProbability ?? 0))
  const way = steps.every((step) => step >= 0) ? 'rises' : steps.every((step) => step <= 0) ? 'falls' : null
  const ends = `from ${percent(start.meanProbability)} to ${percent(end.meanProbability)}`
  if (steps.every((step) => step === 0)) return `Mean PD is ${percent(start.meanProbability)} whatever ${name} is`
  return way === null
    ? `Mean PD goes up and down, ${ends}, as ${name} rises`
    : `Mean PD ${way} ${ends} as ${name} rises`
}

/** What is not in the drawing: the missing value, and how to read the lines. */
export function partialDependenceNote({ dependence, without }: DependenceView): string {
  const missing = dependence.points.find(({ value }) => value === null)
  return [
    `Over ${formatNumber(dependence.nRows, 'integer')} rows, every other characteristic as it is.`,
    isLevels(dependence) ? '' : without === null ? 'Dotted: 10% and 90% of the rows.' : '',
    missing === undefined ? '' : `Missing: ${formatNumber(missing.meanProbability, 'percent2')}.`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** The PD per value. */
export function partialDependenceTable({ dependence, without }: DependenceView): ChartTable {
  const other = new Map(without?.points.map((point) => [point.value, point.meanProbability]))
  return {
    columns: [
      { label: 'Value', format: dependence.type === 'numeric' && !isLevels(dependence) ? 'number' : 'text' },
      { label: 'Mean PD', format: 'percent2' },
      ...(without === null ? [] : [{ label: 'Without the constraint', format: 'percent2' as const }]),
      { label: '10% of the rows', format: 'percent2' },
      { label: '90% of the rows', format: 'percent2' },
      { label: 'Rows near', format: 'integer' },
    ],
    rows: dependence.points.map((point) => [
      point.value ?? 'missing',
      point.meanProbability,
      ...(without === null ? [] : [other.get(point.value) ?? null]),
      point.lower,
      point.upper,
      point.count,
    ]),
  }
}

function linesOf({ dependence, without }: DependenceView, theme: ChartTheme): PlotLine[] {
  const [first, second] = theme.series
  const line = (name: string, style: PlotLine['style'], from: Dependence, of: (point: Point) => number): PlotLine => ({
    name,
    style,
    data: numbersOf(from).map((point) => [point.value, of(point)]),
    hasSymbols: numbersOf(from).length < 8,
  })
  if (without !== null) {
    return [
      line('With the constraint', first, dependence, (point) => point.meanProbability),
      line('Without', second, without, (point) => point.meanProbability),
    ]
  }
  const edge = { color: theme.axis, lineType: 'dotted', symbol: 'circle' } as const
  return [
    line('Mean PD', first, dependence, (point) => point.meanProbability),
    line('10%', edge, dependence, (point) => point.lower),
    line('90%', edge, dependence, (point) => point.upper),
  ]
}

/** Numbers in ascending order; missing and levels are told otherwise. */
function numbersOf({ points }: Dependence): (Point & { readonly value: number })[] {
  return points
    .filter((point): point is Point & { readonly value: number } => typeof point.value === 'number')
    .sort((a, b) => a.value - b.value)
}

function isLevels({ type, points }: Dependence): boolean {
  return type === 'text' || points.some(({ value }) => typeof value === 'string')
}

function barsOf({ points }: Dependence): BarRow[] {
  return [...points]
    .sort((a, b) => b.meanProbability - a.meanProbability)
    .map((point) => ({ label: levelText(point), value: point.meanProbability, isMuted: point.value === null }))
}

function levelText({ value }: Point): string {
  return value === null ? 'missing' : String(value)
}
