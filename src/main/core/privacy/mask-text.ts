import { printNumber } from '../frame/parse-number.ts'
import { isEmailAddress } from './email.ts'
import { isMonthAndDay } from './national-ids/calendar-digits.ts'
import type { PiiClass } from './pii-classes.ts'

const DOTS = '••••'
/** Initials shown at most; further words of a name are not even counted. */
const MAX_INITIALS = 3
/** Characters a card number or IBAN must have for its last four to be shown, digits a phone number for its last two. */
const MIN_ACCOUNT_CHARACTERS = 12
const MIN_PHONE_DIGITS = 7

/**
 * A value as it is shown to those who may not see it. The same text always gives the same mask; an empty text stays empty.
 *
 * | class | shown | example |
 * |---|---|---|
 * | personName | first letters of the first three words | `A. M.` |
 * | email | first letter and last part of the domain | `j…@….org` |
 * | iban, cardNumber | last four characters, if it has 12 at least | `•••• 3000` |
 * | phone | last two digits, if it has 7 at least | `•••• 71` |
 * | dateOfBirth | the year, if it is written with four digits | `1985` |
 * | all others, and whatever does not fit its class | one of three lengths: to 4, to 12, and more characters | `••`, `••••`, `••••••••` |
 *
 * @param text - the value
 * @param piiClass - class of its column
 */
export function maskText(text: string, piiClass: PiiClass): string {
  if (text === '') return ''
  const trimmed = text.trim()
  switch (piiClass) {
    case 'personName':
      return initials(trimmed) ?? lengthClass(text)
    case 'email':
      return maskedEmail(trimmed) ?? lengthClass(text)
    case 'iban':
    case 'cardNumber':
      return lastOf(trimmed.replace(/[^\p{L}\p{N}]/gu, ''), 4, MIN_ACCOUNT_CHARACTERS) ?? lengthClass(text)
    case 'phone':
      return lastOf(trimmed.replace(/\D/g, ''), 2, MIN_PHONE_DIGITS) ?? lengthClass(text)
    case 'dateOfBirth':
      return yearOf(trimmed) ?? lengthClass(text)
    case 'nationalId':
    case 'address':
    case 'postalCode':
    case 'ipAddress':
    case 'accountNumber':
    case 'other':
      return lengthClass(text)
  }
}

/**
 * A cell as it is shown to those who may not see it: a number is masked as the text it prints as, a missing cell stays
 * missing.
 *
 * @param cell - text, number, or null when missing
 * @param piiClass - class of its column
 */
export function maskCell(cell: string | number | null, piiClass: PiiClass): string | null {
  if (cell === null) return null
  return maskText(typeof cell === 'number' ? printNumber(cell) : cell, piiClass)
}

function lengthClass(text: string): string {
  const nCharacters = [...text.slice(0, 40)].length
  if (nCharacters <= 4) return '••'
  return nCharacters <= 12 ? DOTS : DOTS + DOTS
}

function initials(name: string): string | null {
  const letters = [...name.matchAll(/(?:^|[\s,-])(\p{L})/gu)].slice(0, MAX_INITIALS).map((match) => match[1]!)
  return letters.length === 0 ? null : letters.map((letter) => `${letter}.`).join(' ')
}

function maskedEmail(address: string): string | null {
  if (!isEmailAddress(address)) return null
  return `${[...address][0]}…@….${address.slice(address.lastIndexOf('.') + 1)}`
}

function lastOf(characters: string, nShown: number, minLength: number): string | null {
  const all = [...characters]
  return all.length < minLength ? null : `${DOTS} ${all.slice(-nShown).join('')}`
}

function yearOf(date: string): string | null {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(date)
  if (compact !== null && !isMonthAndDay(Number(compact[2]), Number(compact[3]))) return null
  const year =
    compact?.[1] ?? /^(\d{4})[-/. ]\d/.exec(date)?.[1] ?? /^\d{1,2}[-/. ]\d{1,2}[-/. ](\d{4})$/.exec(date)?.[1]
  return year !== undefined && Number(year) >= 1850 && Number(year) <= 2099 ? year : null
}
