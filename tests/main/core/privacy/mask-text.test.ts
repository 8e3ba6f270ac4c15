import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskCell, maskText } from '../../../../src/main/core/privacy/mask-text.ts'
import { PII_CLASSES, type PiiClass } from '../../../../src/main/core/privacy/pii-classes.ts'

const SHOWN: readonly (readonly [PiiClass, string, string])[] = [
  ['personName', 'Anna Maria Müller', 'A. M. M.'],
  ['personName', 'Anna Maria Luise von Müller', 'A. M. L.'],
  ['personName', "Müller, Jean-Luc O'Neil", 'M. J. L.'],
  ['personName', '12345', '••••'],
  ['email', 'jane.roe@mail.example.org', 'j…@….org'],
  ['email', 'no address', '••••'],
  ['iban', 'DE89 3704 0044 0532 0130 00', '•••• 3000'],
  ['iban', 'DE89370', '••••'],
  ['cardNumber', '4111-1111-1111-1111', '•••• 1111'],
  ['cardNumber', '12345678901', '••••'],
  ['phone', '+49 30 123456-71', '•••• 71'],
  ['phone', '123456', '••••'],
  ['dateOfBirth', '1985-03-12', '1985'],
  ['dateOfBirth', '19850312', '1985'],
  ['dateOfBirth', '12.03.1985', '1985'],
  ['dateOfBirth', '1985-03-12T00:00:00', '1985'],
  ['dateOfBirth', '12/03/85', '••••'],
  ['dateOfBirth', '12031985', '••••'],
  ['dateOfBirth', '19851512', '••••'],
  ['nationalId', '078-05-1120', '••••'],
  ['address', '12 Main Street', '••••••••'],
  ['postalCode', '1234', '••'],
  ['postalCode', '12345', '••••'],
  ['ipAddress', '192.168.0.1', '••••'],
  ['accountNumber', '123456789012', '••••'],
  ['accountNumber', '1234567890123', '••••••••'],
  ['other', 'x', '••'],
]

describe('maskText', () => {
  it.each(SHOWN)('%s: %s is shown as %s', (piiClass, text, shown) => {
    expect(maskText(text, piiClass)).toBe(shown)
  })

  it('leaves an empty text empty and takes any text of any class', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...PII_CLASSES), (text, piiClass) => {
        expect(maskText('', piiClass)).toBe('')
        expect(maskText(text, piiClass).length === 0).toBe(text === '')
      }),
    )
  })

  it('shows nothing of a long text but what each class says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 13 }), (text) => {
        for (const piiClass of [
          'nationalId',
          'address',
          'postalCode',
          'ipAddress',
          'accountNumber',
          'other',
        ] as const) {
          expect(maskText(text, piiClass)).toMatch(/^•+$/)
        }
        expect(maskText(text, 'phone')).toMatch(/^(?:•{2,8}|•••• \d\d)$/)
        expect(maskText(text, 'dateOfBirth')).toMatch(/^(?:•{2,8}|\d{4})$/)
      }),
    )
  })
})

describe('maskCell', () => {
  it('masks numbers as they print and keeps missing cells missing', () => {
    expect(maskCell(4111111111111111, 'cardNumber')).toBe('•••• 1111')
    expect(maskCell(19850312, 'dateOfBirth')).toBe('1985')
    expect(maskCell('Jane Roe', 'personName')).toBe('J. R.')
    expect(maskCell(null, 'email')).toBeNull()
  })
})
