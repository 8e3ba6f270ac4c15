import { isCardNumber } from './card-number.ts'
import { containsEmailAddress, isEmailAddress } from './email.ts'
import { isIban } from './iban.ts'
import { isIpv4Address, isIpv6Address } from './ip-address.ts'
import type { NameHints } from './name-hints.ts'
import { personNameShape } from './person-name-shape.ts'
import { isDistinctPhoneNumber, isPhoneNumber } from './phone-number.ts'
import type { PiiClass, PiiConfidence, PiiDetection } from './pii-classes.ts'
import { isStreetAddress } from './street-address.ts'
import { countMatches, isBeyondChance, shareInWords, type ValueSample } from './value-sample.ts'

type ShapeClass = Exclude<PiiClass, 'nationalId' | 'dateOfBirth' | 'accountNumber' | 'other'>

interface Shape {
  readonly class: ShapeClass
  readonly words: string
  readonly test: (text: string) => boolean
  /** Share of values from which the class is called without the column's name. */
  readonly minShare: number
  /** Confidence then; with the name it is always high. */
  readonly alone: PiiConfidence
  /** Values that must fit without the column's name. */
  readonly minMatches: number
}

const UK_OR_CANADIAN_POSTCODE =
  /^(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d|\d{4} [A-Z]{2}|\d{5}-\d{4})$/

const SHAPES: readonly Shape[] = [
  { class: 'email', words: 'are e-mail addresses', test: isEmailAddress, minShare: 0.5, alone: 'high', minMatches: 1 },
  { class: 'iban', words: 'are IBANs with a right check', test: isIban, minShare: 0.5, alone: 'high', minMatches: 1 },
  {
    class: 'phone',
    words: 'look like phone numbers',
    test: isDistinctPhoneNumber,
    minShare: 0.8,
    alone: 'medium',
    minMatches: 3,
  },
  { class: 'phone', words: 'look like phone numbers', test: isPhoneNumber, minShare: 0.8, alone: 'low', minMatches: 3 },
  { class: 'ipAddress', words: 'are IPv6 addresses', test: isIpv6Address, minShare: 0.8, alone: 'high', minMatches: 2 },
  {
    class: 'ipAddress',
    words: 'are IPv4 addresses',
    test: isIpv4Address,
    minShare: 0.9,
    alone: 'medium',
    minMatches: 3,
  },
  {
    class: 'address',
    words: 'look like street addresses',
    test: isStreetAddress,
    minShare: 0.5,
    alone: 'medium',
    minMatches: 3,
  },
  {
    class: 'postalCode',
    words: 'look like postcodes',
    test: (text) => UK_OR_CANADIAN_POSTCODE.test(text),
    minShare: 0.9,
    alone: 'medium',
    minMatches: 3,
  },
  {
    class: 'personName',
    words: 'look like names of people',
    test: isFullName,
    minShare: 0.5,
    alone: 'medium',
    minMatches: 3,
  },
]
/** With the name of the column so many values are enough. */
const MIN_SHARE_WITH_NAME = 0.3
/** Share of random digits that are taken for a card number: Luhn (1/10) within an issuer's ranges (under one half). */
const CARD_CHANCE = 0.05

/**
 * Findings by what the values look like: e-mail, IBAN, cards, phones, IP, addresses, postcodes, full names; and texts that
 * are something else but hold an e-mail address here and there.
 *
 * @param sample - distinct values, at least one
 * @param hints - what the column's name suggests
 */
export function detectByShape(sample: ValueSample, hints: NameHints): PiiDetection[] {
  const found = detectCards(sample, hints)
  if (!sample.isText) return found
  for (const shape of SHAPES) {
    const nMatches = countMatches(sample, shape.test)
    const byName = hints.classes.has(shape.class) && !(shape.class === 'personName' && hints.isBareName)
    const share = nMatches / sample.texts.length
    const isAlone = share >= shape.minShare && nMatches >= shape.minMatches
    const isOfThings = shape.class === 'personName' && hints.isThing
    if (isOfThings || (!isAlone && !(byName && share >= MIN_SHARE_WITH_NAME))) continue
    const evidence = evidenceOf(nMatches, sample, shape.words, byName)
    const confidence = byName ? (isAlone || share >= 0.5 ? 'high' : 'medium') : shape.alone
    found.push({ class: shape.class, confidence, evidence, byName, matchShare: share })
  }
  return found.length > 0 ? found : detectEmbedded(sample)
}

function detectCards(sample: ValueSample, hints: NameHints): PiiDetection[] {
  const nMatches = countMatches(sample, isCardNumber)
  const nValues = sample.texts.length
  const share = nMatches / nValues
  const byName = hints.classes.has('cardNumber')
  if (share < (byName ? 0.5 : 0.9) || !isBeyondChance(nMatches, nValues, CARD_CHANCE, byName ? 0.05 : 1e-6)) return []
  const evidence = evidenceOf(
    nMatches,
    sample,
    "are card numbers of an issuer's range with a right check digit",
    byName,
  )
  return [{ class: 'cardNumber', confidence: 'high', evidence, byName, matchShare: share }]
}

function detectEmbedded(sample: ValueSample): PiiDetection[] {
  const nEmails = sample.texts.filter(containsEmailAddress).length
  const nIbans = sample.texts.filter(isIban).length
  const nValues = sample.texts.length
  const found: PiiDetection[] = []
  if (nEmails > 0) {
    const evidence = shareInWords(nEmails, nValues, 'have an e-mail address in them')
    found.push({ class: 'email', confidence: 'low', evidence, byName: false, matchShare: nEmails / nValues })
  }
  if (nIbans > 0) {
    const evidence = shareInWords(nIbans, nValues, 'are IBANs with a right check')
    found.push({ class: 'iban', confidence: 'low', evidence, byName: false, matchShare: nIbans / nValues })
  }
  return found
}

function isFullName(text: string): boolean {
  const shape = personNameShape(text)
  return shape.isCapitalised && shape.beginsWithGivenName
}

function evidenceOf(nMatches: number, sample: ValueSample, words: string, byName: boolean): string {
  const counted = shareInWords(nMatches, sample.texts.length, words)
  return byName ? `${counted}, and the name of the column says so` : counted
}
