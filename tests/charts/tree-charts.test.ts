import * as echarts from 'echarts'
import { describe, expect, it } from 'vitest'
import { type BoostingCurve, bestIteration, boostingCurveOption } from '../../src/charts/boosting-curve.ts'
import { caseWaterfallTable } from '../../src/charts/case-waterfall.ts'
import { DARK_CHART_THEME, LIGHT_CHART_THEME, PRINT_CHART_THEME } from '../../src/charts/chart-theme.ts'
import { decimalSpan } from '../../src/charts/decimal-span.ts'
import { type ChartSpec, describeChart } from '../../src/charts/describe-chart.ts'
import { partialDependenceOption } from '../../src/charts/partial-dependence.ts'
import { treeImportanceOption } from '../../src/charts/tree-importance.ts'
import type { CaseExplanation, PartialDependence, TreeImportance } from '../../src/shared/contract/index.ts'
import { estimate, LONG_NAME } from '../main/core/pack/model-fixtures.ts'

interface Drawn {
  readonly name?: string
  readonly data: readonly (readonly number[])[]
  readonly markLine?: { readonly data: readonly { readonly name: string; readonly xAxis: number }[] }
}

const seriesOf = (option: object): readonly Drawn[] => (option as { series: readonly Drawn[] }).series

function curve(nTrees: number, change: Partial<BoostingCurve> = {}): BoostingCurve {
  const history = Array.from({ length: nTrees }, (_, index) => ({
    iteration: index + 1,
    developmentLogLoss: 0.6 / (1 + index / 10),
    watchedLogLoss: 0.5 + Math.abs(index - 40) / 1000,
    watchedAuc: index % 10 === 0 ? 0.7 + index / 10_000 : null,
  }))
  return { history, watched: 'hold-out rows', metric: 'logLoss', best: 41, isRunning: false, ...change }
}

function dependence(change: Partial<PartialDependence> = {}): PartialDependence {
  const points = [null, 1, 2, 3].map((value, index) => ({
    value,
    meanProbability: 0.1 + index / 100,
    lower: 0.05,
    upper: 0.4,
    count: 10 * index,
  }))
  return { name: 'age', type: 'numeric', nRows: 500, points, ...change }
}

const LEVELS = dependence({
  name: LONG_NAME,
  type: 'text',
  points: ['car', LONG_NAME, null].map((value, index) => ({
    value,
    meanProbability: 0.3 - index / 10,
    lower: 0.1,
    upper: 0.5,
    count: 5,
  })),
})

function importance(n: number): TreeImportance[] {
  return Array.from({ length: n }, (_, index) => ({
    name: index === 0 ? LONG_NAME : `x${index}`,
    gain: 100 / (index + 1),
    gainShare: 0.5 / (index + 1),
    nSplits: 50 + index,
    permutation: estimate(0.02 - index / 1000, 0.001),
  }))
}

const EXAMPLES: readonly (readonly [string, ChartSpec])[] = [
  ['boosting, log loss', { name: 'boostingCurve', curve: curve(300, { best: 300 }), view: 'logLoss' }],
  ['boosting, AUC', { name: 'boostingCurve', curve: curve(120), view: 'rocAuc' }],
  [
    'boosting, the first tree',
    { name: 'boostingCurve', curve: curve(1, { best: 1, isRunning: true }), view: 'logLoss' },
  ],
  ['boosting, 10,000 trees', { name: 'boostingCurve', curve: curve(10_000), view: 'logLoss' }],
  ['dependence of a number', { name: 'partialDependence', view: { dependence: dependence(), without: null } }],
  [
    'dependence with and without the constraint',
    { name: 'partialDependence', view: { dependence: dependence(), without: dependence() } },
  ],
  ['dependence of levels', { name: 'partialDependence', view: { dependence: LEVELS, without: null } }],
  ['importance, shuffled', { name: 'treeImportance', importance: importance(40), measure: 'permutation', sample: 's' }],
  ['importance, gain', { name: 'treeImportance', importance: importance(3), measure: 'gain', sample: null }],
]

describe.each([LIGHT_CHART_THEME, DARK_CHART_THEME, PRINT_CHART_THEME])('charts of boosted trees, $name', (theme) => {
  it.each(EXAMPLES)('render, with a table whose rows fit its columns: %s', (_, spec) => {
    const described = describeChart(spec, theme)
    const [width, height] = [theme.fontSize * 34, described.heightFor(theme.fontSize * 34)]
    const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
    chart.setOption({ ...described.option, animation: false })
    const svg = chart.renderToSVGString()
    chart.dispose()
    expect(svg).toContain('<path')
    expect(`${svg} ${described.title} ${described.note}`).not.toMatch(/NaN|undefined|Infinity/)
    expect(described.table.rows.length).toBeGreaterThan(0)
    for (const row of described.table.rows) expect(row).toHaveLength(described.table.columns.length)
  })
})

