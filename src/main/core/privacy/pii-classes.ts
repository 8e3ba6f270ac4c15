/** Kinds of personal data a column can hold. `other` is never detected: only a person assigns it. */
export const PII_CLASSES = [
  'personName',
  'email',
  'phone',
  'nationalId',
  'iban',
  'cardNumber',
  'address',
  'postalCode',
  'dateOfBirth',
  'ipAddress',
  'accountNumber',
  'other',
] as const

export type PiiClass = (typeof PII_CLASSES)[number]

/** How sure a detection is: `high` needs no second look, `low` asks a person to decide. */
export type PiiConfidence = 'high' | 'medium' | 'low'

/** What a column holds, how sure that is, and why. */
export interface PiiDetection {
  readonly class: PiiClass | null
  readonly confidence: PiiConfidence
  /** Plain words with counts, never a value. */
  readonly evidence: string
  /** Whether the name of the column spoke for the class. */
  readonly byName: boolean
  /** Share of distinct values that fit the class, 0 to 1; null where nothing was counted. */
  readonly matchShare: number | null
}
