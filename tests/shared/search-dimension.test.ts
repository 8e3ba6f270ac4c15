import { describe, expect, it } from 'vitest'
import { parseSearchDimension, searchDimensionText } from '../../src/shared/search-dimension.ts'

describe('a dimension of a search as people type it', () => {
  it('is a list of values: numbers, words, yes and no, nothing', () => {
    expect(parseSearchDimension('binning.maxBins', '3, 4,5')).toEqual({ path: 'binning.maxBins', values: [3, 4, 5] })
    expect(parseSearchDimension('x', 'auto,true,null')).toEqual({ path: 'x', values: ['auto', true, null] })
  })

  it('is a range, linear unless said otherwise', () => {
    const range = { minimum: 0.01, maximum: 100, scale: 'log' }
    expect(parseSearchDimension('l2', '0.01..100:log')).toEqual({ path: 'l2', range })
    expect(parseSearchDimension('l2', '1e-2..1e2:LOG')).toEqual({ path: 'l2', range })
    expect(parseSearchDimension('a', '-1..2')).toEqual({
      path: 'a',
      range: { minimum: -1, maximum: 2, scale: 'linear' },
    })
  })

  it('is nothing where the text or the path means nothing', () => {
    expect(parseSearchDimension('l2', ' ')).toBeNull()
    expect(parseSearchDimension('l2 ', '1')).toBeNull()
    expect(parseSearchDimension('', '1')).toBeNull()
  })

  it('is written as it was typed', () => {
    for (const text of ['3,4,5', '0.01..100:log', '-1..2', '2..8:integer', 'auto,none']) {
      expect(searchDimensionText(parseSearchDimension('a', text)!)).toBe(text)
    }
  })
})
