import type { ColumnType } from '../../../../shared/contract/index.ts'

/** Words that mean something else in an expression. */
export const EXPRESSION_KEYWORDS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'in',
  'between',
  'is',
  'missing',
  'true',
  'false',
])

export const CONDITIONS = [
  { id: '=', label: 'is', types: ['numeric', 'text', 'date'], hasValue: true },
  { id: '!=', label: 'is not', types: ['numeric', 'text', 'date'], hasValue: true },
  { id: '<', label: 'is less than', types: ['numeric', 'date'], hasValue: true },
  { id: '<=', label: 'is at most', types: ['numeric', 'date'], hasValue: true },
  { id: '>', label: 'is greater than', types: ['numeric', 'date'], hasValue: true },
  { id: '>=', label: 'is at least', types: ['numeric', 'date'], hasValue: true },
  { id: 'contains', label: 'contains', types: ['text'], hasValue: true },
  { id: 'startsWith', label: 'starts with', types: ['text'], hasValue: true },
  { id: 'missing', label: 'is missing', types: ['numeric', 'text', 'date'], hasValue: false },
  { id: 'present', label: 'is not missing', types: ['numeric', 'text', 'date'], hasValue: false },
] as const
export type ConditionId = (typeof CONDITIONS)[number]['id']

/** The conditions that fit a type of column. */
export function conditionsFor(type: ColumnType): readonly (typeof CONDITIONS)[number][] {
  return CONDITIONS.filter(({ types }) => (types as readonly string[]).includes(type))
}

/**
 * A condition as the expression language writes it; null while its value is not one of the column.
 *
 * @param value - as typed; a date as YYYY-MM-DD
 */
export function conditionText(
  column: { readonly name: string; readonly type: ColumnType },
  condition: ConditionId,
  value: string,
): string | null {
  const name = columnText(column.name)
  if (condition === 'missing') return `${name} is missing`
  if (condition === 'present') return `${name} is not missing`
  const literal = literalText(column.type, value)
  if (literal === null) return null
  if (condition === 'contains' || condition === 'startsWith') return `${condition}(${name}, ${literal})`
  return `${name} ${condition} ${literal}`
}

/** Both conditions at once; alternatives within the first are kept together. */
export function joinConditions(filter: string, condition: string): string {
  const before = filter.trim()
  if (before === '') return condition
  return `${/\bor\b|\|\|/i.test(before) ? `(${before})` : before} and ${condition}`
}

/** A column as it is written in an expression: bare if possible, else in brackets. */
export function columnText(name: string): string {
  const isBare = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !EXPRESSION_KEYWORDS.has(name.toLowerCase())
  return isBare ? name : `[${name.replaceAll(']', ']]')}]`
}

function literalText(type: ColumnType, value: string): string | null {
  const trimmed = value.trim()
  switch (type) {
    case 'numeric':
      return /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(trimmed) ? trimmed : null
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(trimmed) ? `date('${trimmed}')` : null
    case 'text':
      return `'${value.replaceAll("'", "''")}'`
  }
}
