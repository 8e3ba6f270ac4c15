import { describe, expect, it } from 'vitest'
import { requireDefaultCounts } from '../../../../src/main/core/stats/require-default-counts.ts'
import {
  requireBandCount,
  requireBothClasses,
  requireCount,
  requireLevel,
  requireOutcomes,
  requireProbabilities,
  requireRows,
} from '../../../../src/main/core/stats/requirements.ts'
import { thrownKind } from './thrown-kind.ts'

describe('requirements', () => {
  it('let good input pass', () => {
    const good = [
      () => requireOutcomes('f', [0, 1], [-1, 2.5]),
      () => requireProbabilities('f', [0, 0.5, 1]),
      () => requireBothClasses('f', 1, 1),
      () => requireRows('f', 1),
      () => requireCount('f', 0),
      () => requireLevel('f', 0.95),
      () => requireBandCount('f', 1),
      () => requireDefaultCounts('f', 2, 2, 0.5),
    ]
    expect(good.map(thrownKind)).toEqual(good.map(() => 'nothing'))
  })

  it('tell what does not exist from what is wrong', () => {
    expect(thrownKind(() => requireBothClasses('f', 0, 3))).toBe('undefined')
    expect(thrownKind(() => requireBothClasses('f', 3, 0))).toBe('undefined')
    expect(thrownKind(() => requireRows('f', 0))).toBe('undefined')
    expect(thrownKind(() => requireProbabilities('f', [0.5, Number.NaN]))).toBe('invalidInput')
    expect(thrownKind(() => requireCount('f', 2 ** 53))).toBe('invalidInput')
    expect(thrownKind(() => requireBandCount('f', 0))).toBe('invalidInput')
    expect(thrownKind(() => requireLevel('f', 0))).toBe('invalidInput')
    expect(thrownKind(() => requireLevel('f', 1))).toBe('invalidInput')
  })

  it('name the caller, the condition and the offending value, with the row counted from 1', () => {
    expect(() => requireOutcomes('rocAuc', [0, 2], [1, 1])).toThrow('rocAuc needs outcomes 0 or 1, got 2 in row 2')
    expect(() => requireOutcomes('rocAuc', [0], [Number.NaN])).toThrow('rocAuc needs finite values, got NaN in row 1')
    expect(() => requireRows('mean', 0)).toThrow('mean needs at least one row, got 0')
  })
})