describe('the curve of boosting', () => {
  const title = (change: Partial<BoostingCurve>, view: 'logLoss' | 'rocAuc' = 'logLoss') =>
    describeChart({ name: 'boostingCurve', curve: curve(100, change), view }, LIGHT_CHART_THEME).title

  it('states the best number of trees, and how many were kept where that is another', () => {
    expect(title({})).toBe('Best on the watched rows with 41 trees: log loss 0.5000')
    expect(title({ best: 100 })).toBe('Best on the watched rows with 41 trees: log loss 0.5000; 100 trees kept')
    expect(title({ isRunning: true }, 'rocAuc')).toBe('Best on the watched rows with 41 trees: AUC 0.704')
    expect(title({ history: [] })).toBe('No tree has been grown yet')
    expect(title({ best: null, isRunning: true })).toMatch(/^Log loss in development is 0\.\d{4} after 100 trees$/)
  })

  it('marks both numbers and stands still while it grows', () => {
    const option = boostingCurveOption(curve(100, { isRunning: true }), 'logLoss', LIGHT_CHART_THEME)
    expect(option.animation).toBe(false)
    expect(seriesOf(option)[0]?.markLine?.data).toEqual([{ name: 'best: 41', xAxis: 41 }])
    const ended = boostingCurveOption(curve(100, { best: 100 }), 'logLoss', LIGHT_CHART_THEME)
    expect(seriesOf(ended)[0]?.markLine?.data).toEqual([
      { name: 'best: 41', xAxis: 41 },
      { name: 'kept: 100', xAxis: 100 },
    ])
  })

  it('does not take the neighbour of a kept iteration that was thinned away for a better one', () => {
    const whole = curve(100)
    const thinned = { ...whole, history: whole.history.filter(({ iteration }) => iteration % 4 === 0) }
    expect(describeChart({ name: 'boostingCurve', curve: thinned, view: 'logLoss' }, LIGHT_CHART_THEME).title).toBe(
      'Best on the watched rows with 41 trees',
    )
  })

  it('draws a long history thinned, never without its best and its last tree', () => {
    const [watched] = seriesOf(boostingCurveOption(curve(10_000), 'logLoss', LIGHT_CHART_THEME))
    const trees = watched?.data.map(([x]) => x) ?? []
    expect(trees.length).toBeLessThan(620)
    expect(trees).toContain(41)
    expect(trees.at(-1)).toBe(10_000)
  })

  it('finds the best tree by either measure', () => {
    const { history } = curve(100)
    expect([bestIteration(history, 'logLoss'), bestIteration(history, 'rocAuc')]).toEqual([41, 91])
    expect(bestIteration([{ ...history[0]!, watchedLogLoss: null }], 'logLoss')).toBeNull()
  })
})

describe('partial dependence', () => {
  const titleOf = (view: PartialDependence) =>
    describeChart({ name: 'partialDependence', view: { dependence: view, without: null } }, LIGHT_CHART_THEME)

  it('states how the PD goes, and tells the missing value apart', () => {
    expect(titleOf(dependence()).title).toBe('Mean PD rises from 11.00% to 13.00% as age rises')
    expect(titleOf(dependence()).note).toContain('Missing: 10.00%.')
    const points = dependence().points.map((point) => ({ ...point, meanProbability: 0.2 }))
    expect(titleOf(dependence({ points })).title).toBe('Mean PD is 20.00% whatever age is')
    const [a, b, c, d] = dependence().points
    const bent = [a!, { ...b!, meanProbability: 0.3 }, c!, { ...d!, meanProbability: 0.2 }]
    expect(titleOf(dependence({ points: bent })).title).toContain('goes up and down')
    expect(titleOf(dependence({ points: [] })).title).toBe('No value of age to show')
    expect(titleOf(LEVELS).title).toBe('Mean PD from 10.00% (missing) to 30.00% (car)')
  })

  it('draws the constraint beside what would be without it, with its column in the table', () => {
    const view = { dependence: dependence(), without: dependence() }
    const names = seriesOf(partialDependenceOption(view, LIGHT_CHART_THEME)).map(({ name }) => name)
    expect(names).toEqual(['With the constraint', 'Without'])
    const { table } = describeChart({ name: 'partialDependence', view }, LIGHT_CHART_THEME)
    expect(table.columns.map(({ label }) => label)).toContain('Without the constraint')
  })
})

describe('importance of trees', () => {
  it('draws the strongest 30 and prints what a bar cannot show', () => {
    const option = treeImportanceOption(importance(40), 'permutation', LIGHT_CHART_THEME)
    expect(seriesOf(option)[0]?.data).toHaveLength(30)
    const title = (measure: 'gain' | 'splits' | 'permutation') =>
      describeChart({ name: 'treeImportance', importance: importance(3), measure, sample: null }, LIGHT_CHART_THEME)
        .title
    expect(title('splits')).toBe('x2 is split on most often: 52 times')
    expect(title('gain')).toBe(`${LONG_NAME} brings 50.0% of all gain`)
    expect(title('permutation')).toContain('costs most: 0.0200 of the AUC')
  })
})

describe('a waterfall without points of characteristics', () => {
  it('lists contributions alone', () => {
    const explained = {
      row: 1,
      points: 530,
      baselinePoints: 500,
      baseline: 'average',
      contributions: [{ name: 'age', value: 1, attribute: '1', points: null, baselinePoints: null, contribution: 30 }],
    } as unknown as CaseExplanation
    expect(caseWaterfallTable(explained).rows).toEqual([
      ['Baseline', 'average', 500],
      ['age', '1', 30],
      ['Score', '', 530],
    ])
  })
})

describe('decimalSpan', () => {
  it('ends on round steps around everything', () => {
    expect(decimalSpan(0.4312, 0.5987)).toEqual({ min: 0.4, max: 0.6, interval: 0.05 })
    expect(decimalSpan(0.3, 0.3).max).toBeGreaterThan(0.3)
    expect(decimalSpan(0, 0)).toMatchObject({ min: 0 })
  })
})
