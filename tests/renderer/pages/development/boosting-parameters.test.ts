import { describe, expect, it } from 'vitest'
import { DEFAULT_BOOSTING } from '../../../../src/renderer/pages/development/draft-methods.ts'
import { boostingProblems } from '../../../../src/renderer/pages/development/parameters/boosting-problems.ts'
import { boostingSummary } from '../../../../src/renderer/pages/development/parameters/boosting-summary.ts'
import type { GbdtParams } from '../../../../src/shared/contract/index.ts'

const COLUMNS = [
  { name: 'age', type: 'numeric' },
  { name: 'purpose', type: 'text' },
] as const

const withParams = (change: Partial<GbdtParams>): GbdtParams => ({ ...DEFAULT_BOOSTING.params, ...change })
const problems = (change: Partial<GbdtParams>) => boostingProblems(withParams(change), COLUMNS)

describe('boostingProblems', () => {
  it('has nothing to say of the defaults', () => {
    expect(problems({})).toEqual([])
  })

  it('says what does not fit together', () => {
    const { earlyStopping } = DEFAULT_BOOSTING.params
    expect(problems({ developmentShare: 1, earlyStopping: { ...earlyStopping, sample: 'holdout' } })).toEqual([
      'Early stopping on the hold-out sample needs one: set Development below 100%.',
    ])
    expect(problems({ maxTrees: 50, earlyStopping: { ...earlyStopping, sample: 'validation' } })).toEqual([
      'The patience is not smaller than the number of trees, so it never stops early.',
    ])
    expect(problems({ maxDepth: 3, maxLeaves: 9 })).toEqual([
      'A depth of 3 allows 8 leaves, fewer than the 9 asked for.',
    ])
    expect(problems({ maxDepth: 3, maxLeaves: 8 })).toEqual([])
  })

  it('names constraints on what is no number or no characteristic', () => {
    const direction = 'increasing' as const
    expect(
      problems({
        monotone: [
          { column: 'age', direction },
          { column: 'purpose', direction },
          { column: 'gone', direction },
        ],
        interactions: [['age', 'lost']],
      }),
    ).toEqual([
      'Constraints on what is not a characteristic now: gone.',
      'Only numbers can have a direction: purpose.',
      'Interaction groups name what is not a characteristic now: lost.',
    ])
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((column) => ({ column, direction }))
    expect(problems({ monotone: many })).toEqual([
      'Constraints on what is not a characteristic now: a, b, c, d, e and 2 more.',
    ])
  })
})

describe('boostingSummary', () => {
  it('says in one line what holds in each part', () => {
    expect(boostingSummary(DEFAULT_BOOSTING.params, null)).toEqual({
      constraints: 'no direction set',
      shape: 'any depth, L2 1, 255 bins',
      sampling: 'all rows and columns, shuffled 5 times',
      codes: 'those of the dataset',
      weights: 'every row counts 1',
      points: '600 at 19:1, PDO 50',
    })
    const other = withParams({
      monotone: [{ column: 'age', direction: 'decreasing' }],
      interactions: [['age']],
      maxDepth: 4,
      l1: 0.5,
      rowShare: 0.8,
      columnShare: 0.5,
      permutations: 0,
      classBalance: 'balanced',
      offsetColumn: 'prior',
      specialCodes: [{ column: 'age', codes: [999] }],
    })
    expect(boostingSummary(other, 'w')).toMatchObject({
      constraints: '1 direction, 1 interaction group',
      shape: 'depth 4, L2 1, L1 0.5, 255 bins',
      sampling: '80% of rows, 50% of columns, no shuffling',
      codes: 'age',
      weights: 'goods and bads balanced, weighed by w, offset prior',
    })
  })
})
