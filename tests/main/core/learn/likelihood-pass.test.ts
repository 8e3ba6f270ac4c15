import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialRows, takeColumns, totalOfRows } from '../../../../src/main/core/learn/binomial-rows.ts'
import { collapseRows, encodeValues } from '../../../../src/main/core/learn/collapse-rows.ts'
import { correlationMatrix } from '../../../../src/main/core/learn/correlation-matrix.ts'
import { likelihoodPass } from '../../../../src/main/core/learn/likelihood-pass.ts'
import { logistic, logOnePlusExp } from '../../../../src/main/core/learn/logistic-function.ts'
import { maximizeLikelihood } from '../../../../src/main/core/learn/maximize-likelihood.ts'
import { designMoments, standardizeDesign } from '../../../../src/main/core/learn/standardized-design.ts'
import { subsampleStart } from '../../../../src/main/core/learn/subsample-start.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'

function makeRows(nRows: number, p: number, distinct: number, seed = 7) {
  const random = createRandom(seed)
  const draw = () => Float64Array.from({ length: nRows }, () => random.nextBelow(distinct) / distinct - 0.4)
  const columns = Array.from({ length: p }, draw)
  const y = Uint8Array.from({ length: nRows }, (_, i) =>
    random.nextDouble() < logistic(-1 + 2 * (columns[0]?.[i] ?? 0)) ? 1 : 0,
  )
  const weights = Float64Array.from({ length: nRows }, () => 1 + random.nextBelow(3))
  const offset = Float64Array.from({ length: nRows }, () => random.nextBelow(3) / 2)
  return { columns, y, weights, offset }
}

describe('likelihood pass', () => {
  // Fewer rows than a block, whole blocks, and a remainder; columns of every remainder by three.
  it.each([
    [1, 1],
    [100, 2],
    [256, 3],
    [700, 4],
    [513, 8],
  ])('equals the plain sums: %i rows, %i columns', (nRows, p) => {
    const { columns, y, weights, offset } = makeRows(nRows, p, 50)
    const means = Float64Array.from(columns, (_, j) => j / 10)
    const scales = Float64Array.from(columns, (_, j) => 1 + j)
    const gamma = Float64Array.from({ length: p + 1 }, (_, j) => (j % 2 === 0 ? 0.3 : -0.4) * (j + 1))
    const pass = likelihoodPass(binomialRows(columns, y, weights, offset), { means, scales }, gamma, true)
    const z = [new Float64Array(nRows).fill(1), ...columns.map((c, j) => c.map((x) => (x - means[j]!) / scales[j]!))]
    const eta = offset.map((o, i) => o + z.reduce((sum, column, j) => sum + gamma[j]! * column[i]!, 0))
    const sum = (of: (i: number) => number) => eta.reduce((total, _, i) => total + weights[i]! * of(i), 0)
    expect(pass.logLikelihood).toBeCloseTo(
      sum((i) => -logOnePlusExp(y[i] === 1 ? -eta[i]! : eta[i]!)),
      8,
    )
    for (let a = 0; a <= p; a++) {
      expect(pass.gradient[a]).toBeCloseTo(
        sum((i) => z[a]![i]! * (y[i]! - logistic(eta[i]!))),
        8,
      )
      for (let b = 0; b <= a; b++)
        expect(pass.information![a * (p + 1) + b]).toBeCloseTo(
          sum((i) => z[a]![i]! * z[b]![i]! * logistic(eta[i]!) * logistic(-eta[i]!)),
          8,
        )
    }
    const short = likelihoodPass(binomialRows(columns, y, weights, offset), { means, scales }, gamma, false)
    expect(short).toEqual({ ...pass, information: null })
  })

  it('keeps its digits far out', () => {
    const rows = binomialRows([], Uint8Array.of(1, 0), null, Float64Array.of(-50, 50))
    const nothing = { means: new Float64Array(0), scales: new Float64Array(0) }
    const { logLikelihood, information } = likelihoodPass(rows, nothing, Float64Array.of(0), true)
    expect(logLikelihood).toBe(-100)
    expect(information![0]! / (2 * Math.exp(-50))).toBeCloseTo(1, 12)
  })
})

