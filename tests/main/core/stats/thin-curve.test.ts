import { describe, expect, it } from 'vitest'
import { thinCurve } from '../../../../src/main/core/stats/thin-curve.ts'

const x = Array.from({ length: 1000 }, (_, i) => i)
const y = x.map((value) => value ** 2 / 1000)

describe('thinCurve', () => {
  it('leaves short curves alone', () => {
    expect(thinCurve([0, 1, 2], [0, 1, 1], [], 3)).toEqual([0, 1, 2])
  })

  it('keeps the ends and the named points within the limit', () => {
    const indices = thinCurve(x, y, [17, 501], 20)
    expect(indices.length).toBeLessThanOrEqual(20)
    expect(indices.length).toBeGreaterThan(15)
    for (const index of [0, 17, 501, 999]) expect(indices).toContain(index)
    expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b))
  })

  it('leaves no gap of more than two even steps', () => {
    const indices = thinCurve(x, y, [], 21)
    const heights = indices.map((index) => x[index]! + y[index]!)
    const step = (heights.at(-1)! - heights[0]!) / 20
    for (const [i, height] of heights.slice(1).entries()) expect(height - heights[i]!).toBeLessThan(2 * step)
  })

  it('thins the named points when they alone are too many', () => {
    const named = x.filter((index) => index % 3 === 0)
    const indices = thinCurve(x, y, named, 50)
    expect(indices.length).toBeLessThanOrEqual(50)
    expect(indices.every((index) => index % 3 === 0 || index === 999)).toBe(true)
    expect([indices[0], indices.at(-1)]).toEqual([0, 999])
  })
})
