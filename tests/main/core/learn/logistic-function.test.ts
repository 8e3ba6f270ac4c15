import { describe, expect, it } from 'vitest'
import { logistic, logOnePlusExp } from '../../../../src/main/core/learn/logistic-function.ts'

describe('logistic function', () => {
  it('is ½ at 0, 0.9 at ln 9, and mirrored', () => {
    expect(logistic(0)).toBe(0.5)
    expect(logistic(Math.log(9))).toBeCloseTo(0.9, 15)
    for (const x of [0.1, 3, 30, 700]) expect(logistic(x) + logistic(-x)).toBeCloseTo(1, 15)
  })

  it('never overflows', () => {
    expect([logistic(1e308), logistic(-1e308), logistic(Infinity), logistic(-Infinity)]).toEqual([1, 0, 1, 0])
    expect(logistic(-740)).toBeGreaterThan(0)
  })

  it('rises', () => {
    for (let x = -40; x < 30; x += 0.25) expect(logistic(x + 0.25)).toBeGreaterThan(logistic(x))
  })
})

describe('ln(1 + e^x)', () => {
  it('is ln 2 at 0, x far to the right and e^x far to the left', () => {
    expect(logOnePlusExp(0)).toBe(Math.LN2)
    expect(logOnePlusExp(1000)).toBe(1000)
    expect(logOnePlusExp(-50)).toBe(Math.exp(-50))
    for (const x of [-3, -0.5, 0.5, 3]) expect(logOnePlusExp(x)).toBeCloseTo(-Math.log(1 - logistic(x)), 13)
  })
})
