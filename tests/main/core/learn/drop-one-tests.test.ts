import { describe, expect, it } from 'vitest'
import { dropOneTests } from '../../../../src/main/core/learn/drop-one-tests.ts'
import { fitLogisticRegression } from '../../../../src/main/core/learn/logistic-regression.ts'
import { chiSquaredSurvival } from '../../../../src/main/core/stats/chi-squared-survival.ts'
import { germanGroups } from './german-groups.ts'
import { rawDesign, readGolden, woeDesign, yTrue } from './golden-designs.ts'

const golden = readGolden<{ likelihoodRatio: { names: string[]; pValues: number[] } }>('selection-german.json')

describe('tests of leaving one out', () => {
  it('equal drop1() of R for columns and for groups of dummies', () => {
    const groups = germanGroups()
    const design = groups.flatMap(({ columns }) => columns)
    let next = 0
    const indices = groups.map(({ columns }) => columns.map(() => next++))
    const params = { design, yTrue }
    const pValues = dropOneTests(params, fitLogisticRegression(params), indices)
    expect(groups.map(({ name }) => name)).toEqual(golden.likelihoodRatio.names)
    pValues.forEach((p, g) => void expect(Math.abs(p! / golden.likelihoodRatio.pValues[g]! - 1)).toBeLessThan(1e-6))
  })

  it('equal the ratio of two fits, with weights, offset and ridge', () => {
    const weights = Float64Array.from(yTrue, (_, i) => 1 + (i % 3))
    const offset = Float64Array.from(yTrue, (_, i) => (i % 4) / 3)
    for (const options of [{}, { weights }, { offset }, { weights, offset, l2: 3 }]) {
      for (const design of [rawDesign, woeDesign]) {
        const params = { design, yTrue, ...options }
        const model = fitLogisticRegression(params)
        dropOneTests(params, model).forEach((p, j) => {
          const without = fitLogisticRegression({ ...params, design: design.filter((_, k) => k !== j) })
          const expected = chiSquaredSurvival(Math.max(0, 2 * (model.logLikelihood - without.logLikelihood)), 1)
          expect(Math.abs(p! - expected)).toBeLessThan(1e-7)
          expect(Math.abs(p! / expected - 1)).toBeLessThan(1e-5)
        })
      }
    }
  })

  it('test all columns at once as the model does', () => {
    const params = { design: woeDesign, yTrue }
    const model = fitLogisticRegression(params)
    const [p] = dropOneTests(params, model, [woeDesign.map((_, j) => j)])
    expect(p! / model.likelihoodRatio.pValue!).toBeCloseTo(1, 5)
  })

  it('are null with a lasso penalty and where the model has not converged', () => {
    const params = { design: woeDesign, yTrue, l1: 1 }
    expect(dropOneTests(params, fitLogisticRegression(params))).toEqual(woeDesign.map(() => null))
    const free = { design: woeDesign, yTrue }
    expect(dropOneTests(free, { ...fitLogisticRegression(free), converged: false }, [[0]])).toEqual([null])
  })

  it('refuse groups that are no groups of columns', () => {
    const params = { design: woeDesign, yTrue }
    const model = fitLogisticRegression(params)
    expect(() => dropOneTests(params, model, [[0], []])).toThrow(
      'needs groups of columns from 0 to 4, got an empty one',
    )
    expect(() => dropOneTests(params, model, [[5]])).toThrow('needs groups of columns from 0 to 4, got 5')
  })
})
