import { describe, expect, it } from 'vitest'
import { columnWords } from '../../../../src/main/core/privacy/column-words.ts'
import { nameHints } from '../../../../src/main/core/privacy/name-hints.ts'

describe('columnWords', () => {
  it('parts names at marks, capitals and digits, without accents', () => {
    expect(columnWords('dateOfBirth')).toEqual(['date', 'of', 'birth'])
    expect(columnWords('Cust. E-Mail_2')).toEqual(['cust', 'e', 'mail', '2'])
    expect(columnWords('PRÉNOM')).toEqual(['prenom'])
    expect(columnWords('Straße')).toEqual(['strasse'])
    expect(columnWords('IBANNumber')).toEqual(['iban', 'number'])
    expect(columnWords('--')).toEqual([])
  })
})

describe('nameHints', () => {
  it.each([
    ['customer_email', 'email'],
    ['E-Mail', 'email'],
    ['phone1', 'phone'],
    ['Telefonnummer', 'phone'],
    ['social-security-number', 'nationalId'],
    ['SteuerID', 'nationalId'],
    ['iban', 'iban'],
    ['creditCardNumber', 'cardNumber'],
    ['home_address', 'address'],
    ['zipcode', 'postalCode'],
    ['Geburtsdatum', 'dateOfBirth'],
    ['fecha de nacimiento', 'dateOfBirth'],
    ['ip_address', 'ipAddress'],
    ['acct_no', 'accountNumber'],
    ['LastName', 'personName'],
    ['owner_name', 'personName'],
    ['apellidos', 'personName'],
  ])('%s speaks of %s alone', (name, hinted) => {
    expect([...nameHints(name).classes]).toEqual([hinted])
  })

  it.each([
    'phone_verified',
    'address_type',
    'years_at_address',
    'birth_country',
    'email_flag',
    'product_name',
    'bank_name',
    'filename',
    'column_name',
    'native-country',
    'occupation',
    'fnlwgt',
    'census_tract',
    'lei',
    'credit_amount',
    'housing',
    'contact',
    'account_balance',
    'name_length',
    '__proto__',
    '',
    'county_name',
    'shipping',
    'hotel',
    'description',
  ])('%s speaks of nobody', (name) => {
    expect([...nameHints(name).classes]).toEqual([])
  })

  it('marks bare names', () => {
    expect(nameHints('name').isBareName).toBe(true)
    expect(nameHints('customer_name').isBareName).toBe(false)
  })
})
