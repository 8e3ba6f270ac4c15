import type { Cell, CreditModel, TreeModel } from '../../../shared/contract/index.ts'

/** One thing to be asked of an applicant. */
export interface ApplicantField {
  readonly name: string
  readonly type: 'numeric' | 'text' | 'date'
  /** Format of a date. */
  readonly dateFormat?: string | null
  /** Texts known to the model. */
  readonly levels?: readonly string[]
}

/** What a model asks of an applicant: the columns its characteristics come from. */
export function applicantFields(model: CreditModel): ApplicantField[] {
  if (model.kind === 'treeModel') return treeFields(model)
  const variables = new Map(model.variables.map((variable) => [variable.name, variable]))
  const inputs: readonly ApplicantField[] =
    model.preprocessing?.inputs ??
    model.characteristics.map(({ name }) => ({ name, type: variables.get(name)?.type ?? 'text' }))
  return inputs.map((input) => {
    const bins = variables.get(input.name)?.bins ?? []
    const levels = bins.flatMap((bin) => (bin.definition.kind === 'levels' ? bin.definition.levels : []))
    return { ...input, levels: [...new Set(levels)] }
  })
}

/** Trees know the levels of their own characteristics; other columns are free. */
function treeFields(model: TreeModel): ApplicantField[] {
  const known = new Map(model.characteristics.map((characteristic) => [characteristic.name, characteristic]))
  const inputs: readonly ApplicantField[] =
    model.preprocessing?.inputs ?? model.characteristics.map(({ name, type }) => ({ name, type }))
  return inputs.map((input) => ({ ...input, levels: known.get(input.name)?.levels ?? [] }))
}

/** Typed texts as the door takes them: numbers for numeric characteristics, null for empty fields. */
export function applicantValues(
  variables: readonly ApplicantField[],
  texts: Readonly<Record<string, string>>,
): { column: string; value: Cell }[] {
  return variables.map((variable) => {
    const text = (texts[variable.name] ?? '').trim()
    if (text === '') return { column: variable.name, value: null }
    return { column: variable.name, value: variable.type === 'numeric' ? Number(text) : text }
  })
}

/** What is wrong with a typed text, or null. A decimal comma is refused rather than guessed. */
export function problemOf(variable: ApplicantField, text: string): string | null {
  const trimmed = text.trim()
  if (variable.type !== 'numeric' || trimmed === '') return null
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return null
  return trimmed.includes(',') ? 'Use a point as decimal sign' : 'Needs a number'
}
