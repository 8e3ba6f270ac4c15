import { describe, expect, it } from 'vitest'
import { groupRows } from '../../../../src/main/core/fairness/group-rows.ts'

describe('groupRows', () => {
  it('gathers rows by group and counts selected, events and both', () => {
    const points = Float64Array.of(1, 2, 3, 4)
    const yTrue = Uint8Array.of(1, 0, 1, 1)
    const [first, second] = groupRows(Int32Array.of(0, 0, 0, -1), ['a', 'b'], yTrue, points, (row) => points[row]! >= 2)
    expect(first).toEqual({
      label: 'a',
      count: 3,
      nSelected: 2,
      points: Float64Array.of(1, 2, 3),
      yTrue: Uint8Array.of(1, 0, 1),
      nEvents: 2,
      nSelectedEvents: 1,
    })
    expect(second).toMatchObject({ label: 'b', count: 0, nSelected: 0 })
  })
})
