import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCardNumber } from '../../../../src/main/core/privacy/card-number.ts'
import {
  digitsModulo,
  passesLuhn,
  passesMod11Comma10,
  passesVerhoeff,
  weightedDigitSum,
} from '../../../../src/main/core/privacy/check-digits.ts'
import { containsEmailAddress, isEmailAddress } from '../../../../src/main/core/privacy/email.ts'
import { isIban } from '../../../../src/main/core/privacy/iban.ts'
import { isIpv4Address, isIpv6Address } from '../../../../src/main/core/privacy/ip-address.ts'
import { personNameShape } from '../../../../src/main/core/privacy/person-name-shape.ts'
import { isDistinctPhoneNumber, isPhoneLike, isPhoneNumber } from '../../../../src/main/core/privacy/phone-number.ts'
import { isStreetAddress } from '../../../../src/main/core/privacy/street-address.ts'

function failing(test: (text: string) => boolean, texts: readonly string[]): string[] {
  return texts.filter((text) => !test(text))
}

const DIGITS = fc.array(fc.nat(9), { minLength: 1, maxLength: 20 }).map((digits) => digits.join(''))

describe('check digits', () => {
  it('knows the published examples', () => {
    expect(passesLuhn('79927398713')).toBe(true)
    expect(passesVerhoeff('2363')).toBe(true)
    expect(passesVerhoeff('2364')).toBe(false)
    expect(passesMod11Comma10('07945')).toBe(true)
    expect(digitsModulo('3214282912345698765432161182', 97)).toBe(1)
    expect(weightedDigitSum('123', [3, 2, 1])).toBe(10)
  })

  it('has exactly one right check digit for every number', () => {
    fc.assert(
      fc.property(DIGITS, (digits) => {
        for (const test of [passesLuhn, passesVerhoeff, passesMod11Comma10]) {
          expect([...'0123456789'].filter((check) => test(digits + check))).toHaveLength(1)
        }
      }),
    )
  })

  it('takes remainders as whole numbers do', () => {
    fc.assert(
      fc.property(DIGITS, (digits) => {
        expect(digitsModulo(digits, 97)).toBe(Number(BigInt(digits) % 97n))
      }),
    )
  })
})

describe('isIban', () => {
  const EXAMPLES = [
    'GB82 WEST 1234 5698 7654 32',
    'DE89370400440532013000',
    'FR1420041010050500013M02606',
    'NO9386011117947',
    'ch9300762011623852957',
  ]

  it('knows the examples of the registry', () => expect(failing(isIban, EXAMPLES)).toEqual([]))

  it('refuses every single wrong digit, other lengths, unknown countries and company identifiers', () => {
    for (const text of EXAMPLES) {
      for (let at = 0; at < text.length; at++) {
        if (!/\d/.test(text[at]!)) continue
        const wrong = text.slice(0, at) + ((Number(text[at]) + 1) % 10) + text.slice(at + 1)
        expect(isIban(wrong)).toBe(false)
      }
    }
    expect(['DE8937040044053201300', 'ZZ89370400440532013000', '549300GAX7IKJUKCJE72', ''].filter(isIban)).toEqual([])
  })
})

describe('isCardNumber', () => {
  const EXAMPLES = [
    '4111111111111111',
    '4111 1111 1111 1111',
    '5555-5555-5555-4444',
    '378282246310005',
    '3782 822463 10005',
    '6011111111111117',
    '30569309025904',
    '3530111333300000',
    '2223003122003222',
    '6200000000000005',
  ]

  it('knows the test numbers of the issuers', () => expect(failing(isCardNumber, EXAMPLES)).toEqual([]))

  it('refuses wrong digits, foreign ranges and lengths', () => {
    const wrong = [
      '4111111111111112',
      '9111111111111111',
      '411111111111111',
      '41111111 1 1 11111',
      '0000000000000000',
      '549300',
    ]
    expect(wrong.filter(isCardNumber)).toEqual([])
  })
})

describe('isEmailAddress', () => {
  it('knows addresses', () => {
    expect(
      failing(isEmailAddress, [
        'a@b.de',
        'jane.roe+x@mail.example.org',
        "o'neil@example.com",
        'jörg@bücher.example',
        'x@xn--bcher-kva.example',
      ]),
    ).toEqual([])
  })

  it('refuses what only looks alike', () => {
    const wrong = [
      'a@b',
      '@b.de',
      'a@@b.de',
      'a b@c.de',
      '.a@b.de',
      'a.@b.de',
      'a..b@c.de',
      'a@-b.de',
      'a@b.1',
      'a@b.de.',
      `${'a'.repeat(65)}@b.de`,
    ]
    expect(wrong.filter(isEmailAddress)).toEqual([])
  })

  it('finds them in remarks', () => {
    expect(containsEmailAddress('call back, or jane@example.org tomorrow')).toBe(true)
    expect(containsEmailAddress('@@@ jörg@bücher.example')).toBe(true)
    expect(containsEmailAddress('meet @ 5.30pm')).toBe(false)
    expect(containsEmailAddress(`${'@'.repeat(20)} jane@example.org`)).toBe(false)
    expect(containsEmailAddress('@example.org')).toBe(false)
  })
})

