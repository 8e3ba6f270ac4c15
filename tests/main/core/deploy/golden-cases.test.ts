import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedScores, goldenCases } from '../../../../src/main/core/deploy/golden-cases.ts'
import { nextAbove, nextBelow } from '../../../../src/main/core/deploy/neighbours.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import { generatedScorecard } from '../../../helpers/generated-scorecard.ts'
import { derive, derivedModel } from './sql/derived-model.ts'

describe('nextAbove and nextBelow', () => {
  it('are the neighbouring doubles', () => {
    expect(nextAbove(1)).toBe(1 + Number.EPSILON)
    expect(nextBelow(1)).toBe(1 - Number.EPSILON / 2)
    expect(nextAbove(0)).toBe(Number.MIN_VALUE)
    expect(nextBelow(0)).toBe(-Number.MIN_VALUE)
    expect(nextBelow(-1)).toBe(-1 - Number.EPSILON)
    expect(nextAbove(Number.MAX_VALUE)).toBe(Number.POSITIVE_INFINITY)
  })

  it('undo each other', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => nextBelow(nextAbove(x)) + 0 === x + 0),
    )
  })
})

describe('goldenCases', () => {
  it('reaches every edge and its neighbours, every code, every bin, missing and unseen values', () => {
    fc.assert(
      fc.property(generatedScorecard(), (model) => {
        const cases = goldenCases(model, { nRandom: 10 })
        const scored = cases.map(({ values }) => compileScorecard(model).scoreValues(values).bins)
        model.variables.forEach(({ bins, type }, j) => {
          const values = new Set(cases.map((one) => one.values[j]!))
          const reached = new Set(scored.map((row) => row[j]))
          bins.forEach(({ definition }, bin) => {
            if (definition.kind === 'interval' && definition.lower !== null) {
              for (const x of [definition.lower, nextBelow(definition.lower), nextAbove(definition.lower)])
                expect(values.has(x) || !Number.isFinite(x)).toBe(true)
            }
            if (definition.kind === 'levels') for (const level of definition.levels) expect(values).toContain(level)
            if (definition.kind === 'special')
              for (const code of definition.codes) expect(values).toContain(type === 'text' ? code : Number(code))
            // An interval may hold nothing but special codes.
            if (definition.kind !== 'interval') expect(reached).toContain(bin)
          })
          expect(values).toContain(null)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('is the same for the same model, and draws what it is asked to draw', () => {
    const [model] = fc.sample(generatedScorecard(), { numRuns: 1, seed: 7 })
    expect(goldenCases(model!)).toEqual(goldenCases(model!))
    const few = goldenCases(model!, { nRandom: 0 }).length
    const more = goldenCases(model!, { nRandom: 40 }).length
    expect(more).toBeGreaterThan(few)
    expect(more).toBeLessThanOrEqual(few + 40)
  })

  it('tries at most so many levels, each bin first', () => {
    const [model] = fc.sample(generatedScorecard(), { numRuns: 1, seed: 7 })
    const levels = Array.from({ length: 5000 }, (_, i) => `level ${i}`)
    const variable = { ...model!.variables[0]!, type: 'text' as const }
    const definitions = [
      { kind: 'levels' as const, levels },
      { kind: 'levels' as const, levels: ['rare'] },
      { kind: 'missing' as const },
      { kind: 'unseen' as const },
    ]
    const bins = definitions.map((definition) => ({ ...variable.bins[0]!, definition }))
    const attributes = bins.map((_, bin) => ({ bin, label: '', points: bin }))
    const characteristic = { ...model!.characteristics[0]!, attributes }
    const large = { ...model!, variables: [{ ...variable, bins }], characteristics: [characteristic] }
    const cases = goldenCases(large, { nRandom: 0, maxLevels: 20 })
    const texts = cases.map(({ values }) => values[0])
    expect(texts).toContain('rare')
    expect(texts.filter((text) => levels.includes(String(text))).length).toBeLessThanOrEqual(20)
  })

  it('takes numbers and texts from the expressions of derived characteristics', () => {
    const steps = derive({ ratio: 'if(a > 1234.5, a / b, -7)', kind_of: "if(t = 'car loan', 'A', 'B')" })
    const model = derivedModel(steps, ['ratio', 'kind_of'])
    const cases = goldenCases(model, { nRandom: 0 })
    const seen = (j: number) => cases.map(({ values }) => values[j])
    expect(seen(0)).toEqual(expect.arrayContaining([1234.5, nextAbove(1234.5), -7, null]))
    expect(seen(2)).toEqual(expect.arrayContaining(['car loan', 'CAR LOAN', 'car loan ', '', null]))
  })
})

describe('expectedScores', () => {
  it('computes derived characteristics first', () => {
    const model = derivedModel(derive({ ratio: 'a / b' }), ['ratio'])
    // Points 1 below 1, 2 from 1 on, 3 if missing.
    const cases = [
      [1, 2],
      [2, 1],
      [1, 0],
    ].map(([a, b]) => ({ values: [a!, b!, null, null] }))
    expect([...expectedScores(model, cases).points]).toEqual([1, 2, 3])
    expect(expectedScores(model, cases).probability[0]).toBeCloseTo(1 / (1 + Math.exp((1 - 500) / 20)), 12)
  })
})
