import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { cellAt } from '../../../../src/main/core/frame/frame.ts'
import { type BoostingIteration, type GrowInput, growTrees } from '../../../../src/main/core/gbdt/grow-trees.ts'
import { columnOf, inputOf, type looseParams, marginOf, noisyTable } from './small-growth.ts'

afterEach(() => vi.unstubAllGlobals())

const sigma = (x: number) => 1 / (1 + Math.exp(-x))

function marginsOf(input: GrowInput): number[] {
  const result = growTrees(input)
  const columns = [...input.frame.columns.values()]
  return Array.from(input.yTrue, (_, row) =>
    marginOf(result, (name) => cellAt(columns.find((column) => column.name === name)!, row)),
  )
}

describe('growing trees', () => {
  it('does by hand one split at its best place, with values −G/(H + l2)', () => {
    const x = columnOf('x', [1, 2, 3, 4, 5, 6])
    const { trees, baseMargin, stopped } = growTrees(
      inputOf([x], [0, 0, 0, 1, 1, 0], { maxLeaves: 2, l2: 1, learningRate: 0.5 }),
    )
    // p = 1/3: rows 1–3 have G = 1, H = 2/3; rows 4–6 G = −1, H = 2/3.
    expect(baseMargin).toBeCloseTo(Math.log(1 / 2), 12)
    expect(trees[0]).toMatchObject({
      features: [0],
      thresholds: [3.5],
      left: [-1],
      right: [-2],
      missingLeft: [1],
      covers: [6, 3, 3],
    })
    expect(trees[0]!.values[0]).toBeCloseTo((-0.5 * 1) / (2 / 3 + 1), 3)
    expect(trees[0]!.values[1]).toBeCloseTo((0.5 * 1) / (2 / 3 + 1), 3)
    expect(trees[0]!.gains[0]).toBeCloseTo(2 / (2 / 3 + 1), 3)
    expect(stopped).toBe('allTrees')
  })

  it('finds the split and the way of missing values that brute force finds', () => {
    const cell = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null })
    const rows = fc.array(fc.tuple(cell, cell, fc.integer({ min: 0, max: 1 })), { minLength: 4, maxLength: 25 })
    fc.assert(
      fc.property(rows, fc.constantFrom(0, 1), (table, l2) => {
        const y = table.map((row) => row[2])
        fc.pre(y.includes(1) && y.includes(0))
        const columns = [0, 1].map((j) =>
          columnOf(
            `x${j}`,
            table.map((row) => row[j]!),
          ),
        )
        const { trees } = growTrees(inputOf(columns, y, { maxLeaves: 2, l2 }))
        expect(trees[0]?.gains[0] ?? 0).toBeCloseTo(bruteForceGain(table, y, l2), 2)
      }),
      { numRuns: 150 },
    )
  })

  it('gives rows of weight 2 and rows that stand twice the same trees', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 10, max: 120 }), (seed, n) => {
        const { columns, yTrue } = noisyTable(seed, n, 4)
        const weights = Float64Array.from(yTrue, (_, i) => 1 + ((i * 7 + seed) % 4))
        const copies = yTrue.flatMap((_, i) => Array.from({ length: weights[i]! }, () => i))
        const weighted = inputOf(columns, yTrue, { maxTrees: 4, maxLeaves: 6, l2: 1, minChildWeight: 0.5 })
        const once = growTrees({ ...weighted, weights })
        const often = growTrees({ ...weighted, development: Uint32Array.from(copies) })
        expect(once.trees).toEqual(often.trees)
        expect(once.baseMargin).toBe(often.baseMargin)
      }),
      { numRuns: 40 },
    )
  })

  it('is the same in plain TypeScript as with WebAssembly', () => {
    for (const weights of [null, Float64Array.from({ length: 300 }, (_, i) => 0.3 + (i % 7))]) {
      const { columns, yTrue } = noisyTable(5, 300, 25)
      const directions = [{ column: 'x0', direction: 'increasing' as const }]
      const settings = { maxTrees: 12, maxLeaves: 8, l1: 0.1, rowShare: 0.8, columnShare: 0.7, monotone: directions }
      const input = {
        ...inputOf(columns, yTrue, settings),
        weights,
        watched: Uint32Array.from({ length: 37 }, (_, i) => i * 3),
      }
      const fast = growTrees(input)
      vi.stubGlobal('WebAssembly', undefined)
      expect(growTrees(input)).toEqual(fast)
      vi.unstubAllGlobals()
      expect(fast.trees.length).toBeGreaterThan(5)
    }
  })

  it('tells losses that belong to its own margins', () => {
    const { columns, yTrue } = noisyTable(8, 400, 5)
    const input = inputOf(columns, yTrue, { maxTrees: 15, learningRate: 0.2, maxLeaves: 6, l2: 1 })
    const watched = Uint32Array.from({ length: 100 }, (_, i) => 300 + i)
    const split = { ...input, development: Uint32Array.from({ length: 300 }, (_, i) => i), watched }
    const told: BoostingIteration[] = []
    const { history } = growTrees(split, { onIteration: (now) => told.push(now) })
    const margins = marginsOf(split)
    const loss = (rows: ArrayLike<number>) =>
      Array.from(rows, (row) => -Math.log(sigma(yTrue[row] === 1 ? margins[row]! : -margins[row]!)))
    const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length
    expect(told).toEqual(history)
    expect(history.map(({ iteration }) => iteration)).toEqual(history.map((_, i) => i + 1))
    expect(history.at(-1)!.developmentLogLoss).toBeCloseTo(mean(loss(split.development)), 9)
    expect(history.at(-1)!.watchedLogLoss).toBeCloseTo(mean(loss(watched)), 9)
    expect(history.map(({ watchedAuc }) => watchedAuc !== null)).toEqual(history.map((_, i) => i === 9 || i === 14))
  })

  it('stops early and keeps the best iteration', () => {
    const { columns, yTrue } = noisyTable(9, 200, 6)
    for (const metric of ['logLoss', 'rocAuc'] as const) {
      const earlyStopping = { sample: 'validation', share: 0.2, patience: 5, metric } as const
      const input = inputOf(columns, yTrue, { maxTrees: 200, learningRate: 0.3, earlyStopping })
      const rows = Array.from(yTrue, (_, i) => i)
      const development = Uint32Array.from(rows.filter((i) => i % 3 !== 0))
      const { trees, history, nGrown, stopped } = growTrees({
        ...input,
        development,
        watched: Uint32Array.from(rows.filter((i) => i % 3 === 0)),
      })
      const figures = history.map((now) => (metric === 'logLoss' ? now.watchedLogLoss! : -now.watchedAuc!))
      expect(stopped).toBe('earlyStopping')
      expect(trees).toHaveLength(figures.indexOf(Math.min(...figures)) + 1)
      expect(nGrown).toBe(trees.length + 5)
      expect(history).toHaveLength(nGrown)
    }
  })

  it('stops when asked and keeps what there is', () => {
    const { columns, yTrue } = noisyTable(10, 200, 3)
    let asked = 0
    const input = inputOf(columns, yTrue, { maxTrees: 50, learningRate: 0.1, maxLeaves: 4 })
    const { trees, stopped } = growTrees({ ...input, watched: input.development }, { shouldStop: () => ++asked > 7 })
    expect(stopped).toBe('person')
    expect(trees).toHaveLength(7)
    expect(growTrees(input, { shouldStop: () => true })).toMatchObject({
      trees: [],
      nGrown: 0,
      history: [],
      stopped: 'person',
    })
  })

  it('starts from the offset, which is no part of the model', () => {
    const { columns, yTrue } = noisyTable(11, 300, 2)
    const offset = Float64Array.from(yTrue, (y) => (y === 1 ? 3 : -3))
    const { baseMargin } = growTrees({ ...inputOf(columns, yTrue), offset })
    const slope = yTrue.reduce((sum, y, i) => sum + y - sigma(baseMargin + offset[i]!), 0)
    expect(slope).toBeCloseTo(0, 8)
  })

  it('lets events weigh as much as non-events when balanced', () => {
    const { columns, yTrue } = noisyTable(12, 300, 2)
    expect(growTrees(inputOf(columns, yTrue, { classBalance: 'balanced' })).baseMargin).toBeCloseTo(0, 12)
  })

  it('takes infinities as numbers and special codes as missing', () => {
    const x = columnOf('x', [-Infinity, -1, 0, 1, Infinity, Infinity, -99, -99, null, null])
    const codes = [{ column: 'x', codes: [-99] }]
    const input = inputOf([x], [0, 0, 0, 0, 1, 1, 1, 1, 1, 1], { specialCodes: codes })
    const { trees, characteristics } = growTrees(input)
    expect(trees[0]).toMatchObject({ features: [0], thresholds: [Number.MAX_VALUE], missingLeft: [0] })
    expect(characteristics[0]!.missingCodes).toEqual([-99])
  })

  it('parts missing values from all others by a threshold', () => {
    const y = [0, 0, 0, 1, 1, 1]
    const above = growTrees(inputOf([columnOf('x', [1, 2, 3, null, null, null])], y)).trees[0]!
    expect(above).toMatchObject({ thresholds: [Number.MAX_VALUE], missingLeft: [0] })
    const below = growTrees(inputOf([columnOf('x', [1, Infinity, 3, null, null, null])], y)).trees[0]!
    expect(below).toMatchObject({ thresholds: [-Number.MAX_VALUE], missingLeft: [1] })
  })

  it('sends rare levels with the missing ones', () => {
    const cells = [...Array(10).fill('a'), ...Array(10).fill('b'), 'rare', null]
    const y = cells.map((cell) => (cell === 'a' ? 0 : 1))
    const { trees, characteristics } = growTrees(
      inputOf([columnOf('x', cells)], y, { categorical: { minLevelCount: 2, smoothing: 0, l2: 0 } }),
    )
    expect(characteristics[0]!.levels).toEqual(['a', 'b'])
    expect(trees[0]!.features).toEqual([0])
    expect(
      marginOf(
        { characteristics, baseMargin: 0, trees, nGrown: 1, stopped: 'allTrees', history: [], warnings: [] },
        () => 'new',
      ),
    ).toBeGreaterThan(0)
  })

  it('grows from 100,000 levels, and from more columns than rows', () => {
    const n = 100_000
    const text = {
      kind: 'text',
      name: 'id',
      codes: Int32Array.from({ length: n }, (_, i) => i),
      levels: Array.from({ length: n }, (_, i) => `id ${i}`),
    } as const
    const y = Array.from({ length: n }, (_, i) => (i % 5 === 0 ? 1 : 0))
    const common = { minLevelCount: 2, smoothing: 0, l2: 0 }
    const rare = growTrees(inputOf([text], y, { categorical: common }))
    expect(rare.trees).toHaveLength(0)
    expect(rare.warnings[0]).toContain('has no level in 2 development rows (categorical.minLevelCount) and cannot')
    expect(growTrees(inputOf([text], y)).characteristics[0]!.levels).toHaveLength(254)
    const { columns, yTrue } = noisyTable(13, 30, 200)
    expect(growTrees(inputOf(columns, yTrue)).trees).toHaveLength(1)
  })

  it('ends without gain where nothing can be split, and warns of it', () => {
    const result = growTrees(inputOf([columnOf('x', [1, 1, 1, 1])], [0, 1, 0, 1]))
    expect(result).toMatchObject({
      trees: [],
      stopped: 'noGain',
      warnings: ['"x" has one value in development and cannot be split'],
    })
    expect(growTrees(inputOf([columnOf('x', [1, 2, 1, 2])], [0, 0, 1, 1]))).toMatchObject({
      trees: [],
      stopped: 'noGain',
    })
  })

  it('keeps to the limits of leaves, depth, counts, weights and gains', () => {
    const { columns, yTrue } = noisyTable(14, 500, 4)
    const grow = (params: Parameters<typeof looseParams>[0]) => growTrees(inputOf(columns, yTrue, params)).trees[0]!
    expect(grow({ maxLeaves: 7 }).values).toHaveLength(7)
    expect(grow({ maxDepth: 2, maxLeaves: 31 }).values.length).toBeLessThanOrEqual(4)
    const counted = grow({ minChildCount: 40 })
    expect(Math.min(...counted.covers.slice(counted.features.length))).toBeGreaterThanOrEqual(40)
    const heavy = grow({ minChildWeight: 10 })
    expect(Math.min(...heavy.covers)).toBeGreaterThanOrEqual(40)
    expect(Math.min(...grow({ minSplitGain: 3 }).gains)).toBeGreaterThan(3)
    expect(grow({ maxLeaves: 31, l1: 1e6 })).toBeUndefined()
  })

  it('refuses what cannot be learned from', () => {
    const x = columnOf('x', [1, 2, 3])
    const input = inputOf([x], [0, 1, 0])
    expect(() => growTrees(inputOf([x], [1, 1, 1]))).toThrow(
      'needs events and non-events in development, got 3 events in 3 rows',
    )
    expect(() => growTrees({ ...input, weights: Float64Array.of(1, 0, 1) })).toThrow(
      'needs weights above 0, got 0 in row 2',
    )
    expect(() => growTrees({ ...input, offset: Float64Array.of(0, 0, Infinity) })).toThrow(
      'needs finite offsets, got Infinity in row 3',
    )
    expect(() => growTrees({ ...input, yTrue: Uint8Array.of(1) })).toThrow('needs 3 outcomes, got 1')
    expect(() => growTrees({ ...input, characteristics: ['x', 'x'] })).toThrow('distinct')
    expect(() => growTrees({ ...input, characteristics: ['z'] })).toThrow('"z"')
    expect(() => growTrees(inputOf([x], [0, 1, 0], { interactions: [['z']] }))).toThrow(
      'needs characteristics, got "z"',
    )
    const ordered = { monotone: [{ column: 't', direction: 'increasing' as const }] }
    expect(() => growTrees(inputOf([columnOf('t', ['a', 'b', 'a'])], [0, 1, 0], ordered))).toThrow('numbers, got "t"')
    expect(() => growTrees(inputOf([x], [0, 1, 0], ordered))).toThrow('column of the data, got "t"')
  })
})

/** Largest G²/(H + l2) of two parts less that of the whole, over all thresholds and both ways of missing values. */
function bruteForceGain(table: readonly (readonly (number | null)[])[], y: readonly number[], l2: number): number {
  const p = y.reduce((sum, value) => sum + value, 0) / y.length
  const score = (rows: readonly number[]) => {
    const g = rows.reduce((sum, i) => sum + p - y[i]!, 0)
    return rows.length === 0 ? 0 : g ** 2 / (rows.length * p * (1 - p) + l2)
  }
  const all = y.map((_, i) => i)
  let best = 0
  for (const j of [0, 1])
    for (const missingLeft of [false, true])
      for (let threshold = -1; threshold <= 5; threshold++) {
        const isLeft = (i: number) => (table[i]![j] === null ? missingLeft : table[i]![j]! <= threshold)
        const parts = [all.filter(isLeft), all.filter((i) => !isLeft(i))] as const
        if (parts[0].length > 0 && parts[1].length > 0)
          best = Math.max(best, score(parts[0]) + score(parts[1]) - score(all))
      }
  return best
}
