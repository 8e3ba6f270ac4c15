import { describe, expect, it } from 'vitest'
import { canonicalEventValue } from '../../../../src/main/core/scorecard/canonical-event-value.ts'

describe('canonicalEventValue', () => {
  it.each([
    ['2', '2'],
    ['2.0', '2'],
    [' +2e0 ', '2'],
    ['\u22121.50', '-1.5'],
    ['-0', '0'],
    ['bad', 'bad'],
    ['', ''],
    ['Infinity', 'Infinity'],
  ])('writes "%s" of a numeric column as "%s"', (given, canonical) => {
    expect(canonicalEventValue('numeric', given)).toBe(canonical)
  })

  it('keeps the texts of a text column apart', () => {
    expect(['2.0', ' 2', '02'].map((text) => canonicalEventValue('text', text))).toEqual(['2.0', ' 2', '02'])
  })
})
