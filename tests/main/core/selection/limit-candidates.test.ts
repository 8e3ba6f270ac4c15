import { describe, expect, it } from 'vitest'
import { varianceInflationFactors } from '../../../../src/main/core/learn/variance-inflation-factor.ts'
import { limitCandidates } from '../../../../src/main/core/selection/limit-candidates.ts'
import type { SelectionInput } from '../../../../src/main/core/selection/selection-input.ts'
import { noSelection } from './selection-samples.ts'

const yTrue = Uint8Array.of(0, 1, 0, 1, 0, 1, 0, 1)
const a = Float64Array.of(-1, -1, -1, -1, 1, 1, 1, 1)
const b = Float64Array.of(-1, -1, 1, 1, -1, -1, 1, 1)
const c = Float64Array.of(-1, 1, -1, 1, -1, 1, -1, 1)
/** Correlation 0.8 with a, 0.6 with b. */
const mixed = a.map((value, i) => 0.8 * value + 0.6 * b[i]!)
/** Correlation 0.8 with a. */
const near = a.map((value, i) => 0.8 * value + 0.6 * c[i]!)

function limit(
  groups: readonly (readonly [string, number, ...Float64Array[]])[],
  selection: Partial<SelectionInput['selection']>,
  options: Partial<SelectionInput> = {},
) {
  return limitCandidates({
    groups: groups.map(([name, informationValue, ...columns]) => ({ name, informationValue, columns })),
    yTrue,
    weights: null,
    offset: null,
    l2: 0,
    seed: 1,
    selection: { ...noSelection, ...selection },
    ...options,
  })
}

describe('limits before a selection', () => {
  it('of two correlated groups leave the stronger, and say with whom and how much', () => {
    const { kept, exclusions } = limit(
      [
        ['near', 0.1, near],
        ['a', 0.3, a],
        ['b', 0.2, b],
      ],
      { maxCorrelation: 0.7 },
    )
    expect(kept).toEqual([1, 2])
    expect(exclusions).toEqual([
      {
        name: 'near',
        informationValue: 0.1,
        reason:
          'Its correlation with "a", which is stronger (0.3000), is 0.8000, beyond the limit of 0.7; its own information value 0.1000.',
      },
    ])
    expect(
      limit(
        [
          ['near', 0.4, near],
          ['a', 0.3, a],
        ],
        { maxCorrelation: 0.7 },
      ).kept,
    ).toEqual([0])
    expect(
      limit(
        [
          ['near', 0.3, near],
          ['a', 0.3, a],
        ],
        { maxCorrelation: 0.7 },
      ).kept,
    ).toEqual([0])
    expect(
      limit(
        [
          ['near', 0.3, near],
          ['a', 0.3, a],
        ],
        { maxCorrelation: 0.81 },
      ).kept,
    ).toEqual([0, 1])
    // Against the sign too, and for any column of a group.
    const minus = near.map((value) => -value)
    expect(
      limit(
        [
          ['g', 0.1, b, minus],
          ['a', 0.3, a],
        ],
        { maxCorrelation: 0.7 },
      ).exclusions[0]!.reason,
    ).toContain('is -0.8000')
  })

  it('keep what must stay, and let it count as the stronger', () => {
    const groups = [
      ['near', 0.1, near],
      ['a', 0.3, a],
    ] as const
    const { kept, exclusions } = limit(groups, { maxCorrelation: 0.7, mustHave: ['near'] })
    expect(kept).toEqual([0])
    expect(exclusions[0]!.reason).toContain('correlation with "near", which must stay, is 0.8000')
    expect(limit(groups, { maxCorrelation: 0.7, mustHave: ['near', 'a'] }).kept).toEqual([0, 1])
  })

  it('take out the most inflated first and look again', () => {
    // near = 0.8·a + 0.6·c and a little else: a, c and near inflate each other; without near all factors are 1.
    const noisy = near.map((value, i) => value + (i === 3 ? 0.2 : 0))
    const factors = varianceInflationFactors([a, noisy, c])
    expect(Math.max(...factors)).toBe(factors[1])
    const { kept, exclusions } = limit(
      [
        ['a', 0.3, a],
        ['near', 0.4, noisy],
        ['c', 0.2, c],
      ],
      { maxVarianceInflation: 3 },
    )
    expect(kept).toEqual([0, 2])
    expect(exclusions[0]!.reason).toBe(
      `Its variance inflation factor beside 2 others is ${factors[1]!.toFixed(2)}, above the limit of 3.`,
    )
    const kind = { maxVarianceInflation: 3, mustHave: ['near'] }
    expect(
      limit(
        [
          ['a', 0.3, a],
          ['near', 0.4, noisy],
          ['c', 0.2, c],
        ],
        kind,
      ).kept,
    ).toEqual([1, 2])
  })

  it('measure a group of several columns as a whole', () => {
    // Two columns that explain each other within one group are no fault of it: GVIF = 1.
    const { kept } = limit(
      [
        ['pair', 0.1, b, b.map((value, i) => value + 0.1 * c[i]!)],
        ['a', 0.2, a],
      ],
      { maxVarianceInflation: 1.5 },
    )
    expect(kept).toEqual([0, 1])
    // r(a, near) = 0.8: 1 / (1 − 0.64) = 2.78 for the single one, √2.78 = 1.67 for the pair of two.
    const groups = [
      ['pair', 0.1, near, b],
      ['a', 0.2, a],
    ] as const
    expect(limit(groups, { maxVarianceInflation: 2.7 }).exclusions[0]).toMatchObject({ name: 'a' })
    expect(limit(groups, { maxVarianceInflation: 2.7 }).exclusions[0]!.reason).toContain('is 2.78')
    const must = limit(groups, { maxVarianceInflation: 1.6, mustHave: ['a'] }).exclusions
    expect(must[0]).toMatchObject({ name: 'pair' })
    expect(must[0]!.reason).toContain('is 1.67')
  })

  it('leave out combinations of stronger groups, unless a ridge keeps them apart', () => {
    const groups = [
      ['mixed', 0.1, mixed],
      ['a', 0.3, a],
      ['b', 0.2, b],
    ] as const
    const { kept, exclusions } = limit(groups, {})
    expect(kept).toEqual([1, 2])
    expect(exclusions[0]!.reason).toBe('It is a linear combination of stronger characteristics.')
    expect(limit(groups, {}, { l2: 1 }).kept).toEqual([0, 1, 2])
    expect(limit(groups, { maxVarianceInflation: 5 }, { l2: 1 }).kept).toEqual([1, 2])
  })

  it('count a weight as repeated rows', () => {
    const weights = Float64Array.of(1, 2, 1, 2, 1, 1, 3, 1)
    const rows = [...weights].flatMap((times, i) => new Array<number>(times).fill(i))
    const take = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]!)
    const weighted = limit(
      [
        ['near', 0.1, near],
        ['a', 0.3, a],
      ],
      { maxCorrelation: 0.5 },
      { weights },
    )
    expect(weighted).toEqual(
      limit(
        [
          ['near', 0.1, take(near)],
          ['a', 0.3, take(a)],
        ],
        { maxCorrelation: 0.5 },
      ),
    )
    expect(limit([['a', 1, a]], { mustNot: ['a'] }).kept).toEqual([])
  })
})
