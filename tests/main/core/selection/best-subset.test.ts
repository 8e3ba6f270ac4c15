import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchAll, searchByBounds } from '../../../../src/main/core/selection/best-subset.ts'
import { modelCriterion } from '../../../../src/main/core/selection/model-criterion.ts'
import type { StepSearch } from '../../../../src/main/core/selection/step-search.ts'
import { allSubsets, selectionSample } from './selection-samples.ts'

function searchOf(
  seed: number,
  nGroups: number,
  kind: 'aic' | 'bic',
  most: number,
  mustHave: number[] = [],
): StepSearch {
  const sample = selectionSample(seed, nGroups, 120)
  return {
    criterion: modelCriterion(kind, sample, 5, 1),
    names: sample.groups.map(({ name }) => name),
    mustHave: new Set(mustHave),
    most,
    onModel: () => undefined,
  }
}

describe('best subset', () => {
  it('is found from the worst start, by bounds and by looking at all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 3, max: 7 }),
        fc.constantFrom<'aic' | 'bic'>('aic', 'bic'),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom<number[]>([], [1]),
        (seed, nGroups, kind, most, mustHave) => {
          const search = searchOf(seed, nGroups, kind, most, mustHave)
          const allowed = allSubsets(nGroups).filter(
            (subset) => subset.length <= most && mustHave.every((g) => subset.includes(g)),
          )
          const found = searchByBounds(search, mustHave, 100_000)
          const { criterion } = searchOf(seed, nGroups, kind, most, mustHave)
          const best = Math.min(...allowed.map((subset) => criterion.loss(subset)))
          expect(found.isProven).toBe(true)
          expect(allowed).toContainEqual(found.subset)
          expect(criterion.loss(found.subset)).toBeLessThan(best + 1e-5)
          expect(criterion.loss(searchAll(search, mustHave).subset)).toBeLessThan(best + 1e-5)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('says so when the budget of models ends before the proof', () => {
    const search = searchOf(4, 8, 'bic', 8)
    const found = searchByBounds(search, [], 12)
    expect(found.isProven).toBe(false)
    expect(search.criterion.nModels()).toBeLessThanOrEqual(12)
    expect(search.criterion.loss(found.subset)).toBeLessThanOrEqual(search.criterion.loss([]))
  })
})
