import { digitsModulo } from '../check-digits.ts'

/**
 * Whether a text is a French registration number (NIR, numéro de sécurité sociale): sex, year, month (01–12, or 20–42, 50–99
 * where it is unknown), place of 5 characters (Corsica 2A, 2B), order, and the key 97 − (number mod 97); Corsica counts as
 * 19 and 18.
 *
 * @param text - any text; spaces between the parts allowed
 * @see INSEE, Numéro d'inscription au répertoire; décret n° 82-103
 */
export function isFrenchSocialSecurityNumber(text: string): boolean {
  if (text.length < 15 || text.length > 21) return false
  const compact = text.replaceAll(' ', '')
  if (!/^[1-478]\d{2}(?:0[1-9]|1[0-2]|[23]\d|4[0-2]|[5-9]\d)\d(?:\d|[AB])\d{8}$/.test(compact)) return false
  if (/^.{6}[AB]/.test(compact) && compact[5] !== '2') return false
  const digits = compact.slice(0, 13).replace('A', '9').replace('B', '8')
  const number = /[AB]/.test(compact) ? `${digits.slice(0, 5)}1${digits.slice(6)}` : digits
  return Number(compact.slice(13)) === 97 - digitsModulo(number, 97)
}
