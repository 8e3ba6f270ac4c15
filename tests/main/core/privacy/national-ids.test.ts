import { describe, expect, it } from 'vitest'
import { isAustralianTaxFileNumber } from '../../../../src/main/core/privacy/national-ids/australian-tax-file-number.ts'
import { isBelgianNationalNumber } from '../../../../src/main/core/privacy/national-ids/belgian-national-number.ts'
import { isBrazilianCpf } from '../../../../src/main/core/privacy/national-ids/brazilian-cpf.ts'
import { isMonthAndDay } from '../../../../src/main/core/privacy/national-ids/calendar-digits.ts'
import { isCanadianSocialInsuranceNumber } from '../../../../src/main/core/privacy/national-ids/canadian-social-insurance-number.ts'
import { isDutchCitizenNumber } from '../../../../src/main/core/privacy/national-ids/dutch-citizen-number.ts'
import { isFinnishPersonalCode } from '../../../../src/main/core/privacy/national-ids/finnish-personal-code.ts'
import { isFrenchSocialSecurityNumber } from '../../../../src/main/core/privacy/national-ids/french-social-security-number.ts'
import { isGermanTaxId } from '../../../../src/main/core/privacy/national-ids/german-tax-id.ts'
import { isIndianAadhaar } from '../../../../src/main/core/privacy/national-ids/indian-aadhaar.ts'
import { isItalianTaxCode } from '../../../../src/main/core/privacy/national-ids/italian-tax-code.ts'
import { NATIONAL_ID_KINDS } from '../../../../src/main/core/privacy/national-ids/national-id-kinds.ts'
import { isPolishPesel } from '../../../../src/main/core/privacy/national-ids/polish-pesel.ts'
import { isSpanishIdentityNumber } from '../../../../src/main/core/privacy/national-ids/spanish-identity-number.ts'
import { isSwedishPersonalNumber } from '../../../../src/main/core/privacy/national-ids/swedish-personal-number.ts'
import { isSwissAhvNumber } from '../../../../src/main/core/privacy/national-ids/swiss-ahv-number.ts'
import { isUkNationalInsuranceNumber } from '../../../../src/main/core/privacy/national-ids/uk-national-insurance-number.ts'
import { isUsSocialSecurityNumber } from '../../../../src/main/core/privacy/national-ids/us-social-security-number.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'

type Test = (text: string) => boolean

/** Numbers published as examples by the issuers or in descriptions of the rule. */
const CHECKED: readonly (readonly [Test, readonly string[]])[] = [
  [isGermanTaxId, ['36574261809', '36 574 261 809', '86095742719', '65929970489']],
  [isFrenchSocialSecurityNumber, ['295109912611193', '2 95 10 99 126 111 93', '255081416802538']],
  [isItalianTaxCode, ['RCCMNL83S18D969H', 'CNTCHR83T41D969D', 'MRTMTT91D08F205J', 'rccmnl83s18d969h']],
  [isSpanishIdentityNumber, ['54362315K', '54362315-K', '12345678Z', 'X2482300W', 'X-2482300-W', 'X1234567L']],
  [isDutchCitizenNumber, ['111222333', '123456782', '1112.22.333']],
  [isPolishPesel, ['44051401359', '02070803628']],
  [isSwedishPersonalNumber, ['880320-0016', '8803200016', '811228-9874', '198112289874', '19811228-9874']],
  [isFinnishPersonalCode, ['131052-308T']],
  [isBelgianNationalNumber, ['85.07.30-033 28', '85073003328', '85.07.30-033.28']],
  [isBrazilianCpf, ['390.533.447-05', '39053344705', '111.444.777-35']],
  [isIndianAadhaar, ['234123412346', '2341 2341 2346']],
  [isCanadianSocialInsuranceNumber, ['046 454 286', '123456782', '123-456-782']],
  [isSwissAhvNumber, ['756.9217.0769.85', '7569217076985']],
  [isAustralianTaxFileNumber, ['123456782', '123 456 782']],
]

/**
 * What the rules themselves cannot see: the check digit of Sweden leaves the century out, and that of Brazil writes 10 as 0.
 */
const BLIND = ['188112289874', '18811228-9874', '490.533.447-05', '49053344705']

/** The text with one digit changed, all ways. */
function mutations(text: string): string[] {
  return [...text].flatMap((character, at) =>
    /\d/.test(character)
      ? [...'0123456789']
          .filter((digit) => digit !== character)
          .map((digit) => text.slice(0, at) + digit + text.slice(at + 1))
      : [],
  )
}

