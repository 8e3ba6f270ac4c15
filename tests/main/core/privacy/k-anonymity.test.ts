import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Column, createFrame } from '../../../../src/main/core/frame/frame.ts'
import { equivalenceClasses } from '../../../../src/main/core/privacy/equivalence-classes.ts'
import { kAnonymity } from '../../../../src/main/core/privacy/k-anonymity.ts'
import { lDiversity } from '../../../../src/main/core/privacy/l-diversity.ts'
import { thrownKind } from '../stats/thrown-kind.ts'

function numbers(name: string, values: readonly number[]): Column {
  return { kind: 'numeric', name, values: Float64Array.from(values) }
}

function codes(name: string, values: readonly number[]): Column {
  return { kind: 'text', name, codes: Int32Array.from(values), levels: ['a', 'b', 'c', 'd'] }
}

/** Classes by (age, sex): (30, a) 3 rows, (30, b) 1, (40, a) 5, (NaN, missing) 2. */
const FRAME = createFrame([
  numbers('age', [30, 30, 30, 30, 40, 40, 40, 40, 40, Number.NaN, Number.NaN]),
  codes('sex', [0, 0, 1, 0, 0, 0, 0, 0, 0, -1, -1]),
  codes('illness', [0, 0, 1, 0, 2, 1, 2, 0, -1, 3, 0]),
])

describe('kAnonymity', () => {
  it('counts classes and rows by size', () => {
    expect(kAnonymity(FRAME, ['age', 'sex'])).toEqual({
      k: 1,
      nRows: 11,
      nClasses: 4,
      bands: [
        { from: 1, to: 1, nClasses: 1, nRows: 1, share: 1 / 11 },
        { from: 2, to: 4, nClasses: 2, nRows: 5, share: 5 / 11 },
        { from: 5, to: 9, nClasses: 1, nRows: 5, share: 5 / 11 },
        { from: 10, to: null, nClasses: 0, nRows: 0, share: 0 },
      ],
      rowsBelow: { k: 5, n: 6 },
    })
  })

  it('is the number of rows where all agree, and takes −0 for 0', () => {
    const frame = createFrame([numbers('x', [0, -0, 0, 0, 0, 0, 0, 0, 0, 0])])
    const found = kAnonymity(frame, ['x'])
    expect(found.k).toBe(10)
    expect(found.bands[3]).toEqual({ from: 10, to: null, nClasses: 1, nRows: 10, share: 1 })
  })

  it('refuses no columns and unknown columns, and is undefined without rows', () => {
    expect(thrownKind(() => kAnonymity(FRAME, []))).toBe('invalidInput')
    expect(thrownKind(() => kAnonymity(FRAME, ['none']))).toBe('invalidInput')
    expect(thrownKind(() => kAnonymity(createFrame([numbers('x', [])]), ['x']))).toBe('undefined')
  })
})

describe('equivalenceClasses', () => {
  it('agrees with grouping by written-out keys', () => {
    const value = fc.constantFrom(0, 1, -1, 0.5, 2 ** 40, 2 ** 40 + 1, 1e300, Number.NaN)
    const rows = fc.array(fc.tuple(value, value, fc.integer({ min: -1, max: 3 })), { maxLength: 60 })
    fc.assert(
      fc.property(rows, (table) => {
        const frame = createFrame([
          numbers(
            'p',
            table.map((row) => row[0]),
          ),
          numbers(
            'q',
            table.map((row) => row[1]),
          ),
          codes(
            'r',
            table.map((row) => row[2]),
          ),
        ])
        const seen = new Map<string, number>()
        const expected = table.map((row) => {
          const key = row.join('|')
          if (!seen.has(key)) seen.set(key, seen.size)
          return seen.get(key)!
        })
        const found = equivalenceClasses(frame, ['p', 'q', 'r'])
        expect([...found.classOf]).toEqual(expected)
        expect([...found.sizes]).toEqual([...seen.values()].map((id) => expected.filter((one) => one === id).length))
      }),
    )
  })

  it('holds with many values', () => {
    const n = 50_000
    const frame = createFrame([
      numbers(
        'x',
        Array.from({ length: n }, (_, i) => i * 0.1),
      ),
      numbers(
        'y',
        Array.from({ length: n }, (_, i) => i % 7),
      ),
    ])
    expect(equivalenceClasses(frame, ['x', 'y']).sizes.length).toBe(n)
    expect([...equivalenceClasses(frame, ['y']).sizes].sort()).toEqual([7142, 7143, 7143, 7143, 7143, 7143, 7143])
  })
})

describe('lDiversity', () => {
  it('counts distinct sensitive values in each class', () => {
    // (30, a): {a}; (30, b): {b}; (40, a): {c, b, a, missing}; missing: {d, a}
    expect(lDiversity(FRAME, ['age', 'sex'], 'illness')).toEqual({
      l: 1,
      nClasses: 4,
      homogeneous: { nClasses: 2, nRows: 4, share: 4 / 11 },
    })
    expect(lDiversity(FRAME, ['age'], 'illness').l).toBe(2)
  })

  it('never exceeds k', () => {
    const column = fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(column, column, (quasi, sensitive) => {
        const frame = createFrame([codes('q', quasi), codes('s', sensitive)])
        const { l } = lDiversity(frame, ['q'], 's')
        expect(l).toBeGreaterThanOrEqual(1)
        expect(l).toBeLessThanOrEqual(kAnonymity(frame, ['q']).k)
      }),
    )
  })

  it('refuses no columns, unknown columns, a sensitive quasi-identifier, and no rows', () => {
    expect(thrownKind(() => lDiversity(FRAME, [], 'illness'))).toBe('invalidInput')
    expect(thrownKind(() => lDiversity(FRAME, ['age'], 'none'))).toBe('invalidInput')
    expect(thrownKind(() => lDiversity(FRAME, ['age'], 'age'))).toBe('invalidInput')
    const empty = createFrame([numbers('x', []), numbers('y', [])])
    expect(thrownKind(() => lDiversity(empty, ['x'], 'y'))).toBe('undefined')
  })
})
