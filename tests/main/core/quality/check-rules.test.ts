import { describe, expect, it } from 'vitest'
import { checkRules } from '../../../../src/main/core/quality/check-rules.ts'
import type { QualityRule, RuleDemand } from '../../../../src/main/core/quality/quality-rule.ts'

function faults(demand: RuleDemand, id = 'r'): string[] {
  return checkRules([{ id, severity: 'error', ...demand } as QualityRule]).map((problem) => problem.message)
}

describe('checkRules', () => {
  it.each<[RuleDemand, string]>([
    [{ kind: 'schema', present: [] }, 'needs at least one column, got none'],
    [{ kind: 'schema', present: ['a'], absent: ['a'] }, 'needs "a" either present or absent, got both'],
    [{ kind: 'type', column: 'a', type: 'date', format: 'D' }, 'needs a known date pattern, got "D"'],
    [{ kind: 'range', column: 'a', minimum: null, maximum: null }, 'needs at least one limit, got none'],
    [{ kind: 'range', column: 'a', minimum: 2, maximum: 1 }, 'needs a minimum up to its maximum, got 2 > 1'],
    [{ kind: 'range', column: 'a', minimum: Number.NaN, maximum: 1 }, 'needs limits that are finite numbers, got NaN'],
    [
      { kind: 'range', column: 'a', minimum: 1, maximum: 1, isMinimumExcluded: true },
      'needs a range that holds a number',
    ],
    [{ kind: 'allowedValues', column: 'a', values: [] }, 'needs at least one allowed value, got none'],
    [{ kind: 'pattern', column: 'a', pattern: '(' }, 'cannot be read'],
    [{ kind: 'missingShare', column: 'a', maximum: -0.1 }, 'needs a limit in [0, 1], got -0.1'],
    [{ kind: 'duplicateRows', maximum: 1.5 }, 'needs a limit that is a whole number ≥ 0, got 1.5'],
    [{ kind: 'unique', columns: [] }, 'needs at least one column, got none'],
    [{ kind: 'unique', columns: ['a', 'a'] }, 'needs distinct columns, got one twice'],
    [{ kind: 'highCardinality', column: 'a' }, 'needs a largest number or share of distinct values, got neither'],
    [{ kind: 'correlation', columns: ['a', 'a'], maximum: 0.9 }, 'needs distinct columns, got one twice'],
    [{ kind: 'imbalance', column: 'a', eventValue: '1', minimum: 7 }, 'needs a limit in [0, 1], got 7'],
    [{ kind: 'rowCount', minimum: 5, maximum: 3 }, 'needs a minimum up to its maximum, got 5 > 3'],
    [{ kind: 'reference', column: 'a', dataset: '', referenceColumn: 'b' }, 'needs the name of a dataset'],
    [{ kind: 'expression', expression: 'a >' }, 'cannot be read'],
    [
      { kind: 'dateRange', column: 'a', minimum: '2021-02-30', maximum: null },
      'needs dates as YYYY-MM-DD, got "2021-02-30"',
    ],
    [{ kind: 'dateRange', column: 'a', minimum: null, maximum: 'x' }, 'needs dates as YYYY-MM-DD, got "x"'],
    [{ kind: 'dateRange', column: 'a', minimum: null, maximum: null }, 'needs at least one limit, got none'],
    [
      { kind: 'dateRange', column: 'a', minimum: '2022-01-01', maximum: '2021-01-01' },
      'needs a minimum up to its maximum',
    ],
  ])('finds the fault of %j', (demand, message) => {
    expect(faults(demand)).toHaveLength(1)
    expect(faults(demand)[0]).toContain(`rule "r" ${message}`)
  })

  it('finds nothing wrong with good rules', () => {
    expect(faults({ kind: 'constant', column: 'a' })).toEqual([])
    expect(faults({ kind: 'range', column: 'a', minimum: 1, maximum: 1 })).toEqual([])
    expect(faults({ kind: 'dateRange', column: 'a', minimum: '2021-01-01', maximum: '2021-01-01' })).toEqual([])
  })

  it('needs ids that are there and distinct', () => {
    const rule: QualityRule = { id: 'a', severity: 'error', kind: 'constant', column: 'x' }
    expect(checkRules([rule, { ...rule, id: 'b' }, rule])).toEqual([
      { ruleId: 'a', message: 'rule "a" needs an id of its own, got one that is taken' },
    ])
    expect(faults({ kind: 'constant', column: 'a' }, ' ')).toEqual(['rule number 1 needs an id, got an empty one'])
  })
})
