import type { NameHints } from './name-hints.ts'
import { isMonthAndDay } from './national-ids/calendar-digits.ts'
import { personNameShape } from './person-name-shape.ts'
import { isPhoneLike } from './phone-number.ts'
import type { PiiClass, PiiConfidence, PiiDetection } from './pii-classes.ts'
import { countMatches, shareInWords, type ValueSample } from './value-sample.ts'

const MIN_SHARE = 0.8
/** Distinct values from which a column of words is taken for names rather than categories. */
const MANY = 10

/**
 * Findings that rest on the column's name, with values that at least do not contradict it: dates of birth, names without
 * a known given name, digits without a check.
 *
 * @param sample - distinct values, at least one
 * @param hints - what the column's name suggests
 * @param isDate - whether the column holds dates
 */
export function detectByName(sample: ValueSample, hints: NameHints, isDate: boolean): PiiDetection[] {
  const found: PiiDetection[] = []
  if (hints.classes.has('dateOfBirth')) found.push(...detectDateOfBirth(sample, isDate))
  if (isDate) return found
  const loose = (hinted: PiiClass, test: (text: string) => boolean, words: string): PiiDetection[] =>
    hints.classes.has(hinted as Exclude<PiiClass, 'other'>) ? byName(sample, hinted, test, words, 'medium') : []
  found.push(
    ...loose('phone', isPhoneLike, 'could be phone numbers'),
    ...loose('nationalId', isIdLike, 'could be national ids'),
    ...loose('accountNumber', isIdLike, 'could be account numbers'),
  )
  if (hints.classes.has('postalCode')) {
    found.push(
      ...byName(sample, 'postalCode', isPostalLike, 'could be postal codes', sample.isText ? 'high' : 'medium'),
    )
  }
  if (hints.classes.has('personName') && sample.isText) found.push(...detectPersonName(sample, hints.isBareName))
  if (hints.classes.has('address') && sample.isText && sample.texts.length >= MANY) {
    found.push(...byName(sample, 'address', isAddressLike, 'could be addresses', 'low'))
  }
  return found
}

function byName(
  sample: ValueSample,
  found: PiiClass,
  test: (text: string) => boolean,
  words: string,
  confidence: PiiConfidence,
): PiiDetection[] {
  const nMatches = countMatches(sample, test)
  const matchShare = nMatches / sample.texts.length
  if (matchShare < MIN_SHARE) return []
  const evidence = `the name of the column says so, and ${shareInWords(nMatches, sample.texts.length, words)}`
  return [{ class: found, confidence, evidence, byName: true, matchShare }]
}

function detectDateOfBirth(sample: ValueSample, isDate: boolean): PiiDetection[] {
  if (!isDate) return byName(sample, 'dateOfBirth', isBirthDateLike, 'are written as dates', 'high')
  const evidence = 'the name of the column says so, and the column holds dates'
  return [{ class: 'dateOfBirth', confidence: 'high', evidence, byName: true, matchShare: null }]
}

function detectPersonName(sample: ValueSample, isBareName: boolean): PiiDetection[] {
  const nValues = sample.texts.length
  const nNameLike = countMatches(sample, (text) => personNameShape(text).isNameLike)
  if (nNameLike / nValues < 0.7) return []
  const nGiven = countMatches(sample, (text) => personNameShape(text).hasGivenName)
  const nCapitalised = countMatches(sample, (text) => personNameShape(text).isCapitalised)
  const confidence = personNameConfidence(isBareName, nValues, nGiven / nValues, nCapitalised / nValues)
  if (confidence === null) return []
  const evidence = `the name of the column says so, and ${shareInWords(nNameLike, nValues, 'look like names')}`
  return [{ class: 'personName', confidence, evidence, byName: true, matchShare: nNameLike / nValues }]
}

function personNameConfidence(
  isBareName: boolean,
  nValues: number,
  givenShare: number,
  capitalisedShare: number,
): PiiConfidence | null {
  if (!isBareName) return givenShare >= 0.05 || nValues >= MANY ? 'high' : 'medium'
  if (givenShare >= 0.2) return 'high'
  if (nValues < MANY) return null
  return capitalisedShare >= 0.5 ? 'medium' : 'low'
}

/** Five digits at least in up to 34 letters, digits and separators. */
function isIdLike(text: string): boolean {
  return text.length <= 40 && /^[A-Za-z0-9][A-Za-z0-9 ./-]*$/.test(text) && text.replace(/\D/g, '').length >= 5
}

function isPostalLike(text: string): boolean {
  return (
    /^(?:\d{3,7}|\d{2}-\d{3}|\d{5}-\d{3,4}|[A-Z]{1,2}-?\d{3,6}|\d{3} \d{2}|[A-Z\d]{2,4} ?[A-Z\d]{2,3})$/i.test(text) &&
    /\d/.test(text)
  )
}

function isAddressLike(text: string): boolean {
  return /\p{L}{2}/u.test(text) && /\s/.test(text)
}

/** A calendar date with a year of four digits in any usual order, or YYYYMMDD. */
function isBirthDateLike(text: string): boolean {
  const yearFirst = /^(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})(?:[T ].*)?$/.exec(text)
  if (yearFirst !== null) {
    return isBirthYear(yearFirst[1]!) && isMonthAndDay(Number(yearFirst[2]), Number(yearFirst[3]))
  }
  const yearLast = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text)
  if (yearLast === null || (yearLast[3]!.length === 4 && !isBirthYear(yearLast[3]!))) return false
  const [a, b] = [Number(yearLast[1]), Number(yearLast[2])]
  return isMonthAndDay(a, b) || isMonthAndDay(b, a)
}

function isBirthYear(year: string): boolean {
  return Number(year) >= 1850 && Number(year) <= 2099
}
