import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chiSquaredOfTable,
  correlation,
  correlationRatio,
  cramersV,
} from '../../../../src/main/core/data-report/association-measures.ts'
import { associations } from '../../../../src/main/core/data-report/associations.ts'
import { createFrame, type Frame } from '../../../../src/main/core/frame/frame.ts'
import golden from '../../../golden/data-report.json' with { type: 'json' }
import { germanWithGaps, numberColumn, readGerman, textColumn } from './real-data.ts'

const COLUMNS = ['month', 'credit_amount', 'age', 'status', 'credit_history', 'purpose']

function find(frame: Frame, a: string, b: string, measure: string) {
  return associations(frame).associations.find(
    (entry) => entry.measure === measure && [entry.a, entry.b].includes(a) && [entry.a, entry.b].includes(b),
  )!
}

describe('associations against pandas and SciPy', () => {
  const reports = {
    full: associations(readGerman(['month', 'credit_amount', 'age']), { columns: COLUMNS }),
    gaps: associations(germanWithGaps(), { columns: COLUMNS }),
  }

  it.each(golden.associations.map((entry) => [`${entry.measure} of ${entry.a} and ${entry.b}`, entry] as const))(
    '%s',
    (_, expected) => {
      const found = reports[expected.gaps ? 'gaps' : 'full'].associations.find(
        ({ a, b, measure }) => a === expected.a && b === expected.b && measure === expected.measure,
      )!
      expect(found.value).toBeCloseTo(expected.value, 12)
      expect(found.n).toBe(expected.n)
    },
  )

  it('has one entry per pair and measure', () => {
    expect(reports.full.associations).toHaveLength(3 * 2 + 9 + 3 * 2)
    expect(reports.full.pooled).toEqual([])
  })
})

describe('associations', () => {
  it('says why there is none', () => {
    const frame = createFrame([
      numberColumn('one', [1, 1, 1, 1]),
      numberColumn('x', [1, 2, 3, null]),
      numberColumn('y', [null, null, 5, 4]),
      numberColumn('z', [7, 8, 8, 8]),
      textColumn('t', ['a', 'a', 'a', 'b']),
      textColumn('u', ['p', 'q', 'q', null]),
    ])
    expect(find(frame, 'one', 'z', 'pearson')).toMatchObject({
      value: null,
      reason: '"one" is constant over the 4 rows where both columns have a value',
    })
    expect(find(frame, 'x', 'y', 'spearman')).toMatchObject({
      value: null,
      n: 1,
      reason: 'the pair needs two rows where both columns have a value, got 1',
    })
    expect(find(frame, 'y', 'z', 'pearson').reason).toContain('"z" is constant over the 2 rows')
    expect(find(frame, 't', 'one', 'correlationRatio').reason).toContain('"one" is constant')
    expect(find(frame, 't', 'x', 'correlationRatio').reason).toContain('"t" is constant over the 3 rows')
    expect(find(frame, 't', 'u', 'cramersV').reason).toContain('"t" is constant over the 3 rows')
    expect(find(frame, 'u', 't', 'cramersVCorrected').value).toBeNull()
    expect(find(frame, 'x', 'z', 'pearson').value).toBeCloseTo(Math.sqrt(3) / 2, 14)
  })

  it('takes rare levels together, ties by text, and says so', () => {
    const values = ['b', 'b', 'c', 'a', 'd', 'b']
    const frame = createFrame([textColumn('t', values), numberColumn('x', [1, 2, 3, 4, 9, 6])])
    const report = associations(frame, { maxLevels: 2 })
    expect(report.pooled).toEqual([{ column: 't', nLevels: 4, nPooled: 2 }])
    const pooled = createFrame([textColumn('t', ['b', 'b', 'o', 'a', 'o', 'b']), numberColumn('x', [1, 2, 3, 4, 9, 6])])
    expect(report.associations[0]!.value).toBeCloseTo(associations(pooled).associations[0]!.value!, 14)
  })

  it('treats dates as days', () => {
    const dates = textColumn('d', ['2020-01-05', '2020-01-01', '2020-01-02'])
    const frame = createFrame([{ ...dates, dateFormat: 'YYYY-MM-DD' } as typeof dates, numberColumn('x', [10, 2, 4])])
    expect(find(frame, 'd', 'x', 'pearson').value).toBeCloseTo(1, 14)
  })

  it('is symmetric, bounded, and Spearman ignores increasing maps', () => {
    const number = fc.option(fc.integer({ min: -20, max: 20 }), { nil: null, freq: 4 })
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 3, maxLength: 40 }), (rows) => {
        const x = rows.map(([a]) => a)
        const y = rows.map(([, b]) => b)
        const frame = createFrame([numberColumn('x', x), numberColumn('y', y)])
        const turned = createFrame([numberColumn('y', y), numberColumn('x', x)])
        const cubed = createFrame([
          numberColumn(
            'x',
            x.map((value) => (value === null ? null : value ** 3)),
          ),
          numberColumn('y', y),
        ])
        const [pearson, spearman] = associations(frame).associations
        const [pearsonTurned] = associations(turned).associations
        if (pearson!.value === null) expect(pearson!.reason).not.toBeNull()
        else {
          expect(pearson!.value).toBeCloseTo(pearsonTurned!.value!, 12)
          expect(Math.abs(pearson!.value)).toBeLessThanOrEqual(1)
          expect(associations(cubed).associations[1]!.value).toBeCloseTo(spearman!.value!, 12)
        }
      }),
    )
  })

  it('refuses what it cannot do', () => {
    const many = createFrame(Array.from({ length: 201 }, (_, i) => numberColumn(`x${i}`, [1])))
    expect(() => associations(many)).toThrow('associations needs 200 columns at most, got 201')
    expect(() => associations(createFrame([]), { maxLevels: 0 })).toThrow('needs a whole number ≥ 1 of levels, got 0')
    expect(() => associations(createFrame([]), { columns: ['x'] })).toThrow('needs a column "x"')
    expect(associations(createFrame([])).associations).toEqual([])
  })
})

describe('the measures alone', () => {
  it('gives 1 to columns that tell each other', () => {
    expect(cramersV([5, 0, 0, 7], 2).value).toBeCloseTo(1, 14)
    expect(correlationRatio([2, 2], [-2, 2], 4)).toBeCloseTo(1, 14)
    expect(correlation({ n: 3, xx: 2, yy: 8, xy: -4 })).toBeCloseTo(-1, 14)
  })

  it('leaves empty rows and columns out', () => {
    expect(cramersV([5, 1, 0, 2, 7, 0, 0, 0, 0], 3).value).toBeCloseTo(cramersV([5, 1, 2, 7], 2).value, 15)
    expect(chiSquaredOfTable([5, 1, 2, 7], 2)).toMatchObject({ n: 15, r: 2, c: 2, smallestExpected: (6 * 7) / 15 })
  })

  it('throws where a measure does not exist', () => {
    expect(() => correlation({ n: 1, xx: 1, yy: 1, xy: 1 })).toThrow('needs two rows')
    expect(() => correlation({ n: 3, xx: 0, yy: 1, xy: 0 })).toThrow('needs two columns that vary')
    expect(() => cramersV([1, 2], 2)).toThrow('needs two filled rows and columns')
    expect(() => cramersV([1, 2, 3, 0.5], 2)).toThrow('whole numbers')
    expect(() => correlationRatio([3, 0], [1, 0], 5)).toThrow('needs two filled groups')
    expect(() => correlationRatio([1, 1], [0, 0], 0)).toThrow('needs numbers that vary')
    expect(cramersV([1, 0, 0, 1], 2).corrected).toBeNull()
  })
})
