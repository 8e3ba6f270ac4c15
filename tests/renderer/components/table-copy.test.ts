import { describe, expect, it } from 'vitest'
import { tableToHtml, tableToMarkdown, tableToTsv } from '../../../src/renderer/components/table-copy.ts'

const table = {
  columns: [
    { header: 'Bin', isNumeric: false },
    { header: 'WoE', isNumeric: true },
  ],
  rows: [
    ['a|b\\c', '0.1'],
    ['tab\there\nline', '<b>&"'],
  ],
}

describe('copying a table', () => {
  it('writes one line per row as tab-separated values', () => {
    expect(tableToTsv(table)).toBe('Bin\tWoE\na|b\\c\t0.1\ntab here line\t<b>&"')
  })

  it('escapes bars and backslashes and aligns numbers right in Markdown', () => {
    expect(tableToMarkdown(table)).toBe(
      '| Bin | WoE |\n| --- | ---: |\n| a\\|b\\\\c | 0.1 |\n| tab\there line | <b>&" |',
    )
  })

  it('escapes HTML so that a value can never become markup', () => {
    const html = tableToHtml(table)
    expect(html).toContain('&lt;b&gt;&amp;&quot;')
    expect(html).not.toContain('<b>')
    expect(html.match(/text-align:right/g)).toHaveLength(3)
  })
})
