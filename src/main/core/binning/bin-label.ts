import type { BinDefinition } from './binned-variable.ts'

const MOST_NAMED = 100

/**
 * The label of a bin for people: "< 1400", "[1400, 1800)", "≥ 9200", "A11, A12", "Special: −999", "Missing", "Other values".
 * Numbers print in the shortest form that reads back to the same double, with U+2212 as minus. A level that would be misread
 * in a list (blank, padded, with a comma or a quote) is put in quotation marks. Of more than 100 levels the first 100 are named.
 *
 * @param definition - what falls into the bin
 * @param type - type of the variable: codes of numeric variables print as numbers
 */
export function binLabel(definition: BinDefinition, type: 'numeric' | 'text'): string {
  switch (definition.kind) {
    case 'interval':
      return intervalLabel(definition.lower, definition.upper)
    case 'levels':
      return levelsLabel(definition.levels)
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

function levelsLabel(levels: readonly string[]): string {
  const named = levels.slice(0, MOST_NAMED).map(levelText).join(', ')
  return levels.length <= MOST_NAMED ? named : `${named} and ${levels.length - MOST_NAMED} more`
}

function levelText(level: string): string {
  return level === '' || level.trim() !== level || /[,"]/.test(level) ? JSON.stringify(level) : level
}
