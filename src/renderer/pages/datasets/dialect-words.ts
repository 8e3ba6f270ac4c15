/** Delimiters a person may choose, in words. */
export const DELIMITERS = [
  { value: ',', label: 'Comma ,' },
  { value: ';', label: 'Semicolon ;' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar |' },
  { value: ' ', label: 'Space' },
] as const

/** Decimal signs, in words. */
export const DECIMALS = [
  { value: '.', label: 'Point .' },
  { value: ',', label: 'Comma ,' },
] as const

/** "Comma ,"; a delimiter without a word stands for itself. ", " is "Comma , and space". */
export function delimiterWord(delimiter: string): string {
  const known = DELIMITERS.find((item) => item.value === delimiter)
  if (known !== undefined) return known.label
  const before = DELIMITERS.find((item) => `${item.value} ` === delimiter)
  return before === undefined ? delimiter : `${before.label} and space`
}

/** "Point .". */
export function decimalWord(decimal: '.' | ','): string {
  return DECIMALS.find((item) => item.value === decimal)?.label ?? decimal
}

/** "LF", "CRLF", "CR", "mixed". */
export function lineEndingWord(lineEnding: string): string {
  return { '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' }[lineEnding] ?? lineEnding
}
