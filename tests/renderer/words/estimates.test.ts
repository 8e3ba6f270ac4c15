import { describe, expect, it } from 'vitest'
import { estimateText, intervalText, plural } from '../../../src/renderer/words/estimates.ts'

const estimate = { value: 0.788, lower: 0.734, upper: 0.842, level: 0.95, method: 'DeLong', reason: null }
const undefinedOne = { value: null, lower: null, upper: null, level: null, method: 'DeLong', reason: 'one class only' }

describe('printing an estimate', () => {
  it('shows value and interval', () => {
    expect(estimateText(estimate, 'auc')).toBe('0.788 [0.734, 0.842]')
    expect(intervalText(estimate, 'auc')).toBe('[0.734, 0.842]')
  })

  it('says that a number does not exist, and why, never 0', () => {
    expect(estimateText(undefinedOne, 'auc')).toBe('Undefined')
    expect(intervalText(undefinedOne, 'auc')).toBe('one class only')
  })

  it('names the method where there is no interval', () => {
    expect(intervalText({ ...estimate, lower: null }, 'auc')).toBe('DeLong')
  })
})

describe('plural', () => {
  it('counts one and many', () => {
    expect(plural(1, 'row')).toBe('1 row')
    expect(plural(0, 'entry', 'entries')).toBe('0 entries')
  })
})
