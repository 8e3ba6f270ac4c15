import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellAt, createFrame, getColumn } from '../../../../src/main/core/frame/frame.ts'
import { fitScorecard } from '../../../../src/main/core/scorecard/fit-scorecard.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { numericColumn, textColumn } from './german-credit-frame.ts'
import { DEFAULTS, fitGerman, frame, split, target, yTrue } from './german-scorecard.ts'

type Value = number | string | null

/** German Credit with a special code and missing values put in, so that every kind of bin holds rows. */
function fitSpoiled(rounding: 'integer' | 'none'): ScorecardModel {
  const month = Array.from({ length: 1000 }, (_, i) =>
    i % 9 === 0 ? -999 : i % 11 === 0 ? null : (cellAt(getColumn(frame, 'month'), i) as number),
  )
  const status = Array.from({ length: 1000 }, (_, i) =>
    i % 13 === 0 ? null : (cellAt(getColumn(frame, 'status'), i) as string),
  )
  const amount = getColumn(frame, 'credit_amount')
  const spoiled = createFrame([
    numericColumn('month', month),
    textColumn('status', status),
    amount,
    getColumn(frame, 'credit'),
  ])
  const binning = {
    ...DEFAULTS.binning,
    specialCodes: [
      { column: 'month', codes: ['-999'] },
      { column: 'status', codes: ['A13'] },
    ],
  }
  const params = { ...DEFAULTS, minInformationValue: 0, binning, scaling: { ...DEFAULTS.scaling, rounding } }
  return fitScorecard({
    frame: spoiled,
    target,
    characteristics: ['month', 'status', 'credit_amount'],
    params,
    split,
    seed: 1,
  }).model
}

const model = fitSpoiled('integer')
const exact = fitSpoiled('none')

/** The label a person would look up in the printed table for a value, by reading the label alone. */
function printedLabel(characteristic: string, value: Value): string {
  const variable = model.variables.find(({ name }) => name === characteristic)!
  if (value === null) return 'Missing'
  const labels = variable.bins.map(({ label }) => label)
  const special = `Special: ${typeof value === 'number' ? String(value).replace('-', '−') : value}`
  if (labels.includes(special)) return special
  if (typeof value === 'string') return labels.find((label) => label.split(', ').includes(value)) ?? 'Other values'
  return labels.find((label) => {
    const [a = 0, b = 0] = (label.match(/[−\d][\d.e+−]*/g) ?? []).map((text) => Number(text.replaceAll('−', '-')))
    if (label.startsWith('<')) return value < a
    if (label.startsWith('≥')) return value >= a
    return label.startsWith('[') && value >= a && value < b
  })!
}

/** The edges themselves and the doubles next to them. */
function nearEdges(name: string): number[] {
  const splits = model.variables.find((variable) => variable.name === name)!.splits
  return splits.flatMap((edge) => [neighbour(edge, -1), edge, neighbour(edge, 1)])
}

function neighbour(value: number, direction: 1 | -1): number {
  const bits = new BigInt64Array(Float64Array.of(value).buffer)
  bits[0]! += BigInt(direction * Math.sign(value))
  return new Float64Array(bits.buffer)[0]!
}

const numeric = (name: string): fc.Arbitrary<Value> =>
  fc.oneof(
    fc.constantFrom<Value>(...nearEdges(name), -999, null, 0, -0, Infinity, -Infinity),
    fc.double({ noNaN: true }),
    fc.integer({ min: 0, max: 20_000 }),
  )
const text: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>('A11', 'A12', 'A13', 'A14', null, 'A15', '', '__proto__'),
  fc.string(),
)
const cases = fc.tuple(numeric('month'), text, numeric('credit_amount'))

