import { describe, expect, it } from 'vitest'
import { logitsOfTally } from '../../../../src/main/core/stats/logits-of-tally.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { thrownKind } from './thrown-kind.ts'

describe('logitsOfTally', () => {
  it('is ln(p / (1 − p)) of each distinct probability', () => {
    const [low, middle] = logitsOfTally('test', tallyScores([0, 1, 1], [0.2, 0.5, 0.5]))
    expect(low).toBeCloseTo(Math.log(0.25), 14)
    expect(middle).toBe(0)
  })

  it('names the calling function', () => {
    expect(() => logitsOfTally('caller', tallyScores([0, 1], [0, 0.5]))).toThrow(/^caller needs/)
  })

  it('is undefined at 0 and 1 and with one class, and refuses what is no probability', () => {
    expect(thrownKind(() => logitsOfTally('test', tallyScores([0, 1], [0.5, 1])))).toBe('undefined')
    expect(thrownKind(() => logitsOfTally('test', tallyScores([1], [0.5])))).toBe('undefined')
    expect(thrownKind(() => logitsOfTally('test', tallyScores([0, 1], [0.5, 3])))).toBe('invalidInput')
  })
})
