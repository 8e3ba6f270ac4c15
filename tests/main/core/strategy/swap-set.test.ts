import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilsonInterval } from '../../../../src/main/core/stats/wilson-interval.ts'
import { cutOffAtApprovalRate } from '../../../../src/main/core/strategy/cut-off-at-approval-rate.ts'
import { swapSet } from '../../../../src/main/core/strategy/swap-set.ts'
import { swapSetSchema } from '../../../../src/shared/contract/strategy.ts'
import { scoredSamples } from '../stats/scored-samples.ts'
import { thrownKind } from '../stats/thrown-kind.ts'

const yTrue = [1, 0, 1, 0, 0, 0, 1, 0, 0, 0]
const first = { name: 'old', points: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1] }
const second = { name: 'new', points: [1, 10, 2, 9, 8, 7, 3, 6, 5, 4] }

describe('cutOffAtApprovalRate', () => {
  it('approves most without exceeding the rate', () => {
    expect(cutOffAtApprovalRate([1, 2, 3, 4], 0.5)).toBe(3)
    expect(cutOffAtApprovalRate([1, 2, 3, 4], 0.74)).toBe(3)
    expect(cutOffAtApprovalRate([1, 3, 3, 4], 0.5)).toBe(4)
    expect(cutOffAtApprovalRate([2, 2, 2], 0.9)).toBe(3)
    expect(cutOffAtApprovalRate([0, -0], 0.5)).toBe(1)
  })

  it('refuses a rate of 0 or 1, and no rows', () => {
    expect(thrownKind(() => cutOffAtApprovalRate([1], 0))).toBe('invalidInput')
    expect(thrownKind(() => cutOffAtApprovalRate([1], 1))).toBe('invalidInput')
    expect(thrownKind(() => cutOffAtApprovalRate([], 0.5))).toBe('invalidInput')
  })

  it('cannot be lowered', () => {
    fc.assert(
      fc.property(scoredSamples(), fc.double({ min: 0.01, max: 0.99, noNaN: true }), ({ yScore }, rate) => {
        const cutOff = cutOffAtApprovalRate(yScore, rate)
        const shareAt = (limit: number) => yScore.filter((score) => score >= limit).length / yScore.length
        expect(shareAt(cutOff)).toBeLessThanOrEqual(rate)
        const next = Math.max(...yScore.filter((score) => score < cutOff))
        expect(shareAt(next)).toBeGreaterThan(rate)
      }),
    )
  })
})

describe('swapSet', () => {
  it('sorts rows into four cells: by hand', () => {
    const swap = swapSet(yTrue, first, second, 0.5)
    expect(swapSetSchema.parse(swap)).toEqual(swap)
    expect(swap).toMatchObject({ first: 'old', second: 'new', firstPoints: 6, secondPoints: 6 })
    expect(swap.cells.map(({ cell, count, events }) => [cell, count, events])).toEqual([
      ['bothApproved', 3, 0],
      ['swapIn', 2, 0],
      ['swapOut', 2, 2],
      ['bothRefused', 3, 1],
    ])
    expect(swap.cells[3]).toMatchObject({ eventRate: 1 / 3, ...wilsonInterval(1, 3) })
    expect(swap.statement).toContain('"old" approves 50.0% and "new" 50.0% of 10 rows.')
    expect(swap.statement).toContain(
      '"new" approves 2 that "old" refuses (bad rate 0.0%) and refuses 2 that it approves (bad rate 100.0%).',
    )
  })

  it('says which way the difference goes, or that it may be chance', () => {
    const n = 60
    const labels = Array.from({ length: n }, (_, i) => (i < n / 2 ? 1 : 0))
    const bad = { name: 'bad', points: labels }
    const good = { name: 'good', points: labels.map((y) => 1 - y) }
    expect(swapSet(labels, bad, good, 0.5).statement).toContain('fewer events than those it keeps out')
    expect(swapSet(labels, good, bad, 0.5).statement).toContain('more events than those it keeps out')
    expect(swapSet([1, 0, 0, 1], first4(), second4(), 0.5).statement).toContain('overlap: the difference may be chance')
  })

  it('has empty cells without a rate, and says when nobody changes', () => {
    const swap = swapSet(yTrue, first, first, 0.5)
    expect(swap.cells[1]).toEqual({ cell: 'swapIn', count: 0, events: 0, eventRate: null, lower: null, upper: null })
    expect(swap.statement).toContain('Both approve the same rows.')
  })

  it('tells the rates approved apart where ties make them differ', () => {
    const tied = { name: 'tied', points: [2, 2, 2, 2, 2, 2, 1, 1, 1, 3] }
    const swap = swapSet(yTrue, first, tied, 0.5)
    expect(swap.statement).toContain('"old" approves 50.0% and "tied" 10.0% of 10 rows.')
  })

  it('mirrors when the scores change places', () => {
    fc.assert(
      fc.property(
        scoredSamples(),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        ({ yTrue: labels, yScore }, rate) => {
          const a = { name: 'a', points: yScore }
          const b = { name: 'b', points: yScore.map((score, i) => (score * 7 + i) % 5) }
          const [there, back] = [swapSet(labels, a, b, rate), swapSet(labels, b, a, rate)]
          expect(there.cells.reduce((sum, { count }) => sum + count, 0)).toBe(labels.length)
          expect({ ...there.cells[1], cell: '' }).toEqual({ ...back.cells[2], cell: '' })
          expect(there.cells[3]).toEqual(back.cells[3])
        },
      ),
    )
  })

  it('refuses bad rows and rates', () => {
    expect(thrownKind(() => swapSet([2], { name: 'a', points: [1] }, { name: 'b', points: [1] }, 0.5))).toBe(
      'invalidInput',
    )
    expect(thrownKind(() => swapSet([1], { name: 'a', points: [1] }, { name: 'b', points: [] }, 0.5))).toBe(
      'invalidInput',
    )
    expect(thrownKind(() => swapSet(yTrue, first, { name: 'b', points: yTrue.map(() => Number.NaN) }, 0.5))).toBe(
      'invalidInput',
    )
    expect(thrownKind(() => swapSet(yTrue, first, second, 1.5))).toBe('invalidInput')
    expect(thrownKind(() => swapSet([], { name: 'a', points: [] }, { name: 'b', points: [] }, 0.5))).toBe('undefined')
  })
})

function first4() {
  return { name: 'a', points: [4, 3, 2, 1] }
}

function second4() {
  return { name: 'b', points: [4, 1, 2, 3] }
}
