import { describe, expect, it } from 'vitest'
import { bestCuts } from '../../../../../src/renderer/pages/development/bins/best-cuts.ts'
import {
  choiceOf,
  editedColumns,
  isEdited,
  NO_CHOICE,
  withChoice,
  withoutEdits,
} from '../../../../../src/renderer/pages/development/bins/column-choice.ts'
import {
  amended,
  edited,
  historyOf,
  redoAction,
  redone,
  undoAction,
  undone,
} from '../../../../../src/renderer/pages/development/bins/edit-history.ts'
import { readTypedNumber } from '../../../../../src/renderer/pages/development/bins/typed-number.ts'
import { DEFAULT_SPEC } from '../../../../../src/renderer/pages/development/draft-methods.ts'
import { regressionSpecSchema } from '../../../../../src/shared/contract/index.ts'
import { manual, ranges } from './variable-fixture.ts'

describe('a typed number', () => {
  it('is read with a decimal point, an exponent and a true minus', () => {
    const read = (text: string) => {
      const typed = readTypedNumber(text)
      return typed.isNumber ? typed.value : typed.problem
    }
    expect(['12', ' -0.5 ', '\u22123', '.5', '5.', '1e3', '+2', '-0'].map(read)).toEqual([
      12, -0.5, -3, 0.5, 5, 1000, 2, 0,
    ])
    expect(Object.is(read('-0'), 0)).toBe(true)
    expect(read('1,5')).toBe(
      'A comma is not read, since it can mean two things. Write 1.5 for a decimal, 15 for thousands.',
    )
    expect(read('1,000,000')).toMatch(/separate decimals by a point/)
    expect(read('12 000')).toBe('Write thousands without a separator: 12000.')
    expect(read('')).toBe('Type a number.')
    expect(read('abc')).toBe('This is not a number: abc.')
    expect(read('0x10')).toMatch(/not a number/)
    expect(read('1e999')).toBe('The number is too large.')
    expect(read('NaN')).toMatch(/not a number/)
  })
})

describe('the history of edits', () => {
  it('names what it undoes and redoes, and forgets the undone after a new edit', () => {
    const start = historyOf('a')
    expect([undoAction(start), redoAction(start)]).toEqual([null, null])
    expect(undone(start)).toBe(start)
    expect(redone(start)).toBe(start)
    const two = edited(edited(start, 'b', 'merge'), 'c', 'split')
    expect(undoAction(two)).toBe('split')
    const back = undone(two)
    expect([back.present, undoAction(back), redoAction(back)]).toEqual(['b', 'merge', 'split'])
    expect(redone(back)).toEqual(two)
    expect(undone(back).present).toBe('a')
    const other = edited(back, 'd', 'note')
    expect([other.present, redoAction(other)]).toEqual(['d', null])
  })

  it('changes the last edit instead of adding one where asked', () => {
    const one = edited(historyOf('a'), 'b', 'trend rising')
    expect(amended(one, 'c', 'trend falling')).toEqual(edited(historyOf('a'), 'c', 'trend falling'))
    expect(amended(historyOf('a'), 'b', 'trend rising')).toEqual(one)
    expect(redoAction(amended(undone(edited(one, 'd', 'x')), 'e', 'y'))).toBeNull()
  })

  it('keeps 200 steps', () => {
    let history = historyOf(0)
    for (let step = 1; step <= 250; step++) history = edited(history, step, `step ${step}`)
    expect(history.past).toHaveLength(200)
    expect(history.past[0]?.state).toBe(50)
  })
})

describe('the choice for one column', () => {
  const spec = DEFAULT_SPEC

  it('goes into the specification and comes back, without touching other columns', () => {
    const choice = { manual: manual(...ranges(1)), trend: 'valley' as const, specialCodes: ['-1'] }
    const one = withChoice(spec, 'x', choice)
    const both = withChoice(one, 'y', { ...NO_CHOICE, trend: 'peak' })
    expect(choiceOf(both, 'x')).toEqual(choice)
    expect(choiceOf(both, 'y')).toEqual({ ...NO_CHOICE, trend: 'peak' })
    expect(choiceOf(both, 'z')).toEqual(NO_CHOICE)
    expect(editedColumns(both)).toEqual(['x', 'y'])
    expect([isEdited(both, 'x'), isEdited(both, 'z')]).toEqual([true, false])
    expect(withChoice(both, 'y', NO_CHOICE)).toEqual(one)
    const none = withChoice(spec, 'x', { ...NO_CHOICE, specialCodes: [] })
    expect(none.params.binning.specialCodes).toEqual([{ column: 'x', codes: [] }])
    expect([choiceOf(none, 'x').specialCodes, isEdited(none, 'x')]).toEqual([[], true])
    expect(withoutEdits(both)).toEqual(spec)
    expect(regressionSpecSchema.parse({ ...both, dataset: 'd' }).params.binning).toEqual(both.params.binning)
  })
})

describe('the best cuts of a range', () => {
  const prebins = [
    { lower: Number.NEGATIVE_INFINITY, count: 10, events: 1 },
    { lower: 10, count: 10, events: 1 },
    { lower: 20, count: 10, events: 5 },
    { lower: 30, count: 0, events: 0 },
    { lower: 40, count: 10, events: 5 },
  ]

  it('puts the edge first that separates the rates best', () => {
    const cuts = bestCuts(prebins, null, null)
    expect(cuts[0]).toMatchObject({ cut: 20, below: { count: 20, events: 2 }, above: { count: 20, events: 10 } })
    // G = 2·(ll(2 of 20) + ll(10 of 20) − ll(12 of 40)) with ll(e of n) = e·ln(e/n) + (n−e)·ln((n−e)/n).
    expect(cuts[0]?.gain).toBeCloseTo(2 * (-6.50166 - 13.86294 + 24.43457), 3)
  })

  it('stays inside the range and leaves no side empty', () => {
    expect(bestCuts(prebins, 20, null).map(({ cut }) => cut)).toEqual([30, 40])
    expect(bestCuts(prebins, 10, 20)).toEqual([])
    expect(bestCuts([], null, null)).toEqual([])
  })
})
