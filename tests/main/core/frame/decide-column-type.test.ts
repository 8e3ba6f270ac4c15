import { describe, expect, it } from 'vitest'
import { decideColumnType } from '../../../../src/main/core/frame/decide-column-type.ts'

const NONE = { number: 0, leadingZeros: 0, tooManyDigits: 0, outOfRange: 0, other: 0 }

function decide(counts: Partial<typeof NONE>, example: string, forced?: 'numeric' | 'text') {
  const examples = Object.fromEntries(Object.keys(counts).map((shape) => [shape, example]))
  return decideColumnType({ nMissing: 0, counts: { ...NONE, ...counts }, examples }, forced)
}

describe('decideColumnType', () => {
  it('calls a column numeric only if every value is a number', () => {
    expect(decide({ number: 3 }, '1')).toEqual({ type: 'numeric', reason: 'numeric: all 3 values are numbers' })
    expect(decide({ number: 1 }, '1')).toEqual({ type: 'numeric', reason: 'numeric: the one value is a number' })
    expect(decide({ number: 999, other: 1 }, 'A11')).toEqual({
      type: 'text',
      reason: 'text: 1 value is not a number, e.g. A11',
    })
  })

  it('keeps codes with leading zeros as text', () => {
    expect(decide({ number: 5, leadingZeros: 3 }, '007')).toEqual({
      type: 'text',
      reason: 'text: 3 values have leading zeros, e.g. 007',
    })
  })

  it('keeps ids too long for a double as text', () => {
    expect(decide({ tooManyDigits: 1 }, '12345678901234567890').type).toBe('text')
    expect(decide({ outOfRange: 2 }, '1e999').reason).toBe('text: 2 values are beyond the range of numbers, e.g. 1e999')
  })

  it('calls a column without any value numeric, and says so', () => {
    expect(decide({}, '')).toEqual({ type: 'numeric', reason: 'numeric: every cell is missing' })
  })

  it('follows the person', () => {
    expect(decide({ number: 3 }, '1', 'text')).toEqual({ type: 'text', reason: 'text: chosen at import' })
    expect(decide({ other: 3 }, 'a', 'numeric').type).toBe('numeric')
  })
})
