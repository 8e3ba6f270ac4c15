import { describe, expect, it } from 'vitest'
import { cutBand, cutLabels } from '../../../../src/main/core/stats/cut-bands.ts'

describe('cutLabels and cutBand', () => {
  it('name the bands in words that match where numbers fall', () => {
    expect(cutLabels([25])).toEqual(['≤ 25', '> 25'])
    expect(cutLabels([25, 60.5])).toEqual(['≤ 25', '> 25 and ≤ 60.5', '> 60.5'])
    expect([25, 25.1, 60.5, 61].map((value) => cutBand(value, [25, 60.5]))).toEqual([0, 1, 1, 2])
  })
})
