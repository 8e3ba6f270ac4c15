import * as echarts from 'echarts'
import { describe, expect, it } from 'vitest'
import { DARK_CHART_THEME, LIGHT_CHART_THEME, PRINT_CHART_THEME } from '../../src/charts/chart-theme.ts'
import { describeEditedBins, type EditedBins } from '../../src/charts/edited-bins.ts'
import { groups, ranges, variableOf } from '../renderer/pages/development/bins/variable-fixture.ts'

function svgOf(bins: EditedBins, theme: typeof LIGHT_CHART_THEME): string {
  const { option, heightFor } = describeEditedBins(bins, theme)
  const width = theme.fontSize * 30
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height: heightFor(width) })
  chart.setOption(option)
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

const MISSING = { kind: 'missing' as const }
const NUMERIC: EditedBins = {
  variable: variableOf([...ranges(10, 20), MISSING]),
  automatic: variableOf([...ranges(10), MISSING]),
  holdoutRates: [0.1, null, 0.2, null],
  selected: 1,
}
const TEXT: EditedBins = {
  variable: variableOf([...groups(['a', 'b'], ['c']), { kind: 'unseen' }]),
  automatic: variableOf([...groups(['a'], ['b', 'c']), { kind: 'unseen' }]),
  holdoutRates: null,
  selected: null,
}

describe.each([LIGHT_CHART_THEME, DARK_CHART_THEME, PRINT_CHART_THEME])(
  'the drawing of edited bins, $name',
  (theme) => {
    it.each([
      ['numbers', NUMERIC],
      ['levels', TEXT],
      ['no automatic bins behind', { ...NUMERIC, automatic: null, holdoutRates: null }],
      ['one bin', { ...NUMERIC, variable: variableOf(ranges()), holdoutRates: [0.5] }],
    ] as const)('renders: %s', (_, bins) => {
      const svg = svgOf(bins, theme)
      expect(svg).toContain('<path')
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    })
  },
)

describe('the drawing of edited bins', () => {
  it('names the automatic bins and the hold-out only where they are drawn', () => {
    expect(svgOf(NUMERIC, LIGHT_CHART_THEME)).toContain('Automatic')
    expect(svgOf({ ...NUMERIC, automatic: null }, LIGHT_CHART_THEME)).not.toContain('Automatic')
    expect(svgOf(TEXT, LIGHT_CHART_THEME)).not.toContain('Hold-out')
  })

  it('shortens a long name in its title, the whole of which stands in the head of the page', () => {
    const name = 'a very long name of a characteristic with its units and its source system'
    const { title } = describeEditedBins({ ...NUMERIC, variable: { ...NUMERIC.variable, name } }, LIGHT_CHART_THEME)
    expect(title).toBe('a very long name of a…: information value 0.100, bad rate rises steadily with the value')
  })

  it('says how many cases there are and which bins hold none', () => {
    const variable = variableOf([...ranges(10), MISSING])
    const empty = {
      ...variable,
      bins: variable.bins.map((bin, i) => (i === 2 ? { ...bin, count: 0, eventRate: null } : bin)),
    }
    const described = describeEditedBins({ ...NUMERIC, variable: empty }, LIGHT_CHART_THEME)
    expect(described.note).toMatch(/^n = 20\./)
    expect(described.note).toMatch(/Without rows: bin 3\.$/)
    expect(described.table.rows).toEqual([
      ['bin 1', 1 / 3, 1, 0, 0.1],
      ['bin 2', 1 / 3, 0, 0.1, null],
      ['bin 3', 1 / 3, null, null, 0.2],
    ])
  })

  it('draws each column as wide as its share, and former groups inside the bins their levels went to', () => {
    const svg = svgOf(TEXT, { ...LIGHT_CHART_THEME, axis: '#123456' })
    // The first group holds one level of each former group: two steps in it, one in the second, one for other values.
    const line = /<path d="([^"]+)"[^>]*stroke="#123456"[^>]*stroke-dasharray/.exec(svg)?.[1] ?? ''
    expect(line.match(/M/g)).toHaveLength(4)
  })
})
