import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createLikelihoodBlock,
  kernelBlock,
  type LikelihoodBlock,
  plainBlock,
} from '../../../../src/main/core/kernels/likelihood-block.ts'
import type { BinomialRows } from '../../../../src/main/core/learn/binomial-rows.ts'
import { likelihoodPass, type Standardization } from '../../../../src/main/core/learn/likelihood-pass.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'

interface Problem {
  readonly rows: BinomialRows
  readonly standardization: Standardization
  readonly parameters: Float64Array
}

/** `size` of the parameters: large ones drive the log odds to where probabilities are 0 or 1. */
function problemOf(nRows: number, p: number, size: number, hasOffset: boolean, seed: number): Problem {
  const random = createRandom(seed)
  const draw = (n: number, low: number, high: number): Float64Array =>
    Float64Array.from({ length: n }, () => low + (high - low) * random.nextDouble())
  const weight = (): number => (random.nextBelow(4) === 0 ? 0 : random.nextBelow(3) + random.nextDouble())
  return {
    rows: {
      columns: Array.from({ length: p }, () => draw(nRows, -2, 3)),
      events: Float64Array.from({ length: nRows }, weight),
      nonEvents: Float64Array.from({ length: nRows }, weight),
      offset: hasOffset ? draw(nRows, -size, size) : null,
    },
    standardization: { means: draw(p, -1, 1), scales: draw(p, 0.5, 2) },
    parameters: draw(p + 1, -size, size),
  }
}

/** Every bit of what a pass yields; the upper triangle is nobody's. */
function passWith(block: LikelihoodBlock, { rows, standardization, parameters }: Problem, wantsInformation: boolean) {
  const pass = likelihoodPass(rows, standardization, parameters, wantsInformation, block)
  const p = parameters.length
  const lower = pass.information?.filter((_, k) => k % p <= Math.floor(k / p)) ?? []
  return new BigUint64Array(Float64Array.of(pass.logLikelihood, ...pass.gradient, ...lower).buffer)
}

describe('the kernel of the likelihood', () => {
  // Rows around the steps of 128 and the blocks of 1024, columns around the multiples of 4.
  it('equals its plain twin bit by bit', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(127, 128, 129, 1023, 1024, 1025, 2049, 2304)),
        fc.integer({ min: 0, max: 13 }),
        fc.constantFrom(0, 0.3, 5, 400, 1e6),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 1e6 }),
        (nRows, p, size, hasOffset, wantsInformation, seed) => {
          const problem = problemOf(nRows, p, size, hasOffset, seed)
          const kernel = passWith(kernelBlock(p + 1)!, problem, wantsInformation)
          expect(kernel).toEqual(passWith(plainBlock(p + 1, nRows), problem, wantsInformation))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('equals it for hundreds of columns, and when its room is used again', () => {
    const wide = problemOf(300, 250, 0.2, true, 5)
    const block = kernelBlock(251)!
    expect(block.columns.buffer.byteLength).toBeGreaterThan(2e6)
    const first = passWith(block, wide, true)
    expect(first).toEqual(passWith(plainBlock(251, 300), wide, true))
    const other = { ...problemOf(1300, 250, 3, false, 6), parameters: wide.parameters.map((value) => -value) }
    passWith(block, other, true)
    expect(passWith(block, wide, true)).toEqual(first)
    expect(passWith(block, wide, false)).toEqual(first.slice(0, 252))
  })

  it('carries what is not a number to the end', () => {
    const problem = problemOf(200, 3, 1, false, 7)
    problem.rows.columns[1]![150] = Number.NaN
    for (const block of [kernelBlock(4)!, plainBlock(4, 200)]) {
      const pass = likelihoodPass(problem.rows, problem.standardization, problem.parameters, false, block)
      expect(pass.logLikelihood).toBeNaN()
      expect(pass.gradient[2]).toBeNaN()
    }
  })

  it('leaves small problems and blocks beyond its memory to the plain one', () => {
    const isKernel = (block: LikelihoodBlock): boolean => block.columns.buffer.byteLength % 65_536 === 0
    expect(isKernel(createLikelihoodBlock(4, 1000))).toBe(false)
    expect(isKernel(createLikelihoodBlock(4, 2000))).toBe(true)
    expect(kernelBlock(30_000)).toBeNull()
  })
})
