import { describe, expect, it } from 'vitest'
import { detectPii, type PiiColumn } from '../../../../src/main/core/privacy/detect-pii.ts'
import { isDutchCitizenNumber } from '../../../../src/main/core/privacy/national-ids/dutch-citizen-number.ts'
import type { PiiDetection } from '../../../../src/main/core/privacy/pii-classes.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'

function detect(name: string, texts: readonly string[], type: PiiColumn['type'] = 'text'): PiiDetection {
  return detectPii(
    { name, type },
    texts.map((text) => ({ text, count: 1 })),
  )
}

function found(name: string, texts: readonly string[], type: PiiColumn['type'] = 'text'): string | null {
  const { class: piiClass, confidence } = detect(name, texts, type)
  return piiClass === null ? null : `${piiClass} ${confidence}`
}

/** So many texts from a number each. */
function many(n: number, text: (i: number) => string): string[] {
  return Array.from({ length: n }, (_, i) => text(i))
}

const random = createRandom(7)
const AMOUNTS = many(2000, () => String(100_000_000 + random.nextBelow(900_000_000)))
const BSNS = AMOUNTS.filter(isDutchCitizenNumber)

describe('detectPii by content', () => {
  it('finds e-mail addresses whatever the column is called, with counts and no value in the evidence', () => {
    const texts = [...many(980, (i) => `user${i}@example.org`), ...many(20, (i) => `unknown ${i}`)]
    expect(detect('x1', texts)).toEqual({
      class: 'email',
      confidence: 'high',
      evidence: '98% of 1,000 distinct values are e-mail addresses',
      byName: false,
      matchShare: 0.98,
    })
  })

  it('names remarks that hold an e-mail address once, for a person to decide', () => {
    const texts = [...many(999, (i) => `called ${i} times`), 'write to jane@example.org']
    expect(detect('remark', texts)).toMatchObject({ class: 'email', confidence: 'low', matchShare: 0.001 })
    expect(detect('remark', texts).evidence).toBe('1 of 1,000 distinct values have an e-mail address in them')
  })

  it('finds cards and IBANs, as numbers too', () => {
    expect(found('x', ['GB82WEST12345698765432', 'DE89370400440532013000'])).toBe('iban high')
    const cards = [
      '4111111111111111',
      '4012888888881881',
      '5555555555554444',
      '5105105105105100',
      '4222222222222',
      '4000056655665556',
    ]
    expect(found('x', cards, 'numeric')).toBe('cardNumber high')
    expect(found('x', cards.slice(0, 1), 'numeric')).toBeNull()
    expect(found('card_number', cards.slice(0, 1), 'numeric')).toBe('cardNumber high')
  })

  it('finds ids with letters or marks without a name', () => {
    expect(
      found(
        'x',
        many(9, (i) => `536-90-439${i + 1}`),
      ),
    ).toBe('nationalId medium')
    expect(found('ssn', ['536-90-4399'])).toBe('nationalId high')
    const texts = ['RCCMNL83S18D969H', 'CNTCHR83T41D969D', 'MRTMTT91D08F205J', 'RSSMRA85T10A562S', 'RCCMNL83S18D969H ']
    expect(found('x', texts)).toBe('nationalId high')
  })

  it('calls digits with a right check only where luck is ruled out and name or width agree', () => {
    expect(BSNS.length).toBeGreaterThan(120)
    expect(found('x', BSNS)).toBe('nationalId medium')
    expect(found('x', BSNS, 'numeric')).toBe('nationalId low')
    expect(found('bsn', BSNS, 'numeric')).toBe('nationalId high')
    expect(found('x', [...BSNS.slice(0, 40), '12345'])).toBeNull()
    expect(found('x', BSNS.slice(0, 3))).toBeNull()
    expect(detect('bsn', BSNS).evidence).toBe(
      `all ${BSNS.length} distinct values pass the rules of Dutch citizen service numbers (BSN) (of random values of that pattern at most 10% would), and the name of the column says so`,
    )
  })

  it('wants nearly all values to pass, half with a name', () => {
    const wrong = AMOUNTS.filter((text) => !isDutchCitizenNumber(text)).slice(0, 100)
    const half = [...wrong, ...BSNS.slice(0, 110)]
    expect(found('x', half)).toBeNull()
    expect(found('bsn', half)).toBe('nationalId medium')
    expect(found('x', [...many(499, (i) => `none ${i}`), ...many(500, (i) => `user${i}@example.org`)])).toBe(
      'email high',
    )
  })

  it('is not taken in by amounts and ids of nine digits', () => {
    expect(found('amount', AMOUNTS)).toBeNull()
    expect(found('amount', AMOUNTS, 'numeric')).toBeNull()
    expect(
      found(
        'id',
        many(2000, (i) => String(123_450_000 + i)),
      ),
    ).toBeNull()
  })

  it('finds phones, machines, streets, postcodes and full names', () => {
    expect(
      found(
        'x',
        many(9, (i) => `+49 30 12345${i}`),
      ),
    ).toBe('phone medium')
    expect(
      found(
        'telefon',
        many(9, (i) => `+49 30 12345${i}`),
      ),
    ).toBe('phone high')
    expect(
      found(
        'x',
        many(9, (i) => `10.0.0.${i}`),
      ),
    ).toBe('ipAddress medium')
    expect(
      found(
        'client_ip',
        many(9, (i) => `10.0.0.${i}`),
      ),
    ).toBe('ipAddress high')
    expect(
      found(
        'x',
        many(9, (i) => `2001:db8::${i}`),
      ),
    ).toBe('ipAddress high')
    expect(
      found(
        'x',
        many(9, (i) => `${i + 1} Main Street`),
      ),
    ).toBe('address medium')
    expect(
      found(
        'Anschrift',
        many(9, (i) => `Hauptstraße ${i + 1}`),
      ),
    ).toBe('address high')
    expect(
      found(
        'x',
        many(9, (i) => `SW1A ${i}AA`),
      ),
    ).toBe('postalCode medium')
    expect(found('x', ['Anna Schmidt', 'Peter Jones', 'Maria Rossi', 'Kyle Q'])).toBe('personName medium')
  })
})