describe('national ids with a check digit', () => {
  it.each(CHECKED.map(([test, texts]) => [test.name, test, texts] as const))(
    '%s knows its examples',
    (_, test, texts) => {
      for (const text of texts) expect([text, test(text)]).toEqual([text, true])
    },
  )

  it.each(CHECKED.map(([test, texts]) => [test.name, test, texts] as const))(
    '%s refuses every single wrong digit',
    (_, test, texts) => {
      for (const text of texts)
        expect(mutations(text).filter((wrong) => test(wrong) && !BLIND.includes(wrong))).toEqual([])
    },
  )

  it.each(CHECKED.map(([test, texts]) => [test.name, test, texts] as const))(
    '%s refuses a digit more, a digit less, and words around it',
    (_, test, texts) => {
      for (const text of texts) {
        expect(
          [`${text}0`, `0${text}`, text.slice(0, -1), text.slice(1), `${text} x`, `no ${text}`].filter(test),
        ).toEqual([])
      }
    },
  )

  it('refuses what the check lets pass but the rule does not', () => {
    expect(isGermanTaxId('36554266806')).toBe(false)
    expect(isDutchCitizenNumber('000000000')).toBe(false)
    expect(isAustralianTaxFileNumber('000000000')).toBe(false)
    expect(isBrazilianCpf('11111111111')).toBe(false)
    expect(isCanadianSocialInsuranceNumber('000000000')).toBe(false)
    expect(isPolishPesel('44991401359')).toBe(false)
    expect(isFinnishPersonalCode('310252-308T')).toBe(false)
    expect(isIndianAadhaar('134123412346')).toBe(false)
    expect(isItalianTaxCode('RCCMNL83S00D969H')).toBe(false)
  })

  it('knows Corsica and births after 2000', () => {
    // 1 85 01 2A 004 001: 1850119004001 mod 97 = 80, key 17
    expect(1_850_119_004_001 % 97).toBe(80)
    expect(isFrenchSocialSecurityNumber('185012A00400117')).toBe(true)
    expect(isFrenchSocialSecurityNumber('185011900400117')).toBe(true)
    expect(isFrenchSocialSecurityNumber('185012B00400117')).toBe(false)
    // 2 05 07 30 033: 2050730033 mod 97 = 71, check 26
    expect(97 - (2_050_730_033 % 97)).toBe(26)
    expect(isBelgianNationalNumber('05073003326')).toBe(true)
  })
})

describe('national ids without a check digit', () => {
  it('follows the rules of US social security numbers', () => {
    expect(isUsSocialSecurityNumber('536-90-4399')).toBe(true)
    const bad = ['000-12-3456', '666-12-3456', '900-12-3456', '536-00-4399', '536-90-0000', '078-05-1120', '536904399']
    expect(bad.filter(isUsSocialSecurityNumber)).toEqual([])
  })

  it('follows the rules of UK national insurance numbers', () => {
    expect(['AB123456C', 'AB 12 34 56 C', 'JG103759A'].filter(isUkNationalInsuranceNumber)).toHaveLength(3)
    const bad = ['QQ123456C', 'AO123456C', 'BG123456C', 'AB123456E', 'AB12345C', 'DA123456A']
    expect(bad.filter(isUkNationalInsuranceNumber)).toEqual([])
  })
})

describe('isMonthAndDay', () => {
  it('knows the months', () => {
    expect(isMonthAndDay(2, 29)).toBe(true)
    expect(isMonthAndDay(2, 30)).toBe(false)
    expect(isMonthAndDay(4, 31)).toBe(false)
    expect(isMonthAndDay(0, 1)).toBe(false)
    expect(isMonthAndDay(13, 1)).toBe(false)
    expect(isMonthAndDay(12, 0)).toBe(false)
  })
})

describe('the stated chance', () => {
  const LENGTHS: readonly (readonly [string, number])[] = [
    ['German', 11],
    ['Brazilian', 11],
    ['Belgian', 11],
    ['Polish', 11],
    ['Swedish', 10],
    ['Indian', 12],
    ['Dutch', 9],
    ['Canadian', 9],
    ['Australian', 9],
    ['French', 15],
  ]

  it.each(LENGTHS)('%s numbers are not hit more often by random digits', (country, length) => {
    const kind = NATIONAL_ID_KINDS.find(({ words }) => words.includes(country))!
    const random = createRandom(20240611)
    const n = 40_000
    let hits = 0
    for (let i = 0; i < n; i++) {
      let text = ''
      for (let place = 0; place < length; place++) text += random.nextBelow(10)
      if (kind.test(text)) hits++
    }
    // Four standard errors of a share of that size.
    expect(hits / n).toBeLessThan(kind.chance + 4 * Math.sqrt(kind.chance / n))
    expect(hits / n).toBeGreaterThan(kind.chance / 4 - 4 * Math.sqrt(kind.chance / n))
  })
})
