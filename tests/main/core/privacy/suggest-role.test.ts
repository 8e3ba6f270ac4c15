import { describe, expect, it } from 'vitest'
import { suggestRole } from '../../../../src/main/core/privacy/suggest-role.ts'

const column = (name: string, rest: { type?: 'numeric' | 'text' | 'date'; nDistinct?: number } = {}) => ({
  name,
  type: rest.type ?? ('numeric' as const),
  nDistinct: rest.nDistinct ?? 10,
  nMissing: 0,
})

describe('suggestRole', () => {
  it('goes by words of the name, never by parts of words', () => {
    expect(suggestRole(column('applicantSex', { type: 'text' }), 100)?.role).toBe('sensitive')
    expect(suggestRole(column('age_in_years'), 100)?.role).toBe('sensitive')
    expect(suggestRole(column('mileage'), 100)).toBeNull()
    expect(suggestRole(column('Essex', { type: 'text' }), 100)).toBeNull()
  })

  it('suggests a target only for two values', () => {
    expect(suggestRole(column('DEFAULT', { nDistinct: 2 }), 100)?.role).toBe('target')
    expect(suggestRole(column('DEFAULT', { nDistinct: 3 }), 100)).toBeNull()
  })

  it('suggests identifiers, dates, weights and exposures', () => {
    expect(suggestRole(column('loan_id', { nDistinct: 100 }), 100)?.role).toBe('identifier')
    expect(suggestRole(column('opened', { type: 'date' }), 100)?.role).toBe('date')
    expect(suggestRole(column('fnlwgt'), 100)?.role).toBe('weight')
    expect(suggestRole(column('EAD'), 100)?.role).toBe('exposure')
    expect(suggestRole(column('weight', { type: 'text' }), 100)).toBeNull()
  })
})
