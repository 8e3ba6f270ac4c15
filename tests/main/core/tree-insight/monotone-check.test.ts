import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrame } from '../../../../src/main/core/frame/frame.ts'
import { checkMonotone, nextAbove } from '../../../../src/main/core/tree-insight/monotone-check.ts'
import { numericColumn } from '../scorecard/german-credit-frame.ts'
import { stump, treeModel } from './tree-fixtures.ts'

describe('a check of monotone directions', () => {
  const frame = createFrame([numericColumn('x', [1, 2, 3, null]), numericColumn('z', [0, 1, 0, 1])])
  const rows = Uint32Array.of(0, 1, 2, 3)

  it('finds no violation where every tree keeps the direction', () => {
    const model = treeModel(
      [{ name: 'x', monotone: 'increasing' }, { name: 'z' }],
      [stump(0, 1.5, -1, 1), stump(0, 2.5, 0, 0.25), stump(1, 0.5, 3, -3)],
    )
    // Grid: 1.5 and 2.5, and the doubles above them.
    expect(checkMonotone(model, frame, rows)).toEqual([
      { name: 'x', direction: 'increasing', nChecked: 12, largestViolation: 0 },
    ])
  })

  it('finds the largest step against it, in log odds', () => {
    const trees = [stump(0, 1.5, -1, 1), stump(0, 2.5, 0.75, 0), stump(0, 2.5, 0, 0.25)]
    const model = treeModel([{ name: 'x', monotone: 'increasing' }], trees)
    expect(checkMonotone(model, frame, rows)[0]!.largestViolation).toBe(0.5)
    const falling = treeModel([{ name: 'x', monotone: 'decreasing' }], trees)
    expect(checkMonotone(falling, frame, rows)[0]!.largestViolation).toBe(2)
  })

  it('leaves out codes that count as missing and characteristics without thresholds', () => {
    const model = treeModel(
      [
        { name: 'x', monotone: 'increasing', missingCodes: [1.5] },
        { name: 'z', monotone: 'decreasing' },
      ],
      [stump(0, 1.5, -1, 1)],
    )
    expect(checkMonotone(model, frame, rows)).toEqual([
      { name: 'x', direction: 'increasing', nChecked: 0, largestViolation: 0 },
      { name: 'z', direction: 'decreasing', nChecked: 0, largestViolation: 0 },
    ])
  })

  it('knows the next double', () => {
    expect(nextAbove(0)).toBe(Number.MIN_VALUE)
    expect(nextAbove(-0)).toBe(Number.MIN_VALUE)
    expect(nextAbove(1)).toBe(1 + Number.EPSILON)
    expect(nextAbove(-Number.MIN_VALUE)).toBe(-0)
    expect(nextAbove(Number.MAX_VALUE)).toBe(Number.POSITIVE_INFINITY)
    expect(nextAbove(Number.NEGATIVE_INFINITY)).toBe(-Number.MAX_VALUE)
    expect(nextAbove(Number.NaN)).toBeNaN()
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const above = nextAbove(x)
        const middle = x + (above - x) / 2
        return above > x && (middle === x || middle === above || !Number.isFinite(above))
      }),
    )
  })
})
