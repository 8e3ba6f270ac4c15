import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isEditable,
  manualBinsOf,
  mergeBins,
  moveEdge,
  setNote,
  splitBin,
} from '../../../../../src/renderer/pages/development/bins/edit-bins.ts'
import type { EditResult } from '../../../../../src/renderer/pages/development/bins/edit-result.ts'
import type { ManualBins } from '../../../../../src/shared/contract/index.ts'
import { groups, manual, ranges, variableOf } from './variable-fixture.ts'

function binsOf(result: EditResult): ManualBins {
  if (!result.isDone) throw new Error(result.problem)
  return result.bins
}

function problemOf(result: EditResult): string {
  return result.isDone ? '' : result.problem
}

const SPECIAL = { kind: 'special' as const, codes: ['-999'] }

describe('the bins a person starts from', () => {
  it('are those of the variable without missing and unseen, with their notes', () => {
    const variable = variableOf([...ranges(5), SPECIAL, { kind: 'missing' }])
    const noted = {
      ...variable,
      bins: variable.bins.map((bin, index) => (index === 0 || index === 3 ? { ...bin, note: `note ${index}` } : bin)),
    }
    expect(manualBinsOf(noted)).toEqual({
      column: 'x',
      bins: [
        { definition: { kind: 'interval', lower: null, upper: 5 }, note: 'note 0' },
        { definition: { kind: 'interval', lower: 5, upper: null } },
        { definition: SPECIAL },
      ],
      missingNote: 'note 3',
    })
    expect(isEditable({ kind: 'unseen' })).toBe(false)
  })
})

describe('splitting a bin', () => {
  it('cuts a range at a value inside it', () => {
    const result = splitBin(manual(...ranges(10, 20)), 1, 12.5)
    expect(binsOf(result)).toEqual(manual(...ranges(10, 12.5, 20)))
    expect(result).toMatchObject({ action: 'split of bin 2 at 12.5', done: 'Split at 12.5', focus: 1 })
  })

  it('refuses a cut outside the range, on an edge, or no number, in words', () => {
    const bins = manual(...ranges(10, 20))
    expect(problemOf(splitBin(bins, 1, 25))).toBe('The cut must lie between 10 and 20, got 25.')
    expect(problemOf(splitBin(bins, 0, 11))).toBe('The cut must lie below 10, got 11.')
    expect(problemOf(splitBin(bins, 2, -1))).toBe('The cut must lie above 20, got −1.')
    expect(problemOf(splitBin(bins, 1, 10))).toBe('There is an edge at 10 already.')
    expect(problemOf(splitBin(bins, 1, 20))).toBe('There is an edge at 20 already.')
    expect(problemOf(splitBin(bins, 1, Number.NaN))).toBe('The cut is not a number.')
    expect(problemOf(splitBin(bins, 1, Number.POSITIVE_INFINITY))).toBe('The cut is not a number.')
  })

  it('refuses groups of levels, places without a bin, and a bin too many', () => {
    expect(problemOf(splitBin(manual(...groups(['a'])), 0, 1))).toBe('Only a range of numbers can be cut at a value.')
    expect(problemOf(splitBin(manual(...ranges(1)), 7, 1))).toBe('Only a range of numbers can be cut at a value.')
    const many = manual(...ranges(...Array.from({ length: 199 }, (_, index) => index)))
    expect(problemOf(splitBin(many, 0, -5))).toBe('There are 200 bins already: merge some first.')
  })
})

describe('merging bins', () => {
  it('joins ranges, groups and special codes with the next or the previous bin', () => {
    expect(binsOf(mergeBins(manual(...ranges(10, 20)), 0, 'next'))).toEqual(manual(...ranges(20)))
    const result = mergeBins(manual(...ranges(10, 20)), 2, 'previous')
    expect(binsOf(result)).toEqual(manual(...ranges(10)))
    expect(result).toMatchObject({ action: 'merge of bins 2 and 3', focus: 1 })
    expect(binsOf(mergeBins(manual(...groups(['a'], ['b', 'c'])), 0, 'next'))).toEqual(
      manual(...groups(['a', 'b', 'c'])),
    )
    const codes = manual({ kind: 'special', codes: ['-1'] }, { kind: 'special', codes: ['-2'] })
    expect(binsOf(mergeBins(codes, 0, 'next'))).toEqual(manual({ kind: 'special', codes: ['-1', '-2'] }))
  })

  it('keeps both notes', () => {
    const bins = manual(...ranges(10))
    const noted = { ...bins, bins: bins.bins.map((bin, index) => ({ ...bin, note: ['low', 'high'][index] ?? '' })) }
    expect(binsOf(mergeBins(noted, 0, 'next')).bins).toEqual([
      { definition: { kind: 'interval', lower: null, upper: null }, note: 'low high' },
    ])
  })

  it('refuses where there is no neighbour or the neighbour is of another kind', () => {
    const bins = manual(...ranges(10), SPECIAL)
    expect(problemOf(mergeBins(bins, 0, 'previous'))).toMatch(/no bin before this one/)
    expect(problemOf(mergeBins(bins, 2, 'next'))).toMatch(/no bin after this one/)
    expect(problemOf(mergeBins(bins, 1, 'next'))).toMatch(/special code stays apart/)
  })
})

