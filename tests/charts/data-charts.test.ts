import * as echarts from 'echarts'
import { describe, expect, it } from 'vitest'
import { associationMatrixTable, associationMatrixTitle } from '../../src/charts/association-matrix.ts'
import { DARK_CHART_THEME, LIGHT_CHART_THEME, PRINT_CHART_THEME } from '../../src/charts/chart-theme.ts'
import { columnHistogramNote, columnHistogramTable, columnHistogramTitle } from '../../src/charts/column-histogram.ts'
import { dayText, dayTicks } from '../../src/charts/day-axis.ts'
import { describeChart } from '../../src/charts/describe-chart.ts'
import { driftBinsTitle } from '../../src/charts/drift-bins.ts'
import { targetRateBarsTitle } from '../../src/charts/target-rate-bars.ts'
import { topValuesTable, topValuesTitle } from '../../src/charts/top-values.ts'
import { columnDrift, DATA_EXAMPLES, matrixOf, numericProfile, RATES, textProfile } from './data-chart-examples.ts'

function svgOf(option: object, width: number, height: number): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({ ...option, animation: false })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

describe.each([LIGHT_CHART_THEME, DARK_CHART_THEME, PRINT_CHART_THEME])('charts about data, $name', (theme) => {
  it.each(DATA_EXAMPLES)('renders: %s', (_, spec) => {
    const described = describeChart(spec, theme)
    const width = theme.fontSize * 60
    const svg = svgOf(described.option, width, described.heightFor(width))
    expect(svg).toContain('<path')
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    expect(`${described.title} ${described.note}`).not.toMatch(/NaN|undefined|Infinity/)
    for (const row of described.table.rows) expect(row).toHaveLength(described.table.columns.length)
    expect(described.table.rows.length).toBeGreaterThan(0)
  })
})

describe('the distribution', () => {
  it('states where the middle half lies', () => {
    expect(columnHistogramTitle(numericProfile())).toBe('income: median 40, half of the values from 20 to 60')
  })

  it('says what is left out of the drawing', () => {
    expect(columnHistogramNote(numericProfile({ nSpecial: 2 }))).toBe(
      'n = 95; 5 missing left out; 2 special codes left out.',
    )
  })

  it('gives shares of the rows drawn', () => {
    expect(columnHistogramTable(numericProfile()).rows).toEqual([
      [0, 50, 65, 65 / 95],
      [50, 100, 30, 30 / 95],
    ])
  })
})

describe('days', () => {
  it('counts from 1970 and prints ISO dates', () => {
    expect(dayText(0)).toBe('1970-01-01')
    expect(dayText(18_262)).toBe('2020-01-01')
    expect(dayText(-1)).toBe('1969-12-31')
  })

  it('puts ticks on beginnings of years for years, of months for months', () => {
    expect(dayTicks(18_000, 18_000 + 365 * 4).map(dayText)).toEqual([
      '2020-01-01',
      '2021-01-01',
      '2022-01-01',
      '2023-01-01',
    ])
    expect(dayTicks(18_262, 18_262 + 70).map(dayText)).toEqual(['2020-01-01', '2020-02-01', '2020-03-01'])
  })

  it('falls back to the ends', () => {
    expect(dayTicks(18_270, 18_273)).toEqual([18_270, 18_273])
  })
})

describe('most frequent values', () => {
  it('lists what is not listed, and missing', () => {
    expect(topValuesTable(textProfile()).rows).toEqual([
      ['car', 60, 0.6],
      ['(empty)', 20, 0.2],
      ['3 other values', 10, 0.1],
      ['Missing', 10, 0.1],
    ])
  })

  it('takes shares of the values that are there for the title', () => {
    expect(topValuesTitle(textProfile())).toBe('purpose: car is most frequent, 66.7% of the values')
  })
})

describe('target rates', () => {
  it('states the span', () => {
    expect(targetRateBarsTitle(RATES)).toBe('income: bad rate from 0.0% at Missing to 30.0% at 0 to below 50')
  })

  it('says so when there is none', () => {
    expect(targetRateBarsTitle({ ...RATES, rates: [] })).toBe('income: no bad rate can be computed')
  })
})

describe('associations', () => {
  it('names the strongest pair by size, whatever the sign', () => {
    const [first, second] = matrixOf(['a', 'b', 'c']).cells
    const cells = [
      { ...first!, value: 0.5 },
      { ...second!, value: -0.8 },
    ]
    expect(associationMatrixTitle({ columns: ['a', 'b', 'c'], cells })).toBe(
      'Strongest pair: a and c, Pearson correlation −0.800',
    )
  })

  it('lists undefined pairs last, with the reason', () => {
    const rows = associationMatrixTable(matrixOf(['a', 'b', 'c', 'd', 'e', 'f'])).rows
    expect(rows.at(-1)?.slice(3)).toEqual([null, 100, 'one column does not vary'])
  })
})

describe('drift', () => {
  it('says when an empty bin was counted as half a row', () => {
    expect(driftBinsTitle(columnDrift('income', null, 0.3))).toBe(
      'income: PSI 0.300, beyond the 0.080 that sampling alone explains, an empty bin counted as half a row',
    )
    expect(driftBinsTitle(columnDrift('income', 0.03))).toBe(
      'income: PSI 0.030, within the 0.080 that sampling alone explains',
    )
  })
})
