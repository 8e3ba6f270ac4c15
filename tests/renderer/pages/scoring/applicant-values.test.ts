import { describe, expect, it } from 'vitest'
import { applicantValues, problemOf } from '../../../../src/renderer/pages/scoring/applicant-values.ts'

const month = { name: 'month', type: 'numeric' } as const
const status = { name: 'status', type: 'text' } as const

describe('applicantValues', () => {
  it('reads numbers as numbers, keeps texts exact, and takes empty as missing', () => {
    expect(applicantValues([month, status], { month: ' 24.5 ', status: '007' })).toEqual([
      { column: 'month', value: 24.5 },
      { column: 'status', value: '007' },
    ])
    expect(applicantValues([month], {})).toEqual([{ column: 'month', value: null }])
  })
})

describe('problemOf', () => {
  it('refuses a decimal comma rather than guess', () => {
    expect(problemOf(month, '0,435')).toBe('Use a point as decimal sign')
  })

  it('accepts numbers in their usual writings only', () => {
    for (const text of ['', '12', '-3.5', '.5', '1e3']) expect(problemOf(month, text)).toBeNull()
    for (const text of ['0x10', '1 000', 'abc', 'Infinity']) expect(problemOf(month, text)).toBe('Needs a number')
    expect(problemOf(status, '0,435')).toBeNull()
  })
})
