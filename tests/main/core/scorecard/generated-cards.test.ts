import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binLabel } from '../../../../src/main/core/binning/bin-label.ts'
import type { Bin, BinDefinition, BinnedVariable } from '../../../../src/main/core/binning/binned-variable.ts'
import { compileExplainer } from '../../../../src/main/core/explain/explain-case.ts'
import { explanationReport } from '../../../../src/main/core/explain/explanation-report.ts'
import { createFrame } from '../../../../src/main/core/frame/frame.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import type { Characteristic, ScorecardModel } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { caseExplanationSchema, scorecardModelSchema } from '../../../../src/shared/contract/index.ts'
import { numericColumn, textColumn } from './german-credit-frame.ts'

type Value = number | string | null

const LEVELS = ['a', 'b', 'c', '__proto__', '']

function binOf(definition: BinDefinition, type: 'numeric' | 'text'): Bin {
  const counts = { count: 10, share: 0.1, events: 2, nonEvents: 8, eventRate: 0.2 }
  return { definition, label: binLabel(definition, type), ...counts, woe: 0, informationValue: 0, isAdjusted: false }
}

function variableOf(name: string, type: 'numeric' | 'text', definitions: BinDefinition[]): BinnedVariable {
  const bins = definitions.map((definition) => binOf(definition, type))
  const figures = { informationValue: 0.1, gini: null, ksStatistic: null, cramersV: null, isMonotone: false }
  return { kind: 'binnedVariable', name, type, trend: 'none', splits: [], bins, ...figures, zeroCellRule: '' }
}

const points = fc.integer({ min: -200, max: 400 })
const edge = fc
  .oneof(fc.integer({ min: -50, max: 50 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }))
  .map((n) => n + 0)

const numericPart = (name: string) =>
  fc
    .record({
      edges: fc.uniqueArray(edge, { maxLength: 5 }),
      codes: fc.uniqueArray(fc.integer({ min: -5, max: 5 }), { maxLength: 2 }),
      points: fc.array(points, { minLength: 9, maxLength: 9 }),
      slope: fc.option(fc.double({ min: -3, max: 3, noNaN: true })),
      ends: fc.tuple(edge, edge),
    })
    .map(({ edges, codes, points: values, slope, ends }) => {
      const sorted = edges.toSorted((a, b) => a - b)
      const definitions: BinDefinition[] = [
        ...[null, ...sorted].map((lower, i) => ({ kind: 'interval' as const, lower, upper: sorted[i] ?? null })),
        ...codes.map((code) => ({ kind: 'special' as const, codes: [String(code)] })),
        { kind: 'missing' },
      ]
      const variable = variableOf(name, 'numeric', definitions)
      return { variable, characteristic: characteristicOf(variable, values, slope, ends) }
    })

const textPart = (name: string) =>
  fc
    .record({ cut: fc.integer({ min: 1, max: 4 }), points: fc.array(points, { minLength: 4, maxLength: 4 }) })
    .map(({ cut, points: values }) => {
      const variable = variableOf(name, 'text', [
        { kind: 'levels', levels: LEVELS.slice(0, cut) },
        { kind: 'levels', levels: LEVELS.slice(cut) },
        { kind: 'missing' },
        { kind: 'unseen' },
      ])
      return { variable, characteristic: characteristicOf(variable, values, null, [0, 0]) }
    })

function characteristicOf(
  variable: BinnedVariable,
  values: readonly number[],
  slope: number | null,
  [a, b]: readonly [number, number],
): Characteristic {
  const attributes = variable.bins.map(({ label, definition }, bin) =>
    slope !== null && definition.kind === 'interval'
      ? { bin, label, points: values[0]!, pointsPerUnit: slope }
      : { bin, label, points: values[bin]! },
  )
  const range = slope === null ? {} : { range: { minimum: Math.min(a, b), maximum: Math.max(a, b) } }
  const extremes = { meanPoints: 20.123, minimumPoints: -1e9, maximumPoints: 1e9 }
  return { name: variable.name, description: null, coefficient: -1, attributes, ...extremes, ...range }
}

