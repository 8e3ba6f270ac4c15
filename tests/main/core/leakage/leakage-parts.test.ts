import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balancedPurity } from '../../../../src/main/core/leakage/balanced-purity.ts'
import { DEFAULT_LEAKAGE_THRESHOLDS } from '../../../../src/main/core/leakage/leakage-types.ts'
import { nameHint } from '../../../../src/main/core/leakage/name-hint.ts'
import { outOfFoldRates } from '../../../../src/main/core/leakage/out-of-fold-rates.ts'
import { poolRareSegments, segmentColumn } from '../../../../src/main/core/leakage/segment-column.ts'
import { wilsonInterval } from '../../../../src/main/core/stats/wilson-interval.ts'
import { numeric, text } from './leakage-data.ts'

describe('outOfFoldRates', () => {
  it('agrees with a case worked by hand', () => {
    // Folds by order within class: events 0,1,0,1 …; p = 0.5. Row 0 (fold 0, group 0) sees one event row of its group.
    const rates = outOfFoldRates(Int32Array.of(0, 0, 1, 1), 2, Uint8Array.of(1, 1, 0, 0))
    expect([...rates]).toEqual([6 / 11, 6 / 11, 5 / 11, 5 / 11])
  })

  it('gives groups seen in one fold only the average', () => {
    const y = Uint8Array.of(1, 0, 0, 1, 0, 0)
    expect([...outOfFoldRates(Int32Array.of(0, 1, 2, 3, 4, 5), 6, y)]).toEqual(Array(6).fill(2 / 6))
  })

  it('needs both classes and matching lengths', () => {
    expect(() => outOfFoldRates(Int32Array.of(0), 1, Uint8Array.of(1))).toThrow('needs events and non-events')
    expect(() => outOfFoldRates(Int32Array.of(0), 1, Uint8Array.of(1, 0))).toThrow('one value per outcome')
    expect(() => outOfFoldRates(Int32Array.of(0), 1, Uint8Array.of(2))).toThrow('outcomes 0 or 1')
  })
})

describe('balancedPurity', () => {
  it('is the Wilson interval when classes are equally frequent', () => {
    const { lower, upper } = balancedPurity(9, 10, 50, 50)
    expect(lower).toBeCloseTo(wilsonInterval(9, 10).lower, 14)
    expect(upper).toBeCloseTo(wilsonInterval(9, 10).upper, 14)
  })

  it('does not call non-events pure where they are the rule', () => {
    expect(1 - balancedPurity(0, 1000, 100, 9900).upper).toBeLessThan(0.75)
    expect(balancedPurity(100, 100, 1000, 9000).lower).toBeGreaterThan(0.99)
  })

  it('is ½ for a segment like the sample', () => {
    const { lower, upper } = balancedPurity(1_000_000, 10_000_000, 1_000_000, 9_000_000)
    expect(lower).toBeCloseTo(0.5, 2)
    expect(upper).toBeCloseTo(0.5, 2)
  })

  it('mirrors when the classes are swapped', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.integer({ min: 1, max: 999 }), (events, others, total) => {
        fc.pre(events + others > 0)
        const one = balancedPurity(events, events + others, total, 1000)
        const other = balancedPurity(others, events + others, 1000, total)
        expect(one.lower).toBeCloseTo(1 - other.upper, 10)
      }),
    )
  })

  it('needs both classes, rows and counts that fit', () => {
    expect(() => balancedPurity(1, 2, 0, 5)).toThrow('needs events and non-events')
    expect(() => balancedPurity(0, 0, 5, 5)).toThrow('at least one row')
    expect(() => balancedPurity(3, 2, 5, 5)).toThrow('count ≤ rows')
  })
})

describe('segmentColumn', () => {
  it('groups texts by their characters and puts missing last', () => {
    const column = { ...text('t', ['a', 'b', null]), levels: ['a', 'a'] }
    expect(segmentColumn(column as ReturnType<typeof text>)).toEqual({
      groups: Int32Array.of(0, 0, 1),
      labels: ['a', 'missing'],
    })
  })

  it('groups numbers by value, or by twentieths of the rows', () => {
    const few = segmentColumn(numeric('n', [3, 1, Number.NaN, 3]))
    expect(few).toEqual({ groups: Int32Array.of(1, 0, 2, 1), labels: ['1 to below 3', 'from 3', 'missing'] })
    const many = segmentColumn(
      numeric(
        'n',
        Array.from({ length: 200 }, (_, i) => i),
      ),
    )
    expect(many.labels).toHaveLength(21)
    expect(many.groups.filter((group) => group === 0)).toHaveLength(10)
  })

  it('pools rare groups', () => {
    const pooled = poolRareSegments(segmentColumn(text('t', ['a', 'b', 'b', 'c', null])), 2)
    expect(pooled).toEqual({ groups: Int32Array.of(1, 0, 0, 1, 2), labels: ['b', 'rare values', 'missing'] })
  })
})

describe('nameHint', () => {
  it.each([
    ['total_recoveries', 'recover'],
    ['chargeOffDate', 'charge_off'],
    ['denial_reason-1', 'denial_reason'],
    ['Duration', 'duration'],
    ['poutcome', null],
    ['income', null],
    ['__proto__', null],
  ])('%s → %s', (name, expected) => {
    expect(nameHint(name, DEFAULT_LEAKAGE_THRESHOLDS.postOutcomeWords)).toBe(expected)
  })
})
