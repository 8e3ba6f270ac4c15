import type { QualityRule } from '../../../../shared/contract/index.ts'
import type { RuleField } from './rule-kinds.ts'

/** The rule with one part changed; an empty part is left out or said to be null, as the kind wants it. */
export function changedRule(rule: QualityRule, field: RuleField, value: unknown): QualityRule {
  const { [field.key]: _before, ...rest } = rule as Record<string, unknown>
  const isEmpty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  if (isEmpty && field.whenEmpty === 'absent') return rest as QualityRule
  if (isEmpty && field.whenEmpty === 'null') return { ...rest, [field.key]: null } as QualityRule
  return { ...rest, [field.key]: isEmpty && isNumber(field) ? 0 : value } as QualityRule
}

/** What stands in a number field. */
export function numberPart(value: unknown): number | '' {
  return typeof value === 'number' ? value : ''
}

/** Values of a list, one a line. */
export function valueLines(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join('\n') : ''
}

/** The lines of a text field; the last one may be empty while it is being typed. */
export function textLines(text: string): string[] {
  return text.split('\n')
}

/** The rule as it is saved: without the empty lines of a list of values. */
export function tidyRule(rule: QualityRule): QualityRule {
  return rule.kind === 'allowedValues' ? { ...rule, values: rule.values.filter((value) => value !== '') } : rule
}

/** Rules read from JSON text, or what is wrong with it; whether they hold together is for the app to say. */
export function parseRules(text: string): { readonly rules: QualityRule[] } | { readonly problem: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { problem: `This is no JSON: ${error instanceof Error ? error.message : 'it cannot be read'}` }
  }
  if (!Array.isArray(value)) return { problem: 'The rules need to be a list in [ ].' }
  const odd = value.findIndex((item) => !isRule(item))
  if (odd >= 0) return { problem: `Rule ${odd + 1} needs id, severity and kind.` }
  return { rules: value as QualityRule[] }
}

function isRule(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return false
  const { id, severity, kind } = item as Record<string, unknown>
  return typeof id === 'string' && typeof severity === 'string' && typeof kind === 'string'
}

function isNumber(field: RuleField): boolean {
  return field.input === 'number' || field.input === 'share' || field.input === 'count'
}