describe('moving an edge', () => {
  it('moves the edge that two ranges share, from either side', () => {
    const moved = manual(...ranges(15, 20))
    expect(binsOf(moveEdge(manual(...ranges(10, 20)), 0, 'upper', 15))).toEqual(moved)
    const result = moveEdge(manual(...ranges(10, 20)), 1, 'lower', 15)
    expect(binsOf(result)).toEqual(moved)
    expect(result).toMatchObject({ action: 'move of an edge from 10 to 15', focus: 1 })
  })

  it('refuses an edge that is not between its neighbours, equals one, has not moved or is no number', () => {
    const bins = manual(...ranges(10, 20, 30), SPECIAL)
    expect(problemOf(moveEdge(bins, 1, 'upper', 31))).toBe(
      'The edge must lie between 10 and 30, its neighbours, got 31.',
    )
    expect(problemOf(moveEdge(bins, 1, 'upper', 10))).toMatch(/two edges cannot be equal/)
    expect(problemOf(moveEdge(bins, 1, 'upper', 30))).toMatch(/two edges cannot be equal/)
    expect(problemOf(moveEdge(bins, 1, 'upper', 20))).toBe('The edge is at 20 already.')
    expect(problemOf(moveEdge(bins, 1, 'upper', Number.NaN))).toBe('The edge is not a number.')
    expect(problemOf(moveEdge(bins, 0, 'lower', 1))).toMatch(/no lower edge/)
    expect(problemOf(moveEdge(bins, 3, 'upper', 40))).toMatch(/no upper edge/)
    expect(problemOf(moveEdge(bins, 4, 'upper', 40))).toBe('Only a range of numbers has edges.')
  })
})

describe('a note', () => {
  it('is written, trimmed and taken away, also on missing values', () => {
    const bins = manual(...ranges(10))
    const noted = binsOf(setNote(bins, 1, ' policy limit '))
    expect(noted.bins[1]?.note).toBe('policy limit')
    expect(binsOf(setNote(noted, 1, '  '))).toEqual(bins)
    expect(binsOf(setNote(bins, null, 'not asked')).missingNote).toBe('not asked')
    expect(binsOf(setNote({ ...bins, missingNote: 'old' }, null, ''))).toEqual(bins)
    expect(problemOf(setNote(bins, 5, 'x'))).toMatch(/takes no note/)
    expect(problemOf(setNote(bins, 0, 'x'.repeat(501)))).toBe('A note has at most 500 characters, got 501.')
  })
})

describe('whatever is done to ranges', () => {
  it('leaves ranges that tile the line, and a merge takes back a split', () => {
    // 0 and −0 are one edge.
    const edge = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0)
    const edges = fc.uniqueArray(edge, { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(edges, fc.nat(20), fc.double({ min: -1e6, max: 1e6, noNaN: true }), (values, place, cut) => {
        const bins = manual(...ranges(...values.toSorted((a, b) => a - b)))
        const index = place % bins.bins.length
        const split = splitBin(bins, index, cut)
        for (const result of [split, mergeBins(bins, index, 'next'), moveEdge(bins, index, 'upper', cut)])
          if (result.isDone) expectTiled(result.bins)
        if (split.isDone) expect(binsOf(mergeBins(split.bins, index, 'next'))).toEqual(bins)
      }),
    )
  })
})

function expectTiled(bins: ManualBins): void {
  const intervals = bins.bins.flatMap(({ definition }) => (definition.kind === 'interval' ? [definition] : []))
  expect(intervals[0]?.lower).toBeNull()
  expect(intervals.at(-1)?.upper).toBeNull()
  for (const [index, interval] of intervals.entries()) {
    if (index > 0) expect(interval.lower).toBe(intervals[index - 1]?.upper)
    if (interval.lower !== null && interval.upper !== null) expect(interval.lower).toBeLessThan(interval.upper)
  }
}
