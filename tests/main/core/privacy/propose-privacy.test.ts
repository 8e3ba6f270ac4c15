import { describe, expect, it } from 'vitest'
import { type PrivacyColumn, proposePrivacy } from '../../../../src/main/core/privacy/propose-privacy.ts'
import { suggestIdentifier } from '../../../../src/main/core/privacy/suggest-identifier.ts'

function column(name: string, texts: readonly string[], type: PrivacyColumn['type'] = 'text'): PrivacyColumn {
  const values = texts.map((text) => ({ text, count: 2 }))
  return { name, type, values, nRows: 2 * texts.length, nMissing: 0, nDistinct: texts.length }
}

describe('proposePrivacy', () => {
  it('proposes treatment and role', () => {
    const ids = Array.from({ length: 30 }, (_, i) => String(i + 1))
    const proposals = proposePrivacy([
      column('email', ['a@example.org', 'b@example.org']),
      column('surname', ['Smith', 'Jones']),
      column('dob', ['1985-03-12'], 'date'),
      column('zip', ['94103']),
      column('remark', ['ask jane@example.org', 'none']),
      column('age', ['20', '30'], 'numeric'),
      { ...column('ID', ids, 'numeric'), nRows: 30 },
    ])
    expect(proposals.map((one) => [one.name, one.class, one.suggestion, one.suggestedRole])).toEqual([
      ['email', 'email', 'pseudonymise', 'identifier'],
      ['surname', 'personName', 'mask', 'identifier'],
      ['dob', 'dateOfBirth', 'mask', null],
      ['zip', 'postalCode', 'mask', null],
      ['remark', 'email', 'mask', null],
      ['age', null, 'none', null],
      ['ID', null, 'none', 'identifier'],
    ])
    expect(proposals[0]!.roleReason).toContain('one person')
    expect(proposals[6]!.roleReason).toContain('every row')
    expect(proposals[5]!.roleReason).toBeNull()
  })
})

describe('suggestIdentifier', () => {
  const unique = { name: 'loan_id', type: 'numeric', nDistinct: 5, nMissing: 0 } as const

  it('wants a value in every row, all different, and a name', () => {
    expect(suggestIdentifier(unique, 5)?.role).toBe('identifier')
    expect(suggestIdentifier({ ...unique, nDistinct: 4 }, 5)).toBeNull()
    expect(suggestIdentifier({ ...unique, nDistinct: 4, nMissing: 1 }, 5)).toBeNull()
    expect(suggestIdentifier({ ...unique, name: 'amount' }, 5)).toBeNull()
    expect(suggestIdentifier({ ...unique, nDistinct: 1 }, 1)).toBeNull()
    expect(suggestIdentifier({ ...unique, type: 'date' }, 5)).toBeNull()
  })

  it('takes any text that is different in 20 rows or more', () => {
    const text = { name: 'x', type: 'text', nDistinct: 20, nMissing: 0 } as const
    expect(suggestIdentifier(text, 20)?.reason).toBe('every row has a different text')
    expect(suggestIdentifier({ ...text, nDistinct: 19 }, 19)).toBeNull()
  })
})
