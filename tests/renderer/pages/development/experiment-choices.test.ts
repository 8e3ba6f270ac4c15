import { describe, expect, it } from 'vitest'
import { DEFAULT_BOOSTING } from '../../../../src/renderer/pages/development/draft-methods.ts'
import { changedSettings } from '../../../../src/renderer/pages/development/experiments/changed-settings.ts'
import {
  defaultExperiment,
  dimensionsOf,
  parameterName,
  searchableOf,
} from '../../../../src/renderer/pages/development/experiments/experiment-choices.ts'
import { DEFAULT_SPEC } from '../../../../src/renderer/pages/development/use-development-draft.ts'

function wrongWith(path: string, text: string): string | undefined {
  return dimensionsOf({ [path]: text }, 'scorecard').wrong.get(path)
}

describe('dimensionsOf', () => {
  it('leaves empty fields to the parameters as set', () => {
    expect(dimensionsOf({ l2: '  ', l1: '' }, 'scorecard')).toEqual({ dimensions: [], wrong: new Map() })
  })

  it.each(['scorecard', 'gbdt'] as const)(
    'takes what it begins with, and every example beside a field: %s',
    (method) => {
      const begun = dimensionsOf(defaultExperiment(method).vary, method)
      expect(begun.wrong.size).toBe(0)
      expect(begun.dimensions.length).toBeGreaterThan(1)
      const searchable = searchableOf(method)
      const { dimensions, wrong } = dimensionsOf(
        Object.fromEntries(searchable.map(({ path, example }) => [path, example])),
        method,
      )
      expect([...wrong]).toEqual([])
      expect(dimensions.map(({ path }) => path)).toEqual(searchable.map(({ path }) => path))
    },
  )

  it('asks the parameters of the method, and leaves those of the other aside', () => {
    expect(dimensionsOf({ maxLeaves: '1,4' }, 'gbdt').wrong.get('maxLeaves')).toBe('Does not take 1')
    expect(dimensionsOf({ maxLeaves: '1,4' }, 'scorecard')).toEqual({ dimensions: [], wrong: new Map() })
  })

  it('refuses values that the parameter does not take, and names them', () => {
    expect(wrongWith('minInformationValue', 'abc')).toBe('Does not take abc')
    expect(wrongWith('binning.maxBins', '3,4,99')).toBe('Does not take 99')
    expect(wrongWith('binning.trend', 'auto,uphill')).toBe('Does not take uphill')
    expect(wrongWith('l2', '0.1,null')).toBe('Does not take null')
  })

  it('refuses ranges that are empty, leave the parameter or need whole numbers', () => {
    expect(wrongWith('l2', '5..5')).toBe('The range needs a smaller and a larger end')
    expect(wrongWith('l2', '0..1:log')).toBe('A range on the log scale begins above 0')
    expect(wrongWith('binning.maxBins', '1..6:integer')).toBe('Does not take 1')
    expect(wrongWith('binning.maxBins', '3..8')).toBe('Takes whole numbers only: 3..8:integer')
  })

  it('keeps what is right beside what is wrong', () => {
    const { dimensions, wrong } = dimensionsOf({ l2: '0.1,1', l1: 'x' }, 'scorecard')
    expect(dimensions).toEqual([{ path: 'l2', values: [0.1, 1] }])
    expect([...wrong.keys()]).toEqual(['l1'])
  })
})

describe('parameterName', () => {
  it('is the label of the form, else the path', () => {
    expect(parameterName('binning.maxBins', 'scorecard')).toBe('Bins at most')
    expect(parameterName('l2', 'scorecard')).toBe('Ridge penalty')
    expect(parameterName('l2', 'gbdt')).toBe('L2 penalty')
    expect(parameterName('scaling.targetOdds', 'scorecard')).toBe('scaling.targetOdds')
  })
})

describe('changedSettings', () => {
  it('lists what differs from the defaults, by path, and the settings of the run itself', () => {
    const spec = { ...DEFAULT_SPEC, seed: 7, params: { ...DEFAULT_SPEC.params, l2: 0.5 } }
    const rows = changedSettings({ spec: { dataset: 'dv_1', ...spec }, folds: 10 })
    expect(rows).toContainEqual({ path: 'seed', value: '7' })
    expect(rows).toContainEqual({ path: 'params.l2', value: '0.5' })
    expect(rows).toContainEqual({ path: 'folds', value: '10' })
    expect(rows).toHaveLength(3)
  })

  it('measures trees against the defaults of trees', () => {
    const spec = { ...DEFAULT_BOOSTING, params: { ...DEFAULT_BOOSTING.params, maxLeaves: 8 } }
    expect(changedSettings({ spec: { dataset: 'dv_1', ...spec } })).toEqual([{ path: 'params.maxLeaves', value: '8' }])
  })

  it('writes lists of names as names', () => {
    expect(changedSettings({ exclude: ['age', 'purpose'] })).toEqual([{ path: 'exclude', value: 'age, purpose' }])
  })
})
