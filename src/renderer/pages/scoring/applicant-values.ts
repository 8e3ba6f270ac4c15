import type { BinnedVariable, Cell } from '../../../shared/contract/index.ts'

type Field = Pick<BinnedVariable, 'name' | 'type'>

/** Typed texts as the door takes them: numbers for numeric characteristics, null for empty fields. */
export function applicantValues(
  variables: readonly Field[],
  texts: Readonly<Record<string, string>>,
): { column: string; value: Cell }[] {
  return variables.map((variable) => {
    const text = (texts[variable.name] ?? '').trim()
    if (text === '') return { column: variable.name, value: null }
    return { column: variable.name, value: variable.type === 'numeric' ? Number(text) : text }
  })
}

/** What is wrong with a typed text, or null. A decimal comma is refused rather than guessed. */
export function problemOf(variable: Field, text: string): string | null {
  const trimmed = text.trim()
  if (variable.type === 'text' || trimmed === '') return null
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return null
  return trimmed.includes(',') ? 'Use a point as decimal sign' : 'Needs a number'
}
