import { isAustralianTaxFileNumber } from './australian-tax-file-number.ts'
import { isBelgianNationalNumber } from './belgian-national-number.ts'
import { isBrazilianCpf } from './brazilian-cpf.ts'
import { isCanadianSocialInsuranceNumber } from './canadian-social-insurance-number.ts'
import { isDutchCitizenNumber } from './dutch-citizen-number.ts'
import { isFinnishPersonalCode } from './finnish-personal-code.ts'
import { isFrenchSocialSecurityNumber } from './french-social-security-number.ts'
import { isGermanTaxId } from './german-tax-id.ts'
import { isIndianAadhaar } from './indian-aadhaar.ts'
import { isItalianTaxCode } from './italian-tax-code.ts'
import { isPolishPesel } from './polish-pesel.ts'
import { isSpanishIdentityNumber } from './spanish-identity-number.ts'
import { isSwedishPersonalNumber } from './swedish-personal-number.ts'
import { isSwissAhvNumber } from './swiss-ahv-number.ts'
import { isUkNationalInsuranceNumber } from './uk-national-insurance-number.ts'
import { isUsSocialSecurityNumber } from './us-social-security-number.ts'

/** One country's number for a person. */
export interface NationalIdKind {
  /** Plural, as it reads after "98% of 1,000 values are". */
  readonly words: string
  readonly test: (text: string) => boolean
  /** Share of random texts of the same pattern of digits, letters and marks that pass; an upper bound, rounded up. */
  readonly chance: number
}

/** National ids known by content, the rarest patterns first. */
export const NATIONAL_ID_KINDS: readonly NationalIdKind[] = [
  { words: 'US social security numbers', test: isUsSocialSecurityNumber, chance: 0.9 },
  { words: 'UK national insurance numbers', test: isUkNationalInsuranceNumber, chance: 0.1 },
  { words: 'Italian tax codes', test: isItalianTaxCode, chance: 0.04 },
  { words: 'Finnish personal identity codes', test: isFinnishPersonalCode, chance: 0.04 },
  { words: 'Spanish identity numbers (DNI, NIE)', test: isSpanishIdentityNumber, chance: 0.05 },
  { words: 'French social security numbers', test: isFrenchSocialSecurityNumber, chance: 0.01 },
  { words: 'Swiss AHV numbers', test: isSwissAhvNumber, chance: 0.0002 },
  { words: 'Belgian national numbers', test: isBelgianNationalNumber, chance: 0.003 },
  { words: 'German tax ids', test: isGermanTaxId, chance: 0.004 },
  { words: 'Brazilian CPF numbers', test: isBrazilianCpf, chance: 0.012 },
  { words: 'Polish PESEL numbers', test: isPolishPesel, chance: 0.02 },
  { words: 'Swedish personal identity numbers', test: isSwedishPersonalNumber, chance: 0.009 },
  { words: 'Indian Aadhaar numbers', test: isIndianAadhaar, chance: 0.1 },
  { words: 'Dutch citizen service numbers (BSN)', test: isDutchCitizenNumber, chance: 0.1 },
  { words: 'Canadian social insurance numbers', test: isCanadianSocialInsuranceNumber, chance: 0.1 },
  { words: 'Australian tax file numbers', test: isAustralianTaxFileNumber, chance: 0.1 },
]
