import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CholeskyFactor,
  cholesky,
  invertCholesky,
  solveCholesky,
} from '../../../../src/main/core/learn/cholesky.ts'

const A = Float64Array.of(4, 2, -2, 2, 5, 3, -2, 3, 10)

describe('Cholesky factor', () => {
  it('is [[2], [1, 2], [−1, 2, √5]] for a matrix worked by hand', () => {
    const { lower } = cholesky(A, 3, 1e-12) as CholeskyFactor
    expect([...lower]).toEqual([2, 0, 0, 1, 2, 0, -1, 2, Math.sqrt(5)])
  })

  it('solves and inverts', () => {
    const factor = cholesky(A, 3, 1e-12) as CholeskyFactor
    // A·(1, −2, 3) = (−6, 1, 22)
    expect([...solveCholesky(factor, [-6, 1, 22])].map((x) => Math.round(x * 1e12) / 1e12)).toEqual([1, -2, 3])
    const inverse = invertCholesky(factor)
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        const product = [0, 1, 2].reduce((sum, k) => sum + A[i * 3 + k]! * inverse[k * 3 + j]!, 0)
        expect(product).toBeCloseTo(i === j ? 1 : 0, 12)
      }
    }
  })

  it('names the first column spanned by those before it', () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 4), 2, 1e-12)).toEqual({ dependentColumn: 1 })
    expect(cholesky(Float64Array.of(0), 1, 1e-12)).toEqual({ dependentColumn: 0 })
    expect(cholesky(Float64Array.of(Number.NaN), 1, 1e-12)).toEqual({ dependentColumn: 0 })
  })

  it('gives back the matrix', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 9, maxLength: 9 }), (m) => {
        // B·Bᵀ + I is positive definite for every B.
        const spd = Float64Array.from({ length: 9 }, (_, ij) => {
          const [i, j] = [Math.floor(ij / 3), ij % 3]
          return [0, 1, 2].reduce((sum, k) => sum + m[i * 3 + k]! * m[j * 3 + k]!, i === j ? 1 : 0)
        })
        const { lower } = cholesky(spd, 3, 1e-12) as CholeskyFactor
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j <= i; j++) {
            const product = [0, 1, 2].reduce((sum, k) => sum + lower[i * 3 + k]! * lower[j * 3 + k]!, 0)
            expect(product).toBeCloseTo(spd[i * 3 + j]!, 9)
          }
        }
      }),
    )
  })
})
