import type { ColumnRole, ColumnSchema, CsvOptions, DatasetPreview } from '../../../shared/contract/index.ts'

/** What the person has chosen on the import page; kept while they look elsewhere. */
export interface ImportChoices {
  readonly path: string
  readonly name: string
  readonly targetColumn: string | null
  readonly eventValue: string | null
  readonly roles: Readonly<Record<string, ColumnRole>>
  readonly types: Readonly<Record<string, ColumnSchema['type']>>
  readonly delimiter: string | null
  readonly decimal: '.' | ',' | null
  readonly encoding: NonNullable<CsvOptions['encoding']> | null
  readonly hasHeader: boolean | null
  readonly missing: readonly string[] | null
}

export const NO_CHOICES: ImportChoices = {
  path: '',
  name: '',
  targetColumn: null,
  eventValue: null,
  roles: {},
  types: {},
  delimiter: null,
  decimal: null,
  encoding: null,
  hasHeader: null,
  missing: null,
}

/** The reader's options: only what the person has changed. */
export function csvOptions(choices: ImportChoices): CsvOptions {
  const types = Object.entries(choices.types).map(([column, type]) => ({ column, type }))
  return {
    ...(choices.delimiter === null ? {} : { delimiter: choices.delimiter }),
    ...(choices.decimal === null ? {} : { decimal: choices.decimal }),
    ...(choices.encoding === null ? {} : { encoding: choices.encoding }),
    ...(choices.hasHeader === null ? {} : { hasHeader: choices.hasHeader }),
    ...(choices.missing === null ? {} : { missing: [...choices.missing] }),
    ...(types.length === 0 ? {} : { types }),
  }
}

/** The choices after whether the first line holds names was changed: columns have other names then, so what was said of them falls. */
export function withHeader(choices: ImportChoices, hasHeader: boolean): ImportChoices {
  return { ...choices, hasHeader, targetColumn: null, eventValue: null, roles: {}, types: {} }
}

/** The role a column will have: the target first, then the person's choice, then the reader's proposal. */
export function roleOf(column: ColumnSchema, choices: ImportChoices): ColumnRole {
  if (column.name === choices.targetColumn) return 'target'
  const chosen = choices.roles[column.name]
  if (chosen !== undefined && chosen !== 'target') return chosen
  return column.role === 'target' && choices.targetColumn !== null ? 'feature' : column.role
}

/** The input of the import as the door takes it. */
export function importInput(choices: ImportChoices, preview: DatasetPreview) {
  const roles = preview.columns
    .map((column) => ({ column: column.name, role: roleOf(column, choices), proposed: column.role }))
    .filter(({ role, proposed }) => role !== 'target' && role !== proposed)
    .map(({ column, role }) => ({ column, role }))
  const sensitive = preview.columns
    .filter((column) => roleOf(column, choices) === 'sensitive')
    .map((column) => column.name)
  return {
    path: choices.path,
    name: choices.name.trim(),
    ...(choices.targetColumn === null || choices.eventValue === null
      ? {}
      : { target: { column: choices.targetColumn, eventValue: choices.eventValue } }),
    sensitive,
    roles: roles.filter(({ role }) => role !== 'sensitive'),
    options: csvOptions(choices),
  }
}

/** A name for the dataset from its file's. */
export function datasetNameOf(fileName: string): string {
  return fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '').slice(0, 120)
}
