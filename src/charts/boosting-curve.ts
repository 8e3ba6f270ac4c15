import type { EChartsOption } from 'echarts'
import type { BoostingIteration, BoostingReport } from '../shared/contract/boosting.ts'
import { formatNumber } from '../shared/format.ts'
import type { ChartTable } from './chart-table.ts'
import type { ChartTheme } from './chart-theme.ts'
import { decimalSpan } from './decimal-span.ts'
import { linesPlotOption, type PlotLine } from './lines-plot.ts'
import type { Plain } from './plain.ts'

export type BoostingView = 'logLoss' | 'rocAuc'

/** How boosting went, or goes: one entry per tree, and the number of trees that is best so far. */
export interface BoostingCurve {
  readonly history: readonly Plain<BoostingIteration>[]
  /** The sample that is watched, in words; null: none. */
  readonly watched: string | null
  readonly metric: Plain<BoostingReport>['metric']
  /** Trees at the best iteration so far; of a finished training the trees kept. */
  readonly best: number | null
  readonly isRunning: boolean
}

/** Drawn at most; more would be pixels upon pixels. */
const MAX_POINTS = 600

/** Log loss on development and watched rows, or the AUC of the watched rows, by number of trees; the best number is marked. */
export function boostingCurveOption(curve: BoostingCurve, view: BoostingView, theme: ChartTheme): EChartsOption {
  const lines = linesOf(curve, view, theme)
  const drawn = lines.flatMap(({ data }) => data.map(([, y]) => y)).filter((y) => y !== null)
  const [low, high] = drawn.length === 0 ? [0, 1] : [Math.min(...drawn), Math.max(...drawn)]
  const last = curve.history.at(-1)?.iteration ?? 0
  const option = linesPlotOption(
    {
      x: { name: 'Trees', format: (n) => formatNumber(n, 'integer'), ...treeSpan(last) },
      y: {
        name: view === 'logLoss' ? 'Log loss' : 'AUC',
        format: (value) => formatNumber(value, 'number'),
        ...decimalSpan(low, high),
      },
      tooltip: (value) => formatNumber(value, view === 'logLoss' ? 'woe' : 'auc'),
      lines,
      marks: marksOf(curve),
      roomRight: 34,
    },
    theme,
  )
  return curve.isRunning ? { ...option, animation: false } : option
}

/** From no tree to the last one, with round ticks; a last number beside a round one is not printed. */
function treeSpan(last: number): { min: number; max: number; interval: number; hasEndLabel: boolean } {
  const max = Math.max(last, 10)
  const size = 10 ** Math.floor(Math.log10(max))
  const interval = Math.max(1, ([0.2, 0.5, 1, 2].find((step) => max / (step * size) <= 7) ?? 2) * size)
  return { min: 0, max, interval, hasEndLabel: max % interval === 0 }
}

/** The number of trees at which the watched rows did best; null where nothing was watched. */
export function bestIteration(history: BoostingCurve['history'], metric: BoostingCurve['metric']): number | null {
  let best: { readonly iteration: number; readonly loss: number } | null = null
  for (const { iteration, watchedLogLoss, watchedAuc } of history) {
    const loss = metric === 'rocAuc' ? (watchedAuc === null ? null : -watchedAuc) : watchedLogLoss
    if (loss !== null && (best === null || loss < best.loss)) best = { iteration, loss }
  }
  return best?.iteration ?? null
}

/** States with how many trees the watched sample did best, and how many were kept. */
export function boostingCurveTitle(curve: BoostingCurve, view: BoostingView): string {
  const last = curve.history.at(-1)
  if (last === undefined) return 'No tree has been grown yet'
  const key = view === 'logLoss' ? 'watchedLogLoss' : 'watchedAuc'
  const { best, kept } = placesOf(curve)
  if (best === null || curve.history.every((one) => one[key] === null)) {
    return `Log loss in development is ${formatNumber(last.developmentLogLoss, 'woe')} after ${trees(last.iteration)}`
  }
  const value = curve.history.find(({ iteration }) => iteration === best)?.[key] ?? null
  const name = view === 'logLoss' ? 'log loss' : 'AUC'
  const found = value === null ? '' : `: ${name} ${formatNumber(value, view === 'logLoss' ? 'woe' : 'auc')}`
  return `Best on the watched rows with ${trees(best)}${found}${kept === null || kept === best ? '' : `; ${trees(kept)} kept`}`
}