describe('collapsed rows', () => {
  it('are the patterns with their events and non-events, worked by hand', () => {
    const rows = binomialRows(
      [Float64Array.of(1, 2, 1, 1, 2, 1, 1, 2), Float64Array.of(0, 5, 0, 0, 5, 0, 0, 5)],
      Uint8Array.of(1, 0, 0, 1, 0, 1, 0, 1),
      Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8),
      null,
    )
    expect(collapseRows(rows)).toEqual({
      columns: [Float64Array.of(1, 2), Float64Array.of(0, 5)],
      events: Float64Array.of(11, 8),
      nonEvents: Float64Array.of(10, 7),
      offset: null,
    })
    expect(totalOfRows(rows)).toEqual({ events: 19, total: 36 })
    expect(encodeValues(Float64Array.of(3, 3, 1, 3))).toEqual({ codes: Int32Array.of(0, 0, 1, 0), nLevels: 2 })
    expect(encodeValues(Float64Array.of(3, 4, 1, 2))).toBeNull()
  })

  it('are the rows themselves when most differ', () => {
    const { columns, y } = makeRows(100, 2, 1000)
    const rows = binomialRows(columns, y, null, null)
    expect(collapseRows(rows)).toBe(rows)
    const coarse = binomialRows([columns[0]!.map((x) => Math.round(x))], y, null, columns[1]!)
    expect(collapseRows(coarse)).toBe(coarse)
    expect(collapseRows({ ...coarse, offset: null }).events.length).toBeLessThan(4)
  })

  it('have the likelihood and the solution of all rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (seed, p, hasOffset) => {
          const { columns, y, weights, offset } = makeRows(400, p, 4, seed)
          const rows = binomialRows(columns, y, weights, hasOffset ? offset : null)
          const collapsed = collapseRows(rows)
          expect(collapsed.events.length).toBeLessThanOrEqual(4 ** p * (hasOffset ? 3 : 1))
          expect(totalOfRows(collapsed)).toEqual(totalOfRows(rows))
          const moments = designMoments(
            columns,
            weights,
            columns.map(() => 'x'),
          )
          const gamma = new Float64Array(p + 1).fill(0.3)
          const one = likelihoodPass(rows, moments, gamma, true)
          const other = likelihoodPass(collapsed, moments, gamma, true)
          expect(Math.abs(other.logLikelihood / one.logLikelihood - 1)).toBeLessThan(1e-10)
          const none = new Float64Array(p)
          const a = maximizeLikelihood(rows, moments, none)
          const b = maximizeLikelihood(collapsed, moments, none)
          a.parameters.forEach((value, j) => void expect(Math.abs(value - b.parameters[j]!)).toBeLessThan(1e-10))
          expect(collapseRows(rows)).toEqual(collapsed)
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('maximum likelihood', () => {
  const { columns, y, weights } = makeRows(70_000, 3, 200)
  const rows = binomialRows(columns, y, weights, null)
  const moments = designMoments(columns, weights, ['a', 'b', 'c'])
  const penalties = new Float64Array(3)

  it('is the same from every start: none, a subsample, another information', () => {
    const plain = maximizeLikelihood(rows, moments, penalties)
    const start = subsampleStart(rows, moments, penalties)!
    const distance = (other: Float64Array) =>
      Math.max(...other.map((value, j) => Math.abs(value - plain.parameters[j]!)))
    expect(distance(start.start)).toBeGreaterThan(1e-4)
    expect(distance(start.start)).toBeLessThan(0.3)
    const near = maximizeLikelihood(rows, moments, penalties, start)
    expect(distance(near.parameters)).toBeLessThan(1e-11)
    expect(near.nIterations).toBeLessThan(plain.nIterations)
    const { information } = likelihoodPass(rows, moments, new Float64Array(4), true)
    const chord = maximizeLikelihood(rows, moments, penalties, { start: start.start, startInformation: information! })
    expect(distance(chord.parameters)).toBeLessThan(1e-9)
    const quick = maximizeLikelihood(rows, moments, penalties, { precision: 'likelihood' })
    expect(Math.abs(quick.logLikelihood - plain.logLikelihood)).toBeLessThan(2e-8)
    expect(quick.factor).toBeNull()
  })

  it('takes no start from a subsample of few rows, of one class, or without a column', () => {
    const few = binomialRows(
      columns.map((c) => c.slice(0, 1000)),
      y.slice(0, 1000),
      null,
      null,
    )
    expect(subsampleStart(few, moments, penalties)).toBeNull()
    // 32 of every 512 rows are taken.
    const hidden = Uint8Array.from(y, (_, i) => (i % 512 === 32 ? 1 : 0))
    expect(subsampleStart(binomialRows(columns, hidden, null, null), moments, penalties)).toBeNull()
    const rare = Float64Array.from(y, (_, i) => (i % 512 === 32 ? 1 : 0))
    const withRare = { ...rows, columns: [columns[0]!, columns[1]!, rare] }
    expect(subsampleStart(withRare, designMoments(withRare.columns, weights, ['a', 'b', 'c']), penalties)).toBeNull()
  })
})

describe('correlation matrix', () => {
  it('is that of the repeated rows, by hand', () => {
    // x = (0, 0, 2), z = (1, 1, 0) with weights 1, 1, 2: means 1 and ½, both deviations even, so r = −1.
    const matrix = correlationMatrix([Float64Array.of(0, 0, 2), Float64Array.of(1, 1, 0)], Float64Array.of(1, 1, 2), [
      'x',
      'z',
    ])
    ;[1, -1, -1, 1].forEach((value, i) => void expect(matrix[i]).toBeCloseTo(value, 12))
  })

  it('equals the products of the standardized columns', () => {
    const { columns, weights } = makeRows(300, 4, 30)
    const names = ['a', 'b', 'c', 'd']
    const matrix = correlationMatrix(columns, weights, names)
    const z = standardizeDesign(columns, weights, names).columns
    const total = weights.reduce((a, b) => a + b, 0)
    for (let a = 0; a < 4; a++)
      for (let b = 0; b < 4; b++)
        expect(matrix[a * 4 + b]).toBeCloseTo(
          z[a]!.reduce((sum, x, i) => sum + weights[i]! * x * z[b]![i]!, 0) / total,
          12,
        )
    expect(() => correlationMatrix([Float64Array.of(1, 1)], null, ['k'])).toThrow('got a constant in "k"')
    expect(() => correlationMatrix([Float64Array.of(1, Infinity)], null, ['k'])).toThrow('needs finite values')
    const rows = binomialRows(columns, new Uint8Array(300), null, null)
    expect(takeColumns(rows, [2, 0]).columns).toEqual([columns[2], columns[0]])
  })
})