const cards = fc.tuple(numericPart('x'), textPart('t'), numericPart('z')).map(
  (parts): ScorecardModel => ({
    kind: 'scorecardModel',
    formatVersion: 1,
    target: { column: 'y', eventValue: '1' },
    factor: 72.13,
    offset: 387.6,
    scaling: { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'none' },
    variables: parts.map(({ variable }) => variable),
    characteristics: parts.map(({ characteristic }) => characteristic),
    intercept: -1,
    developmentEventRate: 0.2,
  }),
)

function neighbour(value: number, direction: 1 | -1): number {
  if (value === 0) return direction * Number.MIN_VALUE
  const bits = new BigInt64Array(Float64Array.of(value).buffer)
  bits[0]! += BigInt(direction * Math.sign(value))
  return new Float64Array(bits.buffer)[0]!
}

/** Every edge, special code and end of a range with its neighbours, and what lies beyond. */
function numbersFor(model: ScorecardModel, j: number): Value[] {
  const { range } = model.characteristics[j]!
  const edges = model.variables[j]!.bins.flatMap(({ definition }) => {
    if (definition.kind === 'interval') return definition.lower === null ? [] : [definition.lower]
    return definition.kind === 'special' ? definition.codes.map(Number) : []
  })
  const all = [...edges, ...(range === undefined ? [] : [range.minimum, range.maximum])]
  const near = all.flatMap((value) => [neighbour(value, -1), value, neighbour(value, 1)])
  return [...near, null, 0, -0, 1e300, -1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.1]
}

function casesFor(model: ScorecardModel): [number | null, string | null, number | null][] {
  const [xs, zs] = [numbersFor(model, 0), numbersFor(model, 2)]
  const texts = [...LEVELS, 'unseen', null]
  return Array.from({ length: Math.max(xs.length, zs.length, texts.length) }, (_, i) => [
    xs[i % xs.length] as number | null,
    texts[i % texts.length]!,
    zs[(i * 7) % zs.length] as number | null,
  ])
}

/** Points by the wording of the model alone: the bin is found by its definition, the line by its formula. */
function pointsByHand(model: ScorecardModel, j: number, value: Value): number {
  const { attributes, range } = model.characteristics[j]!
  const holds = ({ definition }: Bin): boolean => {
    if (definition.kind === 'missing') return value === null
    if (value === null || definition.kind === 'unseen') return false
    if (definition.kind === 'special') return definition.codes.some((code) => Number(code) === value)
    if (definition.kind === 'levels') return definition.levels.includes(String(value))
    return (
      Number(value) >= (definition.lower ?? -Infinity) &&
      (definition.upper === null || Number(value) < definition.upper)
    )
  }
  const { bins } = model.variables[j]!
  const special = bins.findIndex((bin) => bin.definition.kind === 'special' && holds(bin))
  const found = special >= 0 ? special : bins.findIndex(holds)
  const attribute = attributes[found >= 0 ? found : bins.length - 1]!
  if (attribute.pointsPerUnit === undefined) return attribute.points
  const { minimum, maximum } = range!
  const capped = Number(value) < minimum ? minimum : Number(value) > maximum ? maximum : Number(value)
  return attribute.points + attribute.pointsPerUnit * capped
}

