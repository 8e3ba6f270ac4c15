import { describe, expect, it } from 'vitest'
import { binCounts } from '../../../../src/main/core/binning/bin-counts.ts'
import { numericDefinitions } from '../../../../src/main/core/binning/numeric-definitions.ts'

const variable = {
  name: 'x',
  type: 'numeric' as const,
  bins: numericDefinitions([2, 5], [-1]).map((definition) => ({ definition })),
}
const column = { kind: 'numeric' as const, name: 'x', values: Float64Array.of(1, 2, 4, 5, -1, Number.NaN) }

describe('counting a sample into bins', () => {
  it('counts events and non-events, or their weights', () => {
    const yTrue = Uint8Array.of(0, 1, 0, 1, 1, 0)
    expect(binCounts(variable, column, yTrue)).toEqual({
      events: Float64Array.of(0, 1, 1, 1, 0),
      nonEvents: Float64Array.of(1, 1, 0, 0, 1),
    })
    expect(binCounts(variable, column, yTrue, Float64Array.of(1, 2, 0.5, 4, 0, 3))).toEqual({
      events: Float64Array.of(0, 2, 4, 0, 0),
      nonEvents: Float64Array.of(1, 0.5, 0, 0, 3),
    })
  })

  it('refuses ragged input', () => {
    expect(() => binCounts(variable, column, Uint8Array.of(1))).toThrow('one label per row, got 6 rows and 1 labels')
  })
})
