import * as echarts from 'echarts'
import { describe, expect, it } from 'vitest'
import { calibrationChangeOption, calibrationChangeTitle } from '../../src/charts/calibration-change.ts'
import { DARK_CHART_THEME, LIGHT_CHART_THEME, PRINT_CHART_THEME } from '../../src/charts/chart-theme.ts'
import { comparisonRocTitle } from '../../src/charts/comparison-roc.ts'
import { describeChart } from '../../src/charts/describe-chart.ts'
import { learningCurveOption } from '../../src/charts/learning-curve.ts'
import { sentenceCase } from '../../src/charts/sentence-case.ts'
import { strategyCurveOption, strategyCurveTitle } from '../../src/charts/strategy-curve.ts'
import { estimate } from '../main/core/pack/model-fixtures.ts'
import {
  calibrationSample,
  comparisonReport,
  learningCurveReport,
  MODEL_EXAMPLES,
  strategyReport,
} from './model-chart-examples.ts'

interface Drawn {
  readonly name?: string
  readonly data: readonly (readonly (number | null)[])[]
  readonly markLine?: { readonly data: readonly { readonly name: string; readonly xAxis: number }[] }
}
interface Axis {
  readonly min?: number
  readonly max?: number
  readonly interval?: number
}

function seriesOf(option: object): readonly Drawn[] {
  return (option as { series: readonly Drawn[] }).series
}

function svgOf(option: object, width: number, height: number): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({ ...option, animation: false })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

describe.each([LIGHT_CHART_THEME, DARK_CHART_THEME, PRINT_CHART_THEME])('charts of the model room, $name', (theme) => {
  it.each(MODEL_EXAMPLES)('render: %s', (_, spec) => {
    const described = describeChart(spec, theme)
    const width = theme.fontSize * 34
    const height = described.heightFor(width)
    const svg = svgOf(described.option, width, height)
    expect(height).toBeGreaterThan(theme.fontSize * 5)
    expect(svg).toContain('<path')
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    expect(`${described.title} ${described.note}`).not.toMatch(/NaN|undefined|Infinity/)
    expect(described.option.animation).toBe(theme.isAnimated)
  })

  it.each(MODEL_EXAMPLES)('have a table whose rows fit its columns: %s', (_, spec) => {
    const { table } = describeChart(spec, theme)
    expect(table.rows.length).toBeGreaterThan(0)
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
  })
})

describe('the strategy curve', () => {
  it('states what the cheapest cut-off does, and the most profitable one', () => {
    expect(strategyCurveTitle(strategyReport(), 'rates')).toBe(
      'At the lowest cost, 620 points: 20.0% approved with a bad rate of 10.0%',
    )
    expect(strategyCurveTitle(strategyReport(), 'money')).toBe('Profit is largest at 620 points, with 20.0% approved')
    expect(strategyCurveTitle(strategyReport({ choices: [] }), 'rates')).toBe('No cut-off could be chosen')
  })

  it('marks the cut-off asked for, and breaks the bad rate where nobody is approved', () => {
    const [approved, badRate] = seriesOf(strategyCurveOption(strategyReport(), 'rates', 480, LIGHT_CHART_THEME))
    expect(approved?.markLine?.data).toEqual([{ name: '480 points', xAxis: 480 }])
    expect(approved?.data.at(-1)).toEqual([700, 0])
    expect(badRate?.data.at(-1)).toEqual([700, null])
  })

  it('has no mark where none is chosen', () => {
    const drawn = seriesOf(strategyCurveOption(strategyReport(), 'money', null, LIGHT_CHART_THEME))
    expect(drawn.some((series) => series.markLine !== undefined)).toBe(false)
  })
})

