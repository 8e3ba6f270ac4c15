import type {
  ColumnPrivacy,
  PiiClass,
  PrivacyFinding,
  PrivacyTreatment,
  Retention,
} from '../../../../shared/contract/index.ts'

export const CLASS_WORDS: Readonly<Record<PiiClass, string>> = {
  personName: 'Name of a person',
  email: 'E-mail address',
  phone: 'Telephone number',
  nationalId: 'National id',
  iban: 'IBAN',
  cardNumber: 'Payment card number',
  accountNumber: 'Account number',
  address: 'Street address',
  postalCode: 'Postal code',
  dateOfBirth: 'Date of birth',
  ipAddress: 'IP address',
  other: 'Other personal data',
}

interface TreatmentWords {
  readonly shape: string
  readonly word: string
  readonly tone: 'good' | 'attention' | 'neutral'
  /** What it means for who looks at the column. */
  readonly meaning: string
}

export const TREATMENT_WORDS: Readonly<Record<PrivacyTreatment, TreatmentWords>> = {
  none: { shape: '●', word: 'Shown', tone: 'neutral', meaning: 'Stored and shown as it came.' },
  mask: {
    shape: '◐',
    word: 'Masked',
    tone: 'good',
    meaning: 'Stored as it came, masked wherever it is shown. Seeing a value needs a reason and is logged.',
  },
  pseudonymise: {
    shape: '◆',
    word: 'Pseudonymised',
    tone: 'good',
    meaning: 'Stored as keyed tokens, the originals apart. Chosen at import.',
  },
}

/** "masked (e-mail address)": the privacy of a column in one cell; empty if it is not personal. */
export function privacyMark(privacy: ColumnPrivacy | null): string {
  if (privacy === null) return ''
  const { shape, word } = TREATMENT_WORDS[privacy.treatment]
  return `${shape} ${word}: ${CLASS_WORDS[privacy.class]}`
}

/** What a scan found and what it rests on, in one sentence; never a value. */
export function findingText(finding: PrivacyFinding): string {
  return `${CLASS_WORDS[finding.class]}, ${finding.confidence} confidence: ${finding.evidence}`
}

/** True if something that was hidden would be shown. */
export function isUnmasking(before: ColumnPrivacy | null, after: ColumnPrivacy | null): boolean {
  return (before?.treatment ?? 'none') !== 'none' && (after?.treatment ?? 'none') === 'none'
}

export interface RetentionState {
  readonly shape: string
  readonly word: string
  readonly tone: 'good' | 'attention' | 'neutral'
  readonly sentence: string
}

/** How long a data set is kept, in words. */
export function retentionState(retention: Retention | null): RetentionState {
  if (retention?.legalHold === true) {
    return {
      shape: '■',
      word: 'On legal hold',
      tone: 'attention',
      sentence:
        retention.retainUntil === null
          ? 'Nothing may be erased or disposed of until the hold is lifted.'
          : `Nothing may be erased or disposed of until the hold is lifted, whatever the date ${retention.retainUntil} says.`,
    }
  }
  if (retention?.isDue === true) {
    return {
      shape: '▲',
      word: 'Due for disposal',
      tone: 'attention',
      sentence: `It was to be kept until ${retention.retainUntil ?? 'an unknown day'}. Nothing is deleted by itself: a person decides.`,
    }
  }
  if (retention === null || retention.retainUntil === null) {
    return { shape: '◇', word: 'No end set', tone: 'neutral', sentence: 'It is kept until somebody sets a date.' }
  }
  return {
    shape: '●',
    word: `Kept until ${retention.retainUntil}`,
    tone: 'good',
    sentence: 'After that day it is listed as due for disposal. Nothing is deleted by itself.',
  }
}

/** Least length of a reason, as the door demands it. */
export const MIN_REASON = 10

/** Why a reason is not accepted yet; null if it is. */
export function reasonProblem(reason: string): string | null {
  const length = reason.trim().length
  if (length >= MIN_REASON) return null
  if (length === 0) return `At least ${MIN_REASON} characters`
  return length === MIN_REASON - 1 ? '1 more character' : `${MIN_REASON - length} more characters`
}