describe('isPhoneNumber', () => {
  it('knows international and national forms', () => {
    const numbers = [
      '+14155552671',
      '+49 30 123456',
      '+44 (0)20 7946 0958',
      '0049 30 1234567',
      '(415) 555-2671',
      '415-555-2671',
      '1-415-555-2671',
      '030 1234567',
      '0171/2345678',
      '06 12 34 56 78',
      '020 7946 0958',
      '01 42 68 53 00',
    ]
    expect(failing(isPhoneNumber, numbers)).toEqual([])
  })

  it('refuses amounts, ids, dates, codes and addresses of machines', () => {
    const wrong = [
      '1234567',
      '4155552671',
      '01712345678',
      '1,234,567.00',
      '1 234 567',
      '0.123456789',
      '2020-01-31',
      '01.02.2020',
      '01/02/2020',
      '192.168.0.1',
      '536-90-4399',
      '06001423700',
      '12-3456-7890',
      '+12',
      '007',
      '0',
      '-12345678',
      '1.234.567',
      '2008-05',
      '35-44',
      '+0123456789',
    ]
    expect(wrong.filter(isPhoneNumber)).toEqual([])
  })

  it('tells forms that little else has from those that ids may have', () => {
    expect(
      ['+14155552671', '0049 30 1234567', '415-555-2671', '030 1234567', '0100-1000-00'].map(isDistinctPhoneNumber),
    ).toEqual([true, true, true, false, false])
  })

  it('is more generous where the column says phone', () => {
    expect(failing(isPhoneLike, ['4155552671', '01712345678', '555 2671', '+49 30 123456 ext. 12'])).toEqual([])
    expect(['12', 'A192', 'yes', '12,50', '1e10'].filter(isPhoneLike)).toEqual([])
  })
})

describe('IP addresses', () => {
  it('knows the forms of RFC 4291', () => {
    expect(
      failing(isIpv6Address, [
        '2001:db8::8:800:200c:417a',
        '::1',
        '::',
        'ff01::101',
        '::ffff:129.144.52.38',
        '1:2:3:4:5:6:7:8',
        '2001:DB8::',
      ]),
    ).toEqual([])
    expect(
      [
        '12:30',
        '1:2:3:4:5:6:7',
        '1::2::3',
        '1:2:3:4:5:6:7:8:9',
        ':::',
        'abc',
        '12345::',
        '::1.2.3',
        '1:2:3:4:5:6:7::8',
      ].filter(isIpv6Address),
    ).toEqual([])
  })

  it('knows four numbers to 255', () => {
    expect(failing(isIpv4Address, ['0.0.0.0', '192.168.0.1', '255.255.255.255'])).toEqual([])
    expect(['256.1.1.1', '1.1.1', '1.1.1.1.1', '01.1.1.1', '1.1.1.1.', '1.5'].filter(isIpv4Address)).toEqual([])
  })
})

describe('isStreetAddress', () => {
  it('knows streets of many languages', () => {
    const streets = [
      '12 Main St',
      '742 Evergreen Terrace',
      'Hauptstraße 5a',
      'Unter den Linden Str. 7',
      '15 rue de la Paix',
      'Via Roma, 10',
      'Calle Mayor 3',
      'Keizersgracht 123',
      'Drottninggatan 5',
      'ul. Długa 12/4',
      'PO Box 123',
      'Postfach 10 11 12',
    ]
    expect(failing(isStreetAddress, streets)).toEqual([])
  })

  it('refuses other texts with digits', () => {
    const wrong = [
      'Single Family (1-4 Units):Site-Built',
      '5000 EUR',
      '2 years',
      'Prof-specialty',
      '12',
      'Main Street',
      '1-Unit Dwelling',
      'basic.4y',
    ]
    expect(wrong.filter(isStreetAddress)).toEqual([])
  })
})

describe('personNameShape', () => {
  it('reads names', () => {
    expect(personNameShape('Anna van Dijk')).toEqual({
      isNameLike: true,
      isCapitalised: true,
      hasGivenName: true,
      beginsWithGivenName: true,
    })
    expect(personNameShape('Müller, Jürgen')).toEqual({
      isNameLike: true,
      isCapitalised: true,
      hasGivenName: true,
      beginsWithGivenName: true,
    })
    expect(personNameShape('smith')).toEqual({
      isNameLike: true,
      isCapitalised: false,
      hasGivenName: false,
      beginsWithGivenName: false,
    })
    expect(personNameShape('Route 66')).toEqual({
      isNameLike: false,
      isCapitalised: false,
      hasGivenName: false,
      beginsWithGivenName: false,
    })
    expect(personNameShape('San Diego')).toMatchObject({ hasGivenName: true, beginsWithGivenName: false })
    expect(personNameShape('one two three four five six').isNameLike).toBe(false)
  })
})
