import { describe, expect, it } from 'vitest'
import { DEFAULT_EXPERIMENT } from '../../../../src/renderer/pages/development/experiments/experiment-choices.ts'
import { experimentCommand } from '../../../../src/renderer/pages/development/experiments/experiment-command.ts'
import { DEFAULT_SPEC } from '../../../../src/renderer/pages/development/use-development-draft.ts'

const DATASET = { id: 'dv_1', name: 'german-credit' }
const WORKSPACE = { path: '/w', userName: 'Ada' }

function command(choices: Partial<typeof DEFAULT_EXPERIMENT>, spec = DEFAULT_SPEC): string {
  return experimentCommand(DATASET, spec, { ...DEFAULT_EXPERIMENT, ...choices }, WORKSPACE as never)
}

describe('experimentCommand', () => {
  it('cross-validates with folds and repeats, and says nothing of a search', () => {
    const text = command({ kind: 'crossValidation', folds: 4, repeats: 2 })
    expect(text).toContain('cross-validate scorecard --dataset dv_1')
    expect(text).toContain('--folds 4 --repeats 2')
    expect(text).not.toMatch(/--vary|--trials|--strategy|--params/)
  })

  it('draws a learning curve without folds', () => {
    expect(command({ kind: 'learningCurve' })).toMatch(/learning-curve scorecard(?!.*--folds)/)
  })

  it('searches with every dimension that is filled in; a grid has no number of trials', () => {
    const vary = { 'binning.maxBins': '3..8:integer', l2: '0.1,1', l1: '' }
    const random = command({ kind: 'search', strategy: 'random', trials: 4, vary })
    expect(random).toContain('--strategy random --trials 4')
    expect(random).toContain('--vary binning.maxBins=3..8:integer')
    expect(random).toContain('l2=0.1,1')
    expect(command({ kind: 'search', strategy: 'grid', vary })).not.toContain('--trials')
  })

  it('needs a parameter file only where parameters differ from the defaults', () => {
    const own = { ...DEFAULT_SPEC, params: { ...DEFAULT_SPEC.params, l2: 1 } }
    expect(command({}, own)).toMatch(/--params \S+\.json/)
  })
})
