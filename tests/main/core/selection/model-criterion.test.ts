import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitLogisticRegression } from '../../../../src/main/core/learn/logistic-regression.ts'
import { stratifiedFolds } from '../../../../src/main/core/random/stratified-folds.ts'
import { compareValues, formatValue } from '../../../../src/main/core/selection/criterion-text.ts'
import { modelCriterion } from '../../../../src/main/core/selection/model-criterion.ts'
import { subsetFits, toggle } from '../../../../src/main/core/selection/subset-fits.ts'
import { weightedRocAuc } from '../../../../src/main/core/selection/weighted-roc-auc.ts'
import { rocAuc } from '../../../../src/main/core/stats/roc-auc.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { selectionSample } from './selection-samples.ts'

const sample = selectionSample(21, 4, 150)

describe('weighted AUC', () => {
  it('is that of the repeated rows, ties counting half', () => {
    // Events 3 (weight 2) and 1; non-events 1 (weight 3) and 2: wins 2·4 + ½·3 of 3·4 pairs.
    const auc = weightedRocAuc(Uint8Array.of(1, 1, 0, 0), Float64Array.of(3, 1, 1, 2), Float64Array.of(2, 1, 3, 1))
    expect(auc).toBe(9.5 / 12)
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 1, max: 4 })),
          {
            minLength: 1,
            maxLength: 30,
          },
        ),
        (rows) => {
          const all = [...rows, [2, 0, 1], [3, 1, 2]] as const
          const repeated = all.flatMap(([score, y, w]) => new Array<[number, number]>(w).fill([score, y]))
          const expected = rocAuc(
            tallyScores(
              repeated.map(([, y]) => y),
              repeated.map(([score]) => score),
            ),
          )
          const actual = weightedRocAuc(
            Uint8Array.from(all, ([, y]) => y),
            Float64Array.from(all, ([score]) => score),
            Float64Array.from(all, ([, , w]) => w),
          )
          expect(actual).toBeCloseTo(expected, 12)
        },
      ),
    )
    expect(() => weightedRocAuc(Uint8Array.of(1, 1), Float64Array.of(1, 2), null)).toThrow(
      'needs events and non-events',
    )
  })
})

describe('criterion of a model', () => {
  it('is the AIC and the BIC of the fit, of one group and of several', () => {
    for (const kind of ['aic', 'bic'] as const) {
      const criterion = modelCriterion(kind, sample, 5, 1)
      let near: number[] = []
      for (const subset of [[], [0], [0, 2], [0, 2, 3], [1, 2]]) {
        const design = subset.flatMap((g) => [...sample.groups[g]!.columns])
        expect(criterion.loss(subset, near)).toBeCloseTo(
          fitLogisticRegression({ design, yTrue: sample.yTrue })[kind],
          7,
        )
        near = subset
      }
      expect(criterion.nModels()).toBe(5)
    }
  })

  it('is the mean of the AUC over folds, each predicted by the others', () => {
    const weights = Float64Array.from(sample.yTrue, (_, i) => 1 + (i % 2))
    const offset = Float64Array.from(sample.yTrue, (_, i) => (i % 3) / 2)
    const folds = stratifiedFolds(sample.yTrue, 3, 9)
    const criterion = modelCriterion('crossValidatedAuc', { ...sample, weights, offset }, 3, 9)
    for (const subset of [[], [0, 2]]) {
      const design = subset.flatMap((g) => [...sample.groups[g]!.columns])
      let sum = 0
      for (let fold = 0; fold < 3; fold++) {
        const inFold = (_: unknown, i: number) => folds[i] === fold
        const others = (_: unknown, i: number) => folds[i] !== fold
        const { intercept, coefficients } = fitLogisticRegression({
          design: design.map((column) => column.filter(others)),
          yTrue: sample.yTrue.filter(others),
          weights: weights.filter(others),
          offset: offset.filter(others),
        })
        const eta = offset.map((o, i) =>
          // Rounded so that equal rows tie whatever the order of summation.
          Number(
            (
              o +
              intercept.estimate +
              coefficients.reduce((total, { estimate }, j) => total + estimate * design[j]![i]!, 0)
            ).toFixed(7),
          ),
        )
        sum += weightedRocAuc(sample.yTrue.filter(inFold), eta.filter(inFold), weights.filter(inFold))
      }
      expect(criterion.valueOf(criterion.loss(subset))).toBeCloseTo(sum / 3, 9)
    }
    expect(modelCriterion('crossValidatedAuc', sample, 3, 9).loss([])).toBe(-0.5)
  })

  it('says which column does not vary in a training part, and refuses folds without a class', () => {
    const first = sample.yTrue.indexOf(1)
    const rare = { name: 'rare', columns: [Float64Array.from(sample.yTrue, (_, i) => (i === first ? 1 : 0))] }
    expect(() => modelCriterion('crossValidatedAuc', { ...sample, groups: [rare] }, 5, 1)).toThrow(
      /vary in every training part, got "rare" constant without fold \d/,
    )
    expect(() =>
      modelCriterion(
        'crossValidatedAuc',
        { ...sample, yTrue: Uint8Array.from(sample.yTrue, (_, i) => (i === 4 ? 1 : 0)) },
        2,
        1,
      ),
    ).toThrow('2 folds need at least 2 events')
  })

  it('is written with as many digits as the difference takes', () => {
    const aic = modelCriterion('aic', sample, 5, 1)
    expect(compareValues(aic, 712.34, 711.81)).toBe('lowers the AIC from 712.3 to 711.8')
    expect(compareValues(aic, 712.34, 712.339)).toBe('lowers the AIC from 712.340 to 712.339')
    expect(compareValues(aic, 712, 712)).toBe('leaves the AIC at 712.000000')
    expect(compareValues(aic, 712, Infinity)).toBe('changes the AIC from 712.0 to not defined')
    const auc = modelCriterion('crossValidatedAuc', sample, 2, 1)
    expect(compareValues(auc, -0.7, -0.71)).toBe('raises the cross-validated AUC from 0.7000 to 0.7100')
    expect(formatValue(auc, -0.71239)).toBe('0.7124')
  })
})

describe('fits of subsets', () => {
  it('are kept, do not depend on where they start, and know separation', () => {
    const fits = subsetFits(sample)
    const base = fits.fit([0, 1])
    expect(fits.fit([0, 1])).toBe(base)
    const near = fits.fit([0, 1, 2], base)
    const fresh = subsetFits(sample).fit([0, 1, 2])
    expect(near.logLikelihood).toBeCloseTo(fresh.logLikelihood, 7)
    expect(fits.sizes).toEqual([1, 1, 2, 1])
    expect(fits.total).toBe(150)
    const leak = { name: 'leak', columns: [Float64Array.from(sample.yTrue)] }
    expect(subsetFits({ ...sample, groups: [leak] }).fit([0]).isFinite).toBe(false)
    expect(subsetFits({ ...sample, groups: [leak], l2: 1 }).fit([0]).isFinite).toBe(true)
    expect(toggle([0, 3], 1)).toEqual([0, 1, 3])
    expect(toggle([0, 3], 3)).toEqual([0])
  })
})
