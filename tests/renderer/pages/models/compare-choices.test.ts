import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  MAX_COMPARED,
  makeFirst,
  toggleCompared,
} from '../../../../src/renderer/pages/models/compare/compare-choices.ts'

describe('toggleCompared', () => {
  it('adds in the order of choice and takes away', () => {
    expect(toggleCompared(['a', 'b'], 'c')).toEqual(['a', 'b', 'c'])
    expect(toggleCompared(['a', 'b', 'c'], 'a')).toEqual(['b', 'c'])
  })

  it('adds no fifth model, but still takes one of the four away', () => {
    expect(toggleCompared(['a', 'b', 'c', 'd'], 'e')).toEqual(['a', 'b', 'c', 'd'])
    expect(toggleCompared(['a', 'b', 'c', 'd'], 'd')).toEqual(['a', 'b', 'c'])
  })

  it('never holds a model twice, nor more than four, whatever is ticked', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')), (ticks) => {
        const chosen = ticks.reduce<readonly string[]>(toggleCompared, [])
        expect(new Set(chosen).size).toBe(chosen.length)
        expect(chosen.length).toBeLessThanOrEqual(MAX_COMPARED)
      }),
    )
  })
})

describe('makeFirst', () => {
  it('moves a chosen model to the front and keeps the order of the others', () => {
    expect(makeFirst(['a', 'b', 'c'], 'c')).toEqual(['c', 'a', 'b'])
  })

  it('leaves models alone that are not chosen', () => {
    expect(makeFirst(['a', 'b'], 'x')).toEqual(['a', 'b'])
  })
})
