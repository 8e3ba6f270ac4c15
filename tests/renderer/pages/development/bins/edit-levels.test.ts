import { describe, expect, it } from 'vitest'
import {
  moveLevels,
  setSpecialCode,
  shortLevel,
  ungroupLevels,
  unsetSpecialCode,
} from '../../../../../src/renderer/pages/development/bins/edit-levels.ts'
import type { EditResult } from '../../../../../src/renderer/pages/development/bins/edit-result.ts'
import { groups, manual, ranges } from './variable-fixture.ts'

function problemOf(result: EditResult): string {
  return result.isDone ? '' : result.problem
}

describe('moving levels', () => {
  const bins = manual(...groups(['a', 'b'], ['c'], ['d', 'e']))

  it('puts several levels into another bin; a group left empty goes away', () => {
    const result = moveLevels(bins, ['a', 'c'], 2)
    expect(result).toMatchObject({
      bins: manual(...groups(['b'], ['d', 'e', 'a', 'c'])),
      action: 'move of 2 levels to bin 3',
      done: 'Moved 2 levels to bin 2',
      focus: 1,
    })
  })

  it('gives levels a bin of their own, beside the one they leave', () => {
    expect(moveLevels(bins, ['e'], 'own')).toMatchObject({
      bins: manual(...groups(['a', 'b'], ['c'], ['d'], ['e'])),
      action: 'move of level e to a bin of its own',
      focus: 3,
    })
    expect(moveLevels(bins, ['b', 'c'], 'own')).toMatchObject({
      bins: manual(...groups(['a'], ['b', 'c'], ['d', 'e'])),
    })
  })

  it('takes levels that no bin has yet', () => {
    expect(moveLevels(bins, ['z'], 0)).toMatchObject({ bins: manual(...groups(['a', 'b', 'z'], ['c'], ['d', 'e'])) })
    expect(moveLevels(manual(...groups(['a']), { kind: 'special', codes: ['?'] }), ['z'], 'own')).toMatchObject({
      bins: manual(...groups(['a'], ['z']), { kind: 'special', codes: ['?'] }),
    })
  })

  it('refuses nothing chosen, no change and bins that hold no levels', () => {
    expect(problemOf(moveLevels(bins, [], 0))).toBe('Choose at least one level.')
    expect(problemOf(moveLevels(bins, ['a'], 0))).toBe('These levels are in that bin already.')
    expect(problemOf(moveLevels(bins, ['c'], 'own'))).toBe('These levels are a bin of their own already.')
    expect(problemOf(moveLevels(bins, ['a'], 9))).toBe('Levels can only move to a group of levels.')
    expect(problemOf(moveLevels(manual(...ranges(1)), ['a'], 0))).toBe('Levels can only move to a group of levels.')
  })
})

describe('taking a group apart', () => {
  it('makes every level a bin of its own, in its place and with the note', () => {
    const bins = manual(...groups(['a', 'b'], ['c']))
    const noted = { ...bins, bins: bins.bins.map((bin, index) => (index === 0 ? { ...bin, note: 'why' } : bin)) }
    expect(ungroupLevels(noted, 0)).toMatchObject({
      bins: {
        bins: [
          { definition: { kind: 'levels', levels: ['a'] }, note: 'why' },
          { definition: { kind: 'levels', levels: ['b'] }, note: 'why' },
          { definition: { kind: 'levels', levels: ['c'] } },
        ],
      },
      action: 'ungrouping of bin 1',
    })
  })

  it('refuses a single level, a range and more bins than there can be', () => {
    expect(problemOf(ungroupLevels(manual(...groups(['a'])), 0))).toMatch(/several levels/)
    expect(problemOf(ungroupLevels(manual(...ranges(1)), 0))).toMatch(/several levels/)
    const many = manual(...groups(Array.from({ length: 201 }, (_, index) => `level ${index}`)))
    expect(problemOf(ungroupLevels(many, 0))).toBe('There can be 200 bins at most; this group has 201 levels.')
  })
})

describe('special codes', () => {
  it('give a number a bin of its own and take it away again', () => {
    const bins = manual(...ranges(10))
    const set = setSpecialCode(bins, ' -999.0 ', 'numeric')
    expect(set).toMatchObject({ bins: manual(...ranges(10), { kind: 'special', codes: ['-999'] }), focus: 2 })
    if (!set.isDone) throw new Error(set.problem)
    expect(problemOf(setSpecialCode(set.bins, '-999', 'numeric'))).toBe('-999 is a special code already.')
    expect(unsetSpecialCode(set.bins, '-999', 'numeric')).toMatchObject({ bins, action: 'ordinary value -999' })
  })

  it('take a level out of its group and bring it back as a bin of its own', () => {
    const bins = manual(...groups(['a', 'n/a'], ['b']))
    const set = setSpecialCode(bins, 'n/a', 'text')
    expect(set).toMatchObject({ bins: manual(...groups(['a'], ['b']), { kind: 'special', codes: ['n/a'] }) })
    if (!set.isDone) throw new Error(set.problem)
    expect(unsetSpecialCode(set.bins, 'n/a', 'text')).toMatchObject({
      bins: manual(...groups(['a'], ['b'], ['n/a'])),
      focus: 2,
    })
  })

  it('are the same number however it is written, but the same level only letter by letter', () => {
    const numbers = manual(...ranges(), { kind: 'special', codes: ['-999.0'] })
    expect(unsetSpecialCode(numbers, '-999', 'numeric')).toMatchObject({ bins: manual(...ranges()) })
    const levels = manual(...groups(['a']), { kind: 'special', codes: ['1.0'] })
    expect(problemOf(unsetSpecialCode(levels, '1', 'text'))).toBe('1 is no special code.')
  })

  it('leave the other codes of a shared bin', () => {
    const bins = manual(...ranges(), { kind: 'special', codes: ['-1', '-2'] })
    expect(unsetSpecialCode(bins, '-1', 'numeric')).toMatchObject({
      bins: manual(...ranges(), { kind: 'special', codes: ['-2'] }),
    })
  })

  it('refuse what is no number, no code, or the last ordinary level', () => {
    expect(problemOf(setSpecialCode(manual(...ranges()), '1,5', 'numeric'))).toMatch(/Write 1.5 for a decimal/)
    expect(problemOf(setSpecialCode(manual(...groups(['a'])), '', 'text'))).toBe('Type the level that is a code.')
    expect(problemOf(setSpecialCode(manual(...groups(['a'])), 'a', 'text'))).toMatch(/One level at least/)
    expect(problemOf(unsetSpecialCode(manual(...ranges()), '5', 'numeric'))).toBe('5 is no special code.')
  })
})

describe('a level in a sentence', () => {
  it('is quoted where its ends would not be seen and shortened where it is long', () => {
    expect([shortLevel('a'), shortLevel(''), shortLevel(' a')]).toEqual(['a', '""', '" a"'])
    expect(shortLevel('x'.repeat(60))).toHaveLength(40)
  })
})
