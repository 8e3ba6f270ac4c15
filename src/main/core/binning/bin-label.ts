import type { BinDefinition } from './binned-variable.ts'

/**
 * The label of a bin for people: "< 1400", "[1400, 1800)", "≥ 9200", "A11, A12", "Special: −999", "Missing", "Other values".
 * Numbers print in the shortest form that reads back to the same double, with U+2212 as minus. A level that would be misread
 * in a list (blank, padded, with a comma or a quote) is put in quotation marks.
 *
 * @param definition - what falls into the bin
 * @param type - type of the variable: codes of numeric variables print as numbers
 */
export function binLabel(definition: BinDefinition, type: 'numeric' | 'text'): string {
  switch (definition.kind) {
    case 'interval':
      return intervalLabel(definition.lower, definition.upper)
    case 'levels':
      return definition.levels.map(levelText).join(', ')
    case 'special':
      return `Special: ${definition.codes.map((code) => (type === 'numeric' ? numberLabel(Number(code)) : levelText(code))).join(', ')}`
    case 'missing':
      return 'Missing'
    case 'unseen':
      return 'Other values'
  }
}

/** A number in the shortest form that reads back to the same double, with U+2212 as minus. */
export function numberLabel(value: number): string {
  return String(value).replaceAll('-', '\u2212')
}

function intervalLabel(lower: number | null, upper: number | null): string {
  if (lower === null && upper === null) return 'All values'
  if (lower === null) return `< ${numberLabel(upper!)}`
  if (upper === null) return `≥ ${numberLabel(lower)}`
  return `[${numberLabel(lower)}, ${numberLabel(upper)})`
}

function levelText(level: string): string {
  return level === '' || level.trim() !== level || /[,"]/.test(level) ? JSON.stringify(level) : level
}