/** What was watched, and which way is better. */
export function boostingCurveNote({ watched }: BoostingCurve, view: BoostingView): string {
  const way = view === 'logLoss' ? 'Lower is better.' : 'Higher is better; computed for some numbers of trees.'
  return watched === null
    ? `Nothing was watched. ${way}`
    : `Watched: ${watched.slice(0, 1).toLowerCase()}${watched.slice(1)}. ${way}`
}

/** Every iteration kept. */
export function boostingCurveTable(curve: BoostingCurve): ChartTable {
  const watched = 'Watched rows'
  return {
    columns: [
      { label: 'Trees', format: 'integer' },
      { label: 'Log loss, development', format: 'woe' },
      { label: `Log loss, ${watched.toLowerCase()}`, format: 'woe' },
      { label: `AUC, ${watched.toLowerCase()}`, format: 'auc' },
    ],
    rows: curve.history.map((one) => [one.iteration, one.developmentLogLoss, one.watchedLogLoss, one.watchedAuc]),
  }
}

function linesOf(curve: BoostingCurve, view: BoostingView, theme: ChartTheme): PlotLine[] {
  const points = thinned(curve.history, curve.best)
  const { development, holdout } = theme.samples
  const watched = 'Watched rows'
  if (view === 'rocAuc') {
    const known = points.filter(({ watchedAuc }) => watchedAuc !== null)
    return [
      {
        name: watched,
        style: holdout,
        hasSymbols: known.length < 12,
        data: known.map((one) => [one.iteration, one.watchedAuc]),
      },
    ]
  }
  const own: PlotLine = {
    name: 'Development',
    style: development,
    data: points.map((one) => [one.iteration, one.developmentLogLoss]),
  }
  if (points.every(({ watchedLogLoss }) => watchedLogLoss === null)) return [own]
  return [{ name: watched, style: holdout, data: points.map((one) => [one.iteration, one.watchedLogLoss]) }, own]
}

/** Which numbers of trees are marked: while it grows the best so far, then the best of all and the kept one. */
function placesOf({ history, metric, best, isRunning }: BoostingCurve): { best: number | null; kept: number | null } {
  if (isRunning) return { best, kept: null }
  const lowest = bestIteration(history, metric)
  // A thinned history may have lost the kept iteration: its neighbour is no better one.
  const isSame = lowest !== null && best !== null && Math.abs(lowest - best) <= largestGap(history)
  return { best: isSame ? best : lowest, kept: best }
}

function largestGap(history: BoostingCurve['history']): number {
  let gap = 0
  history.forEach(({ iteration }, index) => {
    const before = history[index - 1]?.iteration ?? iteration
    if (iteration - before > 1) gap = Math.max(gap, iteration - before)
  })
  return gap
}

function marksOf(curve: BoostingCurve): { readonly x: number; readonly label: string }[] {
  const { best, kept } = placesOf(curve)
  const count = (value: number) => formatNumber(value, 'integer')
  if (best === null) return kept === null ? [] : [{ x: kept, label: `kept: ${count(kept)}` }]
  if (kept === null || kept === best) return [{ x: best, label: `best: ${count(best)}` }]
  return [
    { x: best, label: `best: ${count(best)}` },
    { x: kept, label: `kept: ${count(kept)}` },
  ]
}

/** Evenly many, with the first, the last and the best one. */
function thinned(history: BoostingCurve['history'], best: number | null): BoostingCurve['history'] {
  if (history.length <= MAX_POINTS) return history
  const step = Math.ceil(history.length / MAX_POINTS)
  return history.filter((one, index) => index % step === 0 || index === history.length - 1 || one.iteration === best)
}

function trees(count: number): string {
  return `${formatNumber(count, 'integer')} ${count === 1 ? 'tree' : 'trees'}`
}