describe('a calibration, before and after', () => {
  it('states what became of the log-loss', () => {
    expect(calibrationChangeTitle(calibrationSample())).toBe(
      'The hold-out sample: log-loss falls from 0.5200 to 0.5100',
    )
    const { after, ...rest } = calibrationSample()
    const same = { ...rest, after: { ...after, logLoss: estimate(0.52001) } }
    expect(calibrationChangeTitle(same)).toBe('The hold-out sample: log-loss stays at 0.5200')
    const gone = { ...rest, after: { ...after, logLoss: estimate(null, 0, 'a PD of 0 that turned bad') } }
    expect(calibrationChangeTitle(gone)).toBe(
      'The hold-out sample: log-loss is no longer defined after the calibration',
    )
  })

  it('is drawn on equal axes that end on a tick and hold every interval', () => {
    const { xAxis, yAxis } = calibrationChangeOption(calibrationSample(), LIGHT_CHART_THEME) as {
      xAxis: Axis
      yAxis: readonly Axis[]
    }
    expect(yAxis[0]).toMatchObject({ min: xAxis.min, max: xAxis.max, interval: xAxis.interval })
    expect(xAxis.max! / xAxis.interval!).toBeCloseTo(Math.round(xAxis.max! / xAxis.interval!), 9)
    expect(xAxis.max).toBeGreaterThanOrEqual(2 / 3)
  })

  it('draws an interval for every band of both lines', () => {
    const drawn = seriesOf(calibrationChangeOption(calibrationSample(4), LIGHT_CHART_THEME))
    expect(drawn.filter(({ name }) => name === undefined)).toHaveLength(1 + 2 * 4)
  })
})

describe('the ROC curves of several models', () => {
  it('names the best, and what the test says where it is not the first', () => {
    const report = comparisonReport(['Plain', 'Chosen'])
    expect(comparisonRocTitle(report)).toBe('Plain has the largest AUC, 0.800')
    const [first, second] = report.models
    const turned = { ...report, models: [{ ...first!, rocAuc: estimate(0.7) }, second!] }
    expect(comparisonRocTitle(turned)).toBe('Chosen has the largest AUC, 0.790; against Plain p = 0.040')
  })

  it('says so when no AUC exists', () => {
    const report = comparisonReport(['Plain', 'Chosen'])
    const none = { ...report, models: report.models.map((model) => ({ ...model, rocAuc: estimate(null) })) }
    expect(comparisonRocTitle(none)).toBe('AUC is not defined for any of the models')
  })

  it('leaves room below for a line of the legend per model', () => {
    const height = (names: readonly string[]) =>
      describeChart({ name: 'comparisonRoc', report: comparisonReport(names) }, LIGHT_CHART_THEME).heightFor(400)
    expect(height(['a', 'b', 'c', 'd']) - height(['a', 'b'])).toBeCloseTo(
      2 * (height(['a', 'b', 'c']) - height(['a', 'b'])),
      9,
    )
    expect(height(['a', 'b', 'c'])).toBeGreaterThan(height(['a', 'b']))
  })
})

describe('the learning curve', () => {
  it('breaks where there is no model, and has intervals of the hold-out alone', () => {
    const drawn = seriesOf(learningCurveOption(learningCurveReport([0.01, 0.5, 1]), LIGHT_CHART_THEME))
    expect(drawn.find(({ name }) => name === 'Hold-out')?.data[0]).toEqual([7, null])
    expect(drawn.filter(({ name }) => name === undefined)).toHaveLength(2)
  })

  it('holds every value drawn between its ends', () => {
    const { yAxis } = learningCurveOption(learningCurveReport([0.1, 1]), LIGHT_CHART_THEME) as {
      yAxis: readonly Axis[]
    }
    expect(yAxis[0]?.min).toBeLessThanOrEqual(0.7 + 0.1 / 12 - 0.03)
    expect(yAxis[0]?.max).toBeGreaterThanOrEqual(0.895)
  })
})

describe('sentenceCase', () => {
  it('raises the first letter alone', () => {
    expect(sentenceCase('the PD of all rows')).toBe('The PD of all rows')
    expect(sentenceCase('')).toBe('')
  })
})