describe('detectPii by name', () => {
  it('needs values that do not contradict it', () => {
    expect(found('telephone', ['A191', 'A192'])).toBeNull()
    expect(found('email', ['yes', 'no'])).toBeNull()
    expect(found('address', ['owner', 'tenant'])).toBeNull()
    expect(found('ssn', ['0', '1'], 'numeric')).toBeNull()
    expect(found('dob', ['1', '2'], 'numeric')).toBeNull()
    expect(found('name', ['A', 'B'])).toBeNull()
  })

  it('finds dates of birth', () => {
    expect(found('dob', ['1985-03-12'], 'date')).toBe('dateOfBirth high')
    expect(
      detectPii({ name: 'birthDate', type: 'text', dateFormat: 'DD.MM.YYYY' }, [{ text: '1', count: 1 }]).class,
    ).toBe('dateOfBirth')
    expect(found('geburtsdatum', ['19850312', '19700101'], 'numeric')).toBe('dateOfBirth high')
    expect(found('date_naissance', ['12/03/1985', '31.12.70'])).toBe('dateOfBirth high')
    expect(found('opened', ['1985-03-12'], 'date')).toBeNull()
    expect(found('amount', ['19850312'], 'numeric')).toBeNull()
    expect(found('birth_date', ['19851312', '29851212'], 'numeric')).toBeNull()
  })

  it('finds names of people and not of things', () => {
    const people = ['Anna', 'Peter', 'Mehmet', 'Xu']
    expect(found('first_name', people)).toBe('personName high')
    expect(found('Vorname', people)).toBe('personName high')
    expect(found('apellido', ['Garcia', 'Lopez'])).toBe('personName medium')
    expect(found('name', people)).toBe('personName high')
    expect(
      found(
        'name',
        many(12, (i) => `Branch ${'ABCDEFGHIJKL'[i]}`),
      ),
    ).toBe('personName medium')
    for (const thing of ['product_name', 'bank_name', 'filename', 'column_name']) {
      expect([thing, found(thing, ['Gold', 'Silver', 'Alpha Bank', 'Beta'])]).toEqual([thing, null])
    }
  })

  it('finds postal codes, accounts and unknown ids by digits', () => {
    expect(found('zip', ['94103', '10001'])).toBe('postalCode high')
    expect(found('PLZ', ['10115', '80331'], 'numeric')).toBe('postalCode medium')
    expect(found('account_number', ['1234567', '7654321'], 'numeric')).toBe('accountNumber medium')
    expect(found('passport_no', ['C01X00T47', 'C98765432'])).toBe('nationalId medium')
    expect(found('mobile', ['4155552671'], 'numeric')).toBe('phone medium')
    expect(found('checking_account', ['A11', 'A12'])).toBeNull()
  })

  it('takes names of places, companies and products for none of people', () => {
    expect(found('x', ['San Diego', 'San Francisco', 'Santa Maria', 'Saint Paul', 'New York'])).toBeNull()
    expect(found('product', ['Martin Guitar', 'Taylor Guitar', 'Roland Keyboard', 'Gibson Les Paul'])).toBeNull()
  })

  it('says so when there is nothing', () => {
    expect(detect('email', [])).toMatchObject({ class: null, evidence: 'no values to look at' })
    expect(detect('age', ['20', '30'], 'numeric')).toMatchObject({ class: null, evidence: 'no sign of personal data' })
    expect(found('native-country', ['United-States', 'Jamaica', 'Trinadad&Tobago', 'Holand-Netherlands'])).toBeNull()
    expect(found('lei', ['549300GAX7IKJUKCJE72', 'AD6GFRVSDT01YPT1CS68'])).toBeNull()
    expect(found('census_tract', ['06001423700', '06001410000', '06085503713'])).toBeNull()
  })
})
