import { z } from 'zod'

/** Kinds of personal data a column may hold. `other` is only ever chosen by a person. */
export const PII_CLASSES = [
  'personName',
  'email',
  'phone',
  'nationalId',
  'iban',
  'cardNumber',
  'accountNumber',
  'address',
  'postalCode',
  'dateOfBirth',
  'ipAddress',
  'other',
] as const

/** `none`: shown as it is; `mask`: stored as it is, masked wherever it is shown; `pseudonymise`: stored as keyed tokens, the originals apart. */
export const PRIVACY_TREATMENTS = ['none', 'mask', 'pseudonymise'] as const

/** What a column holds of persons, and how it is treated. */
export const columnPrivacySchema = z.object({
  class: z.enum(PII_CLASSES),
  treatment: z.enum(PRIVACY_TREATMENTS),
})

/** What was found out about one column: never a value of it. */
export const privacyFindingSchema = z.object({
  column: z.string(),
  class: z.enum(PII_CLASSES),
  confidence: z.enum(['high', 'medium', 'low']),
  evidence: z.string(),
  suggestion: z.enum(PRIVACY_TREATMENTS),
})

export type PiiClass = (typeof PII_CLASSES)[number]
export type PrivacyTreatment = (typeof PRIVACY_TREATMENTS)[number]
export type ColumnPrivacy = z.infer<typeof columnPrivacySchema>
export type PrivacyFinding = z.infer<typeof privacyFindingSchema>
