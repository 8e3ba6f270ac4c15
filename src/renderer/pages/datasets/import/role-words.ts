import {
  COLUMN_ROLES,
  COLUMN_TYPES,
  type ColumnRole,
  type ColumnType,
  PII_CLASSES,
  type PiiClass,
  PRIVACY_TREATMENTS,
  type PrivacyTreatment,
} from '../../../../shared/contract/index.ts'

export const ROLE_WORDS: Record<ColumnRole, string> = {
  target: 'Target',
  feature: 'Feature',
  identifier: 'Identifier',
  sensitive: 'Sensitive attribute',
  weight: 'Weight',
  date: 'Date',
  exposure: 'Exposure',
  sample: 'Sample',
  ignore: 'Ignore',
}
export const TYPE_WORDS: Record<ColumnType, string> = { numeric: 'Numeric', text: 'Text', date: 'Date' }
export const CLASS_WORDS: Record<PiiClass, string> = {
  personName: 'Person’s name',
  email: 'E-mail address',
  phone: 'Telephone number',
  nationalId: 'National identity number',
  iban: 'IBAN',
  cardNumber: 'Card number',
  accountNumber: 'Account number',
  address: 'Address',
  postalCode: 'Postal code',
  dateOfBirth: 'Date of birth',
  ipAddress: 'IP address',
  other: 'Other personal data',
}
export const TREATMENT_WORDS: Record<PrivacyTreatment, string> = {
  none: 'Shown as it is',
  mask: 'Masked where shown',
  pseudonymise: 'Pseudonymised',
}

export const ROLE_OPTIONS = COLUMN_ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }))
export const TYPE_OPTIONS = COLUMN_TYPES.map((value) => ({ value, label: TYPE_WORDS[value] }))
export const CLASS_OPTIONS = PII_CLASSES.map((value) => ({ value, label: CLASS_WORDS[value] }))
export const TREATMENT_OPTIONS = PRIVACY_TREATMENTS.map((value) => ({ value, label: TREATMENT_WORDS[value] }))

export const DATE_FORMATS = [
  'YYYY-MM-DD',
  'YYYY-MM',
  'YYYY/MM/DD',
  'YYYYMMDD',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'DD.MM.YYYY',
  'DD-MM-YYYY',
  'MM-DD-YYYY',
  'MM/YYYY',
  'YYYY-MM-DD HH:mm',
  'YYYY-MM-DD HH:mm:ss',
  'YYYY-MM-DDTHH:mm:ss',
  'YYYY-MM-DDTHH:mm:ssZ',
] as const
