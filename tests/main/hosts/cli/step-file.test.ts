import { describe, expect, it } from 'vitest'
import { markedExpression } from '../../../../src/main/hosts/cli/print-expression.ts'
import { rulesOf, stepsOf } from '../../../../src/main/hosts/cli/step-file.ts'

const RULE = { id: 'r', severity: 'error', kind: 'constant', column: 'a' } as const

describe('steps of a file', () => {
  it('takes a list, or one under its name, and fills what is left out', () => {
    const list = [{ kind: 'split' }]
    const filled = [{ kind: 'split', name: 'sample', developmentShare: 0.7, stratifyBy: null, seed: 1 }]
    expect(stepsOf(list, 'f')).toEqual(filled)
    expect(stepsOf({ steps: list }, 'f')).toEqual(filled)
  })

  it('names the step that does not hold together', () => {
    expect(() => stepsOf([{ kind: 'split' }, { kind: 'folds', k: 1 }], 'f')).toThrow(/list of steps; step 2, k: /)
    expect(() => stepsOf({ a: 1 }, 'f')).toThrow('The file needs a list of steps')
  })
})

describe('rules of a file', () => {
  it('takes a list, a suite, or rules as proposed', () => {
    expect(rulesOf([RULE], 'f')).toEqual([RULE])
    expect(rulesOf({ datasetName: 'a', rules: [RULE] }, 'f')).toEqual([RULE])
    expect(rulesOf([{ rule: RULE, because: 'x' }], 'f')).toEqual([RULE])
    expect(rulesOf([], 'f')).toEqual([])
  })

  it('names the rule that does not hold together', () => {
    expect(() => rulesOf([RULE, { ...RULE, severity: 'fatal' }], 'f')).toThrow(/rule 2, severity: /)
  })
})

describe('a marked expression', () => {
  it('puts the caret under the character', () => {
    expect(markedExpression('a >> 3', 3)).toEqual(['  a >> 3', '     ^'])
    expect(markedExpression('', 0)).toEqual(['  ', '  ^'])
  })

  it('shows the line of the fault, and counts characters, not code units', () => {
    expect(markedExpression('a +\n[😀] * b\n+ c', 8)).toEqual(['  [😀] * b', '     ^'])
  })
})
