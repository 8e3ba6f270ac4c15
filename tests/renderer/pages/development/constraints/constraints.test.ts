import { describe, expect, it } from 'vitest'
import {
  type Constraints,
  choicesOfGroup,
  directionOf,
  nOpenSuggestions,
  withDirection,
  withGroup,
  withMembers,
  withSuggestions,
} from '../../../../../src/renderer/pages/development/constraints/constraint-choices.ts'
import {
  constraintRows,
  filteredRows,
} from '../../../../../src/renderer/pages/development/constraints/constraint-rows.ts'
import { directionText } from '../../../../../src/renderer/pages/development/constraints/constraint-words.ts'
import { directionOfKey } from '../../../../../src/renderer/pages/development/constraints/direction-keys.ts'
import { ratesWords } from '../../../../../src/renderer/pages/development/constraints/rate-sparkline.tsx'
import { gbdtParamsSchema, type MonotoneSuggestion } from '../../../../../src/shared/contract/index.ts'

const NONE: Constraints = { monotone: [], interactions: [] }

function suggestion(column: string, direction: MonotoneSuggestion['direction']): MonotoneSuggestion {
  return {
    column,
    direction,
    correlation: { value: 0.2, lower: 0.1, upper: 0.3, level: 0.95, method: 'Fisher', reason: null } as never,
    agreement: 1,
    reason: 'rises',
    rates: [
      { lower: 0, upper: 1, isMissing: false, count: 10, eventRate: 0.1 },
      { lower: 1, upper: 2, isMissing: false, count: 10, eventRate: 0.2 },
      { lower: null, upper: null, isMissing: true, count: 5, eventRate: 0.4 },
    ],
  }
}

describe('directions', () => {
  it('are set, changed in their place and taken away', () => {
    const one = withDirection(withDirection(NONE, 'a', 'increasing'), 'b', 'decreasing')
    expect([directionOf(one, 'a'), directionOf(one, 'b'), directionOf(one, 'c')]).toEqual([
      'increasing',
      'decreasing',
      null,
    ])
    const other = withDirection(one, 'a', 'decreasing')
    expect(other.monotone.map(({ column }) => column)).toEqual(['a', 'b'])
    expect(withDirection(other, 'a', null).monotone).toEqual([{ column: 'b', direction: 'decreasing' }])
    expect(withDirection(other, 'a', 'decreasing')).toBe(other)
    expect(withDirection(other, 'z', null)).toBe(other)
    expect(gbdtParamsSchema.parse(other)).toMatchObject(other)
  })

  it('are taken from the data all at once; what has no suggestion stays', () => {
    const mine = withDirection(NONE, 'c', 'decreasing')
    const suggestions = [suggestion('a', 'increasing'), suggestion('b', null), suggestion('c', null)]
    expect(nOpenSuggestions(mine, suggestions)).toBe(1)
    const taken = withSuggestions(mine, suggestions)
    expect(taken.monotone).toEqual([
      { column: 'c', direction: 'decreasing' },
      { column: 'a', direction: 'increasing' },
    ])
    expect(nOpenSuggestions(taken, suggestions)).toBe(0)
    expect(withSuggestions(taken, suggestions)).toBe(taken)
  })

  it.each([
    ['r', 'increasing'],
    ['F', 'decreasing'],
    ['n', null],
    ['Delete', null],
    ['s', 'decreasing'],
    ['ArrowRight', 'decreasing'],
    ['ArrowLeft', null],
    ['x', undefined],
    ['ArrowDown', undefined],
  ])('have their key: %s', (key, expected) => {
    expect(directionOfKey(key, { direction: 'increasing', suggestion: suggestion('a', 'decreasing') })).toBe(expected)
  })

  it('have no key S where the data suggest nothing, and arrows go round', () => {
    expect(directionOfKey('s', { direction: null, suggestion: null })).toBeUndefined()
    expect(directionOfKey('ArrowLeft', { direction: null, suggestion: null })).toBe('decreasing')
    expect(directionOfKey('ArrowRight', { direction: 'decreasing', suggestion: null })).toBeNull()
    expect([directionText(null), directionText('increasing')]).toEqual(['None', 'PD rises'])
  })
})

describe('interaction groups', () => {
  it('begin with one member, and are gone without any', () => {
    const two = withGroup(withGroup(NONE, 'a'), 'b')
    const grown = withMembers(two, 0, ['a', 'c'])
    expect(grown.interactions).toEqual([['a', 'c'], ['b']])
    expect(withMembers(grown, 0, []).interactions).toEqual([['b']])
    expect(withMembers(grown, 5, ['z'])).toBe(grown)
    expect(choicesOfGroup(grown, 0, ['a', 'b', 'c', 'd'])).toEqual(['a', 'c', 'd'])
    expect(choicesOfGroup(grown, -1, ['a', 'b', 'c', 'd'])).toEqual(['d'])
  })
})

describe('the rows of the editor', () => {
  const rows = constraintRows(
    [
      { name: 'a', type: 'numeric' },
      { name: 'b', type: 'numeric' },
      { name: 'purpose', type: 'text' },
    ],
    withDirection(NONE, 'b', 'increasing'),
    [suggestion('a', 'increasing'), suggestion('b', 'increasing')],
  )

  it('say why levels cannot have a direction', () => {
    expect(rows.map(({ obstacle }) => obstacle !== null)).toEqual([false, false, true])
    expect(rows[2]?.obstacle).toContain('no order')
  })

  it('are filtered by what is set and what is not taken', () => {
    const names = (filter: 'all' | 'set' | 'open') => filteredRows(rows, filter).map(({ name }) => name)
    expect([names('all'), names('set'), names('open')]).toEqual([['a', 'b', 'purpose'], ['b'], ['a']])
  })

  it('tell the rates in words', () => {
    expect(ratesWords(suggestion('a', null).rates)).toBe('Bad rate 10.0%, 20.0%; missing 40.0%')
    const many = Array.from({ length: 12 }, (_, index) => ({
      lower: index,
      upper: index + 1,
      isMissing: false,
      count: 1,
      eventRate: index / 100,
    }))
    expect(ratesWords(many)).toBe('Bad rate from 0.0% in the lowest to 11.0% in the highest of 12 bins')
  })
})
