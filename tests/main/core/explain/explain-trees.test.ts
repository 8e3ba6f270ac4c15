import { describe, expect, it } from 'vitest'
import { compileExplainer, explainCase } from '../../../../src/main/core/explain/explain-case.ts'
import { explanationReport } from '../../../../src/main/core/explain/explanation-report.ts'
import { createFrame, type Frame } from '../../../../src/main/core/frame/frame.ts'
import { compileModel } from '../../../../src/main/core/model/compile-model.ts'
import type { TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import { caseExplanationSchema, explanationReportSchema } from '../../../../src/shared/contract/evidence.ts'
import { pseudoRandom } from '../pack/model-fixtures.ts'
import {
  AND_TREE,
  LEVELS,
  mixedCharacteristics,
  numericCharacteristic,
  randomCase,
  randomTree,
  treeModelOf,
} from './tree-fixtures.ts'

const OPTIONS = { maxReasons: 4, row: 3, outcome: 'event' } as const
const random = pseudoRandom(3)
const characteristics = mixedCharacteristics(4)
const trees = Array.from({ length: 25 }, () => randomTree(random, characteristics, 9))
const model = treeModelOf(characteristics, trees)
const rounded = (value: number) => Math.fround(value)
const single: TreeModel = {
  ...model,
  arithmetic: 'single',
  baseMargin: rounded(model.baseMargin),
  trees: trees.map((tree) => ({ ...tree, values: tree.values.map(rounded) })),
}

function frameOf(cases: readonly (readonly (number | string | null)[])[]): Frame {
  return createFrame(
    characteristics.map(({ name, levels }, j) =>
      levels === null
        ? {
            kind: 'numeric',
            name,
            values: Float64Array.from(cases, (values) => (values[j] as number | null) ?? Number.NaN),
          }
        : {
            kind: 'text',
            name,
            levels: [...LEVELS, 'tent'],
            codes: Int32Array.from(cases, (values) => [...LEVELS, 'tent'].indexOf(values[j] as string)),
          },
    ),
  )
}

describe('explaining a case of a tree model', () => {
  it('has the shape of the contract, in points, with the labels of the bins', () => {
    const and = treeModelOf([numericCharacteristic('a'), numericCharacteristic('b')], [AND_TREE], {
      baseMargin: 0,
      factor: 10,
      offset: 500,
    })
    const explanation = explainCase(and, [1, 0], OPTIONS)
    expect(caseExplanationSchema.parse(explanation)).toEqual(explanation)
    expect(explanation).toMatchObject({ row: 3, points: 500, outcome: 'event' })
    expect(explanation.baselinePoints).toBeCloseTo(300, 9)
    const [a, b] = explanation.contributions
    expect(a).toMatchObject({ name: 'a', value: 1, attribute: '≥ 0', points: null, baselinePoints: null })
    expect(a!.contribution).toBeCloseTo(-100, 9)
    expect(b!.contribution).toBeCloseTo(300, 9)
    expect(explanation.reasons.map(({ code, text }) => [code, text])).toEqual([
      ['R01', 'a: ≥ 0 (100.0 points below average)'],
    ])
    expect(explanation.tieRule).toContain('order of the model’s characteristics')
  })

  it.each([
    ['64-bit', model],
    ['32-bit', single],
  ])('adds up to the score of random cases, %s', (_, one) => {
    const explain = compileExplainer(one)
    const { scoreValues } = compileModel(one)
    for (let round = 0; round < 50; round++) {
      const values = randomCase(random, characteristics)
      const { points, probability, baselinePoints, contributions } = explain(values, OPTIONS)
      expect({ points, probability }).toEqual({
        points: scoreValues(values).points,
        probability: scoreValues(values).probability,
      })
      const sum = contributions.reduce((total, { contribution }) => total + contribution, baselinePoints)
      expect(Math.abs(sum - points)).toBeLessThan(1e-9)
    }
  })

  it('spreads what 32-bit addition rounds off, and says so', () => {
    const values = randomCase(random, characteristics)
    const exact = explainCase(model, values, OPTIONS)
    const wide = explainCase(single, values, OPTIONS)
    wide.contributions.forEach(({ contribution }, j) => {
      expect(Math.abs(contribution - exact.contributions[j]!.contribution)).toBeLessThan(1e-3)
    })
    expect(wide.baseline).toContain('32-bit addition')
    expect(exact.baseline).not.toContain('32-bit')
  })

  it('leaves points alone where the PD is calibrated, and says so', () => {
    const values = randomCase(random, characteristics)
    const calibrated = explainCase({ ...model, calibration: { method: 'shift', intercept: 1 } }, values, OPTIONS)
    const plain = explainCase(model, values, OPTIONS)
    expect(calibrated.contributions).toEqual(plain.contributions)
    expect(calibrated.probability).not.toBe(plain.probability)
    expect(calibrated.baseline).toContain('before the PD is calibrated')
  })

  it('names missing and unseen values by their bins, and the value itself without bins', () => {
    const values = [null, Number.NaN, 1, -1, 'tent']
    const { contributions } = explainCase(model, values, OPTIONS)
    expect(contributions.map(({ attribute }) => attribute)).toEqual([
      'Missing',
      'Missing',
      '≥ 0',
      '< 0',
      'Other values',
    ])
    expect(contributions[1]!.value).toBeNull()
    const bare = explainCase({ ...model, variables: [] }, [null, 2, 1, -1, 'tent'], OPTIONS)
    expect(bare.contributions.map(({ attribute }) => attribute)).toEqual(['Missing', '2', '1', '-1', 'tent'])
  })

  it('refuses trees without covers, and a number of reasons that is not whole', () => {
    const bare = { ...model, trees: trees.map((tree) => ({ ...tree, covers: [] })) }
    expect(() => compileExplainer(bare)).toThrow('describe the model on a data set')
    expect(() => explainCase(model, [1, 1, 1, 1, 'own'], { ...OPTIONS, maxReasons: 0.5 })).toThrow('got 0.5')
    expect(() => explainCase({ ...model, factor: Number.NaN }, [], OPTIONS)).toThrow('and NaN')
  })
})

describe('explanation report of a tree model', () => {
  const cases = Array.from({ length: 200 }, () => randomCase(random, characteristics))
  const frame = frameOf(cases)
  const report = explanationReport(model, frame, 'all')

  it('has the shape of the contract and adds up', () => {
    expect(explanationReportSchema.parse(report)).toEqual(report)
    expect(report.nRows).toBe(200)
    expect(report.largestAdditivityResidual).toBeLessThan(1e-9)
    expect(report.largestAdditivityResidual).toBeGreaterThan(0)
    expect(explanationReport(single, frame, 'all').largestAdditivityResidual).toBeLessThan(1e-9)
  })

  it('sums up the contributions of the single cases', () => {
    const explain = compileExplainer(model)
    for (const one of report.importance) {
      const j = characteristics.findIndex(({ name }) => name === one.name)
      const contributions = cases.map((values) => explain(values, OPTIONS).contributions[j]!.contribution)
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
      expect(one.meanPoints).toBeCloseTo(mean(contributions), 8)
      expect(one.meanAbsoluteDeviation).toBeCloseTo(mean(contributions.map(Math.abs)), 8)
      expect(one.pointsRange).toBeCloseTo(Math.max(...contributions) - Math.min(...contributions), 8)
    }
    const distances = report.importance.map(({ meanAbsoluteDeviation }) => meanAbsoluteDeviation)
    expect(distances).toEqual(distances.toSorted((a, b) => b - a))
    expect(report.importance.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  it('explains a draw of 20,000 of more rows, the same each time, and says so', () => {
    const stump = treeModelOf(characteristics, [randomTree(pseudoRandom(9), characteristics, 3)])
    const many = frameOf(Array.from({ length: 20_050 }, () => randomCase(random, characteristics)))
    const shares: number[] = []
    const drawn = explanationReport(stump, many, 'all', (share) => shares.push(share))
    expect(drawn.nRows).toBe(20_000)
    expect(drawn.baseline).toContain('20,000 of 20,050 rows drawn at random, seed 1')
    expect(explanationReport(stump, many, 'all')).toEqual(drawn)
    expect(shares[0]).toBe(0)
    expect(shares.at(-1)).toBeGreaterThan(0.9)
  })

  it('needs rows and the columns of the model', () => {
    expect(() => explanationReport(model, frameOf([]), 'holdout')).toThrow('needs rows, got none')
    expect(() => explanationReport(model, createFrame([frame.columns.get('x0')!]), 'all')).toThrow(
      'needs a column "x1"',
    )
  })
})