describe('scoring with a scorecard', () => {
  it('has every kind of bin to test', () => {
    expect(model.characteristics.map(({ name }) => name)).toEqual(['month', 'status', 'credit_amount'])
    expect(nearEdges('month').length).toBeGreaterThan(3)
    const kinds = model.variables.flatMap(({ bins }) =>
      bins.filter(({ count }) => count > 0).map(({ definition }) => definition.kind),
    )
    expect(new Set(kinds)).toEqual(new Set(['interval', 'levels', 'special', 'missing']))
  })

  it('gives the printed points: on edges, one ulp beside them, missing, special, unseen', () => {
    const scorecard = compileScorecard(model)
    fc.assert(
      fc.property(cases, (values) => {
        const printed = model.characteristics.map(({ name, attributes }, j) => {
          const label = printedLabel(name, values[j]!)
          const found = attributes.filter((attribute) => attribute.label === label)
          expect(found.length).toBe(1)
          return found[0]!.points
        })
        const { points, bins } = scorecard.scoreValues(values)
        expect(points).toBe(printed.reduce((sum, value) => sum + value, 0))
        bins.forEach((bin, j) => void expect(model.characteristics[j]!.attributes[bin]!.points).toBe(printed[j]))
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['integer', model],
    ['none', exact],
  ] as const)('scores one case and a batch alike, bit by bit (rounding %s)', (_, card) => {
    const scorecard = compileScorecard(card)
    fc.assert(
      fc.property(fc.array(cases, { minLength: 1, maxLength: 20 }), (rows) => {
        const batch = scorecard.scoreFrame(
          createFrame([
            textColumn(
              'status',
              rows.map(([, status]) => status as string | null),
            ),
            numericColumn(
              'credit_amount',
              rows.map(([, , amount]) => amount as number | null),
            ),
            numericColumn(
              'month',
              rows.map(([month]) => month as number | null),
            ),
          ]),
        )
        rows.forEach((values, i) => {
          const single = scorecard.scoreValues(values)
          expect(batch.points[i]).toBe(single.points)
          expect(batch.probability[i]).toBe(single.probability)
          expect(batch.bins.map((bins) => bins[i])).toEqual([...single.bins])
        })
      }),
    )
  })

  it('turns points into PD by the formula of the model', () => {
    const { points, probability } = compileScorecard(model).scoreValues([12, 'A11', 3000])
    expect(probability).toBeCloseTo(1 / (1 + Math.exp((points - model.offset) / model.factor)), 14)
  })

  it('ranks riskier cases lower: more points, lower PD', () => {
    const { points, probability } = compileScorecard(fitGerman().model).scoreFrame(frame)
    const mean = (label: number) =>
      points.reduce((sum, value, i) => sum + (yTrue[i] === label ? value : 0), 0) / (label ? 300 : 700)
    expect(mean(0)).toBeGreaterThan(mean(1) + 50)
    for (let i = 1; i < points.length; i++) {
      expect(Math.sign(points[i]! - points[i - 1]!)).toBe(Math.sign(probability[i - 1]! - probability[i]!))
    }
  })

  it('refuses models that are not whole and values that do not fit', () => {
    const scorecard = compileScorecard(model)
    expect(() => scorecard.scoreValues([1, 'A11'])).toThrow('scoreValues needs 3 values, got 2')
    expect(() => scorecard.scoreValues(['12', 'A11', 1])).toThrow('variable "month" needs numbers, got a text')
    expect(() => scorecard.scoreFrame(createFrame([numericColumn('month', [1])]))).toThrow('needs a column "status"')
    const [first, ...others] = model.characteristics
    const change = (attributes: (typeof first & object)['attributes']) => ({
      ...model,
      characteristics: [{ ...first!, attributes }, ...others],
    })
    expect(() => compileScorecard({ ...model, characteristics: [] })).toThrow('needs characteristics, got none')
    expect(() => compileScorecard({ ...model, variables: [] })).toThrow('got none for "month"')
    expect(() => compileScorecard(change(first!.attributes.slice(1)))).toThrow('needs points for every bin')
    expect(() => compileScorecard(change([...first!.attributes, first!.attributes[0]!]))).toThrow(
      'needs one attribute with points per bin',
    )
    expect(() => compileScorecard(change([{ bin: 99, label: 'x', points: 1 }]))).toThrow('for bin 99')
    expect(() => compileScorecard(change([{ ...first!.attributes[0]!, points: Number.NaN }]))).toThrow(
      'needs one attribute with points per bin',
    )
  })
})
