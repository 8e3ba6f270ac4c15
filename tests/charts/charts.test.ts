import * as echarts from 'echarts'
import { describe, expect, it } from 'vitest'
import { DARK_CHART_THEME, LIGHT_CHART_THEME, PRINT_CHART_THEME } from '../../src/charts/chart-theme.ts'
import { axisLabelText, escapeHtml } from '../../src/charts/chart-words.ts'
import { describeChart } from '../../src/charts/describe-chart.ts'
import { impactRatioTitle } from '../../src/charts/impact-ratio.ts'
import { ksCurveTitle } from '../../src/charts/ks-curve.ts'
import { rocCurveHeight, rocCurveOption, rocCurveTitle } from '../../src/charts/roc-curve.ts'
import { scoreDistributionOption } from '../../src/charts/score-distribution.ts'
import { stabilityBandsTitle } from '../../src/charts/stability-bands.ts'
import { woeBinsOption, woeBinsTable, woeBinsTitle } from '../../src/charts/woe-bins.ts'
import { binnedVariable, estimate } from '../main/core/pack/model-fixtures.ts'
import { fairnessReport, stabilityReport } from '../main/core/pack/report-fixtures.ts'
import { DEVELOPMENT, EXAMPLES, HOLDOUT, RACE, SMALL_GROUP } from './chart-examples.ts'

interface Series {
  readonly type: string
  readonly name: string
  readonly data: readonly unknown[]
  readonly lineStyle?: { readonly type?: string }
  readonly itemStyle?: { readonly color?: string }
}

function seriesOf(option: object): Series[] {
  return (option as { series: Series[] }).series
}

function svgOf(option: object, width: number, height: number): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({ ...option, animation: false })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

describe('every chart', () => {
  describe.each([LIGHT_CHART_THEME, DARK_CHART_THEME, PRINT_CHART_THEME])('in the $name theme', (theme) => {
    it.each(EXAMPLES)('renders: %s', (_, spec) => {
      const described = describeChart(spec, theme)
      const width = theme.fontSize * 60
      const height = described.heightFor(width)
      const svg = svgOf(described.option, width, height)
      expect(height).toBeGreaterThan(theme.fontSize * 5)
      expect(svg).toContain('<path')
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
      expect(described.title).not.toMatch(/NaN|undefined|Infinity/)
      expect(described.option.animation).toBe(theme.isAnimated)
    })

    it.each(EXAMPLES)('has a table whose rows fit its columns: %s', (_, spec) => {
      const { table } = describeChart(spec, theme)
      expect(table.rows.length).toBeGreaterThan(0)
      for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
    })
  })

  it('never moves on paper', () => {
    expect(PRINT_CHART_THEME.isAnimated).toBe(false)
  })
})

describe('the ROC curve', () => {
  it('states the hold-out AUC beside the one in development', () => {
    const auc = (value: number) => ({ ...HOLDOUT, rocAuc: estimate(value) })
    const samples = [{ ...auc(0.8213), sample: 'development' as const }, auc(0.7996)]
    expect(rocCurveTitle(samples)).toBe('Hold-out AUC 0.800, against 0.821 in development')
  })

  it('says why there is no AUC', () => {
    const sample = { ...HOLDOUT, rocAuc: estimate(null, 0, 'the sample holds one class only') }
    expect(rocCurveTitle([sample])).toBe('Hold-out: AUC is not defined (the sample holds one class only)')
  })

  it('tells samples apart by colour and by line style', () => {
    const [, development, holdout] = seriesOf(rocCurveOption([DEVELOPMENT, HOLDOUT], LIGHT_CHART_THEME))
    expect(development?.lineStyle?.type).not.toBe(holdout?.lineStyle?.type)
    expect(development?.itemStyle?.color).not.toBe(holdout?.itemStyle?.color)
    expect(holdout?.data).toHaveLength(HOLDOUT.rocCurve.length)
  })

  it('puts AUC with its interval and Gini into the legend', () => {
    const named = seriesOf(rocCurveOption([HOLDOUT], LIGHT_CHART_THEME))[1]?.name
    expect(named).toMatch(/^Hold-out: AUC 0\.\d{3} \[0\.\d{3}, 0\.\d{3}\], Gini \d\d\.\d%$/)
  })

  it('is square', () => {
    const samples = [DEVELOPMENT, HOLDOUT]
    const height = rocCurveHeight(samples, LIGHT_CHART_THEME, 400)
    const { grid } = rocCurveOption(samples, LIGHT_CHART_THEME) as { grid: Record<string, number> }
    expect(400 - grid.left! - grid.right!).toBeCloseTo(height - grid.top! - grid.bottom!, 6)
  })
})

describe('the KS curve', () => {
  it('states the distance and its place', () => {
    const title = ksCurveTitle({ ...HOLDOUT, ksStatistic: estimate(0.4213), ksPoints: 587 })
    expect(title).toBe('Hold-out: goods and bads are farthest apart at 587 points, KS 42.1%')
  })
})

