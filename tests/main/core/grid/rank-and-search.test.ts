import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankDates } from '../../../../src/main/core/grid/rank-dates.ts'
import { rankTexts } from '../../../../src/main/core/grid/rank-texts.ts'
import {
  levelsWith,
  markedRows,
  markLevels,
  numberSearch,
  searchNeedle,
} from '../../../../src/main/core/grid/search-cells.ts'
import { sortByRanks } from '../../../../src/main/core/grid/sort-by-ranks.ts'

const rowsOf = (n: number) => Uint32Array.from({ length: n }, (_, row) => row)

function byBytes(texts: readonly string[]): string[] {
  return [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

function inOrder(texts: readonly string[]): string[] {
  const ranks = rankTexts(texts)
  const sorted: string[] = []
  texts.forEach((text, index) => {
    sorted[ranks[index]!] = text
  })
  return sorted
}

describe('rankTexts', () => {
  it('orders by code points: empty first, capitals before small letters, emoji after U+FFFD', () => {
    expect(inOrder(['b', '', 'B', 'ä', 'a', '\u{1f600}', '\ufffd', 'ab', '10', '9'])).toEqual([
      '',
      '10',
      '9',
      'B',
      'a',
      'ab',
      'b',
      'ä',
      '\ufffd',
      '\u{1f600}',
    ])
  })

  it('orders as the bytes of UTF-8 do', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '0', 'é', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}', '\0'),
    })
    fc.assert(
      fc.property(fc.uniqueArray(text, { minLength: 0, maxLength: 400 }), (texts) => {
        expect(inOrder(texts)).toEqual(byBytes(texts))
      }),
      { numRuns: 60 },
    )
  })

  it('orders many texts with long common beginnings', () => {
    const texts = Array.from({ length: 3000 }, (_, i) => `contract-${String((i * 7919) % 3000).padStart(6, '0')}`)
    expect(inOrder(texts)).toEqual(byBytes(texts))
    const mixed = texts.flatMap((text, i) => [text, `${text}${i % 2 === 0 ? 'é' : '~'}`])
    expect(inOrder(mixed)).toEqual(byBytes(mixed))
  })
})

describe('rankDates', () => {
  it('orders by day, not by text; equal days share a rank; what is no date has none', () => {
    const ranks = rankDates(['31/12/2020', '01/02/2021', '15/01/2021', '31/02/2021'], 'DD/MM/YYYY')
    expect([...ranks]).toEqual([0, 2, 1, -1])
    expect([...rankDates(['2020-01-01T00:00:00', '2020-01-01T00:00:00.000'], 'YYYY-MM-DDTHH:mm:ss')]).toEqual([0, 0])
  })
})

describe('sortByRanks', () => {
  const codes = Int32Array.from([1, -1, 0, 2, 0, 1, 3])
  const ranks = Int32Array.from([2, 0, 1, -1])

  it('orders by rank, missing last in both directions, ties as they came', () => {
    expect([...sortByRanks(rowsOf(7), codes, ranks, false)]).toEqual([0, 5, 3, 2, 4, 1, 6])
    expect([...sortByRanks(rowsOf(7), codes, ranks, true)]).toEqual([2, 4, 3, 0, 5, 1, 6])
  })

  it('sorts only the rows given', () => {
    expect([...sortByRanks(Uint32Array.from([4, 2, 1, 0]), codes, ranks, false)]).toEqual([0, 4, 2, 1])
  })

  it('takes a column without levels', () => {
    expect([...sortByRanks(rowsOf(2), Int32Array.from([-1, -1]), new Int32Array(0), true)]).toEqual([0, 1])
  })
})

describe('search', () => {
  it('finds texts whatever the case', () => {
    expect([...levelsWith(['Berlin', 'Oberlin', 'Ulm', ''], searchNeedle('BERLIN'))]).toEqual([1, 1, 0, 0])
    const marks = new Uint8Array(5)
    markLevels(Int32Array.from([1, -1, 0]), Uint8Array.from([1, 0]), marks, 2)
    expect([...marks]).toEqual([0, 0, 0, 0, 1])
  })

  it('finds numbers by their shortest text, never missing ones', () => {
    const marks = new Uint8Array(7)
    const values = Float64Array.from([30_000, 0.3, 1e-7, Number.NaN, -3, 1e21, 3])
    numberSearch('3')?.(values, marks, 0)
    expect([...marks]).toEqual([1, 1, 0, 0, 1, 0, 1])
    marks.fill(0)
    numberSearch('e')?.(values, marks, 0)
    expect([...marks]).toEqual([0, 0, 1, 0, 0, 1, 0])
    expect(numberSearch('berlin')).toBeNull()
    expect(numberSearch('nan')).toBeNull()
  })

  it('answers as the text of each number does, whatever the memory held before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -300, max: 300 }))),
        fc.stringMatching(/^[-.e0-9]{1,3}$/),
        (numbers, needle) => {
          const marks = new Uint8Array(numbers.length)
          numberSearch(needle)?.(Float64Array.from(numbers), marks, 0)
          expect([...marks]).toEqual(numbers.map((value) => Number(String(value).includes(needle))))
        },
      ),
    )
  })

  it('lists the marked rows, all or within others', () => {
    const marks = Uint8Array.from([1, 0, 1, 1])
    expect([...markedRows(marks)]).toEqual([0, 2, 3])
    expect([...markedRows(marks, Uint32Array.from([1, 2]))]).toEqual([2])
    expect([...markedRows(new Uint8Array(0))]).toEqual([])
  })
})