describe('generated scorecards of steps and straight lines', () => {
  it('are models of the contract', () => {
    fc.assert(
      fc.property(cards, (model) => void expect(scorecardModelSchema.parse(model)).toEqual(model)),
      { numRuns: 20 },
    )
  })

  it('score one case, a batch and by hand alike, bit by bit: on edges, one ulp beside them, beyond the range', () => {
    fc.assert(
      fc.property(cards, (model) => {
        const rows = casesFor(model)
        const { scoreValues, scoreFrame } = compileScorecard(model)
        const batch = scoreFrame(
          createFrame([
            numericColumn(
              'z',
              rows.map(([, , z]) => z),
            ),
            textColumn(
              't',
              rows.map(([, t]) => t),
            ),
            numericColumn(
              'x',
              rows.map(([x]) => x),
            ),
          ]),
        )
        const different = rows.filter((values, i) => {
          const single = scoreValues(values)
          const byHand = values.reduce<number>((sum, value, j) => sum + pointsByHand(model, j, value), 0)
          return (
            !Object.is(single.points, batch.points[i]) ||
            single.probability !== batch.probability[i] ||
            single.points !== byHand ||
            single.bins.some((bin, j) => bin !== batch.bins[j]![i])
          )
        })
        expect(different).toEqual([])
      }),
      { numRuns: 1500 },
    )
  })

  it('are explained so that points and contributions add up', () => {
    fc.assert(
      fc.property(cards, (model) => {
        const explain = compileExplainer(model)
        const rows = casesFor(model)
        for (const values of rows) {
          const explained = explain(values, { maxReasons: 3, row: 0, outcome: null })
          const { contributions, points: score, baselinePoints } = explained
          expect(contributions.reduce((sum, c) => sum + c.points!, 0)).toBe(score)
          const sum = contributions.reduce((total, c) => total + c.contribution, baselinePoints)
          expect(Math.abs(sum - score)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(score)))
          contributions.forEach((c, j) => void expect(c.points).toBe(pointsByHand(model, j, values[j]!)))
        }
        const finite = rows.map((values) =>
          values.map((value) => (typeof value === 'number' && !Number.isFinite(value) ? 0 : value)),
        )
        expect(() =>
          caseExplanationSchema.parse(explain(finite[0]!, { maxReasons: 3, row: 0, outcome: null })),
        ).not.toThrow()
        const report = explanationReport(
          model,
          createFrame([
            numericColumn(
              'x',
              rows.map(([x]) => x),
            ),
            textColumn(
              't',
              rows.map(([, t]) => t),
            ),
            numericColumn(
              'z',
              rows.map(([, , z]) => z),
            ),
          ]),
          'all',
        )
        const largest = Math.max(
          ...rows.flatMap((values) => values.map((value, j) => Math.abs(pointsByHand(model, j, value)))),
        )
        expect(report.largestAdditivityResidual).toBeLessThanOrEqual(1e-9 * Math.max(1, largest))
        for (const { name, meanAbsoluteDeviation } of report.importance) {
          const j = model.characteristics.findIndex((characteristic) => characteristic.name === name)
          const deviations = rows.map((values) => Math.abs(pointsByHand(model, j, values[j]!) - 20.123))
          const mean = deviations.reduce((sum, value) => sum + value, 0) / rows.length
          expect(Math.abs(meanAbsoluteDeviation - mean)).toBeLessThan(1e-5 * Math.max(1, mean))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('refuse lines without a finite range, beside intervals, or that are not finite', () => {
    const [model] = fc.sample(
      cards.filter((card) => card.characteristics[0]!.range !== undefined),
      { numRuns: 1, seed: 3 },
    )
    const [first, ...others] = model!.characteristics
    const change = (changed: Partial<Characteristic>) => () =>
      compileScorecard({ ...model!, characteristics: [{ ...first!, ...changed }, ...others] })
    expect(change({ range: undefined })).toThrow(
      'characteristic "x" has points per unit and needs a finite range, got none',
    )
    expect(change({ range: { minimum: 2, maximum: 1 } })).toThrow('got 2 to 1')
    const withSlope = (pointsPerUnit: number, bin: number) =>
      change({ attributes: first!.attributes.map((item) => (item.bin === bin ? { ...item, pointsPerUnit } : item)) })
    expect(withSlope(Number.NaN, 0)).toThrow('needs finite points per unit on intervals only, got NaN')
    expect(withSlope(1, first!.attributes.length - 1)).toThrow('got 1 for "Missing"')
  })
})
