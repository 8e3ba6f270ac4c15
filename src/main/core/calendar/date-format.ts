/**
 * The patterns a date text may have: fixed digits, nothing around them. A pattern that ends in seconds may be followed by a
 * fraction of 1 to 9 digits (`.250`), before the `Z` where there is one.
 */
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

/** One of {@link DATE_FORMATS}. */
export type DateFormat = (typeof DATE_FORMATS)[number]

/** Whether a text is the name of a supported date pattern. */
export function isDateFormat(text: string): text is DateFormat {
  return (DATE_FORMATS as readonly string[]).includes(text)
}

/** Whether texts of that pattern carry a time of day. */
export function hasTimeOfDay(format: DateFormat): boolean {
  return format.includes('HH')
}