describe('the score distribution', () => {
  it('puts the cut-off at its share of its band', () => {
    const option = scoreDistributionOption(HOLDOUT, 260 + 2.5 * 25, LIGHT_CHART_THEME)
    const line = seriesOf(option).find((series) => series.name === 'Cut-off')
    expect((line!.data[0] as { value: number[] }).value[0]).toBeCloseTo(2, 9)
  })

  it('draws no cut-off outside the bands', () => {
    const option = scoreDistributionOption(HOLDOUT, 9999, LIGHT_CHART_THEME)
    expect(seriesOf(option).some((series) => series.name === 'Cut-off')).toBe(false)
  })

  it('shows shares of all goods and of all bads', () => {
    const [goods, bads] = seriesOf(scoreDistributionOption(HOLDOUT, null, LIGHT_CHART_THEME))
    const total = (series: Series | undefined) => (series!.data as number[]).reduce((sum, share) => sum + share, 0)
    expect(total(goods)).toBeCloseTo(1, 9)
    expect(total(bads)).toBeCloseTo(1, 9)
  })
})

describe('weight of evidence', () => {
  const variable = binnedVariable('duration', 4)

  it('keeps special and missing bins last and off the line', () => {
    const shuffled = { ...variable, bins: [variable.bins[5]!, variable.bins[4]!, ...variable.bins.slice(0, 4)] }
    const [count, joined, apart] = seriesOf(woeBinsOption(shuffled, LIGHT_CHART_THEME))
    expect((count!.data as number[]).slice(-2)).toEqual([14, 0])
    expect((joined!.data as (number | null)[]).slice(-2)).toEqual([null, null])
    expect((apart!.data as (number | null)[]).slice(0, 4)).toEqual([null, null, null, null])
  })

  it('states information value and direction', () => {
    const stated = { ...variable, informationValue: 0.6660115 }
    expect(woeBinsTitle(stated)).toBe('duration: information value 0.666, bad rate falls steadily with the value')
    expect(woeBinsTitle({ ...stated, isMonotone: false })).toContain('not monotone')
  })

  it('lists every bin in the table, in the order of the scorecard', () => {
    expect(woeBinsTable(variable).rows.map((row) => row[0])).toEqual(variable.bins.map((bin) => bin.label))
  })
})

describe('stability', () => {
  it('compares the index with what chance explains', () => {
    const report = {
      ...stabilityReport('score', ['a', 'b']),
      populationStabilityIndex: estimate(0.0131),
      noDriftLimit: 0.0806,
    }
    expect(stabilityBandsTitle(report)).toBe('Score: PSI 0.013, within the 0.081 that sampling alone explains')
    expect(stabilityBandsTitle({ ...report, populationStabilityIndex: estimate(0.2) })).toContain('beyond the 0.081')
  })
})

describe('adverse impact', () => {
  it('names the lowest ratio among groups large enough, never a small one', () => {
    expect(SMALL_GROUP.isSufficient).toBe(false)
    expect(impactRatioTitle(RACE, RACE.bases[0]!)).toBe(
      'race: lowest adverse impact ratio 0.877 at the cut-off (Black or African American against White)',
    )
  })

  it('says so when no group is large enough', () => {
    const report = fairnessReport('race', [RACE.bases[0]!.groups[0]!, SMALL_GROUP])
    expect(impactRatioTitle(report, report.bases[0]!)).toContain('no group is large enough')
  })

  it('draws lines at 0.80, 0.90, 1.00 and 1.25 and names the reference', () => {
    const described = describeChart({ name: 'impactRatio', report: RACE, basis: 'decision' }, LIGHT_CHART_THEME)
    const limits = seriesOf(described.option).find((series) => series.name === 'Limits')!.data as number[][]
    expect(limits.map(([log]) => Math.exp(log!).toFixed(2))).toEqual(['0.80', '0.90', '1.00', '1.25'])
    expect(described.note).toContain('Reference group: White')
    expect(described.note).toContain('insufficient evidence (n < 30)')
  })
})

describe('labels', () => {
  it('break long names into lines and mark what is left out', () => {
    const text = axisLabelText('months_since_the_most_recent_delinquency_on_any_revolving_trade_line', 34, 2)
    const lines = text.split('\n')
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(34)
    expect(text.endsWith('…')).toBe(true)
  })

  it('leave short names alone', () => {
    expect(axisLabelText('credit_history', 34, 2)).toBe('credit_history')
  })

  it('cut words without any space', () => {
    expect(axisLabelText('x'.repeat(50), 34, 2)).toBe(`${'x'.repeat(34)}\n${'x'.repeat(16)}`)
  })

  it('cannot smuggle markup into a tooltip', () => {
    expect(escapeHtml('<img src=x onerror="a">&')).toBe('&#60;img src=x onerror=&#34;a&#34;&#62;&#38;')
  })
})
