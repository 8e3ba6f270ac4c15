import type {
  ColumnRole,
  ColumnSchema,
  ColumnSetting,
  ColumnType,
  DatasetPreview,
  ImportDecisions,
  ImportTemplate,
  ReadOptions,
} from '../../../../shared/contract/index.ts'

export const IMPORT_STEPS = ['file', 'preview', 'columns', 'issues', 'import'] as const
export type ImportStep = (typeof IMPORT_STEPS)[number]
export type FileOptions = Omit<ReadOptions, 'types'>
export type TypeChoice = NonNullable<ReadOptions['types']>[number]

/** What the person has decided about a file; kept while they look elsewhere. */
export interface ImportChoices {
  readonly step: ImportStep
  readonly path: string
  /** Further files, read with the same decisions one after the other. */
  readonly moreFiles: readonly string[]
  readonly name: string
  readonly target: { readonly column: string; readonly eventValue: string | null } | null
  readonly columns: readonly ColumnSetting[]
  readonly options: FileOptions
  readonly types: readonly TypeChoice[]
  /** The template whose decisions these are. */
  readonly template: string | null
  /** Set when only new rows are added to the newest version of the data set called `name`. */
  readonly append: { readonly key: readonly string[] } | null
}

export const NO_CHOICES: ImportChoices = {
  step: 'file',
  path: '',
  moreFiles: [],
  name: '',
  target: null,
  columns: [],
  options: {},
  types: [],
  template: null,
  append: null,
}

/** The reader's options: only what the person has changed. */
export function readOptions({ options, types }: Pick<ImportChoices, 'options' | 'types'>): ReadOptions {
  return { ...options, ...(types.length === 0 ? {} : { types: [...types] }) }
}

/** The choices with some options changed; `undefined` gives the decision back to the reader. */
export function withOptions(choices: ImportChoices, changed: FileOptions): ImportChoices {
  const options = Object.fromEntries(
    Object.entries({ ...choices.options, ...changed }).filter(([, value]) => value !== undefined),
  ) as FileOptions
  if (!namesChange(changed)) return { ...choices, options }
  // Columns have other names then: what was said of them falls.
  return { ...choices, options, target: null, columns: [], types: [], append: null }
}

function namesChange(changed: FileOptions): boolean {
  return ['hasHeader', 'skipLines', 'sheet', 'format'].some((option) => Object.hasOwn(changed, option))
}

export function settingOf(choices: ImportChoices, column: string): ColumnSetting | undefined {
  return indexOf(choices.columns).get(column)
}

export function typeChoiceOf(choices: ImportChoices, column: string): TypeChoice | undefined {
  return indexOf(choices.types).get(column)
}

/** Lists of choices are never changed in place, so that each needs its index only once. */
const indexes = new WeakMap<readonly { readonly column: string }[], Map<string, unknown>>()
function indexOf<T extends { readonly column: string }>(list: readonly T[]): Map<string, T> {
  const known = indexes.get(list)
  if (known !== undefined) return known as Map<string, T>
  const index = new Map(list.map((item) => [item.column, item]))
  indexes.set(list, index)
  return index
}

/** The choices with something said of some columns, added to what was said before. */
export function withSettings(choices: ImportChoices, said: readonly ColumnSetting[]): ImportChoices {
  const all = new Map(indexOf(choices.columns))
  for (const setting of said) all.set(setting.column, { ...all.get(setting.column), ...setting })
  return { ...choices, columns: [...all.values()] }
}

/** The choices with one role for some columns; a target is one column, whose event is then to be chosen. */
export function withRole(choices: ImportChoices, columns: readonly string[], role: ColumnRole): ImportChoices {
  const [first] = columns
  if (first === undefined) return choices
  if (role === 'target') return withTarget(choices, first)
  const rest =
    choices.target !== null && columns.includes(choices.target.column) ? { ...choices, target: null } : choices
  return withSettings(
    rest,
    columns.map((column) => ({ column, role })),
  )
}

export function withTarget(choices: ImportChoices, column: string | null): ImportChoices {
  if (choices.target?.column === column) return choices
  return { ...choices, target: column === null ? null : { column, eventValue: null } }
}

export function withTypes(
  choices: ImportChoices,
  columns: readonly string[],
  type: ColumnType,
  dateFormat?: string,
): ImportChoices {
  const all = new Map(indexOf(choices.types))
  for (const column of columns)
    all.set(column, { column, type, ...(type === 'date' && dateFormat !== undefined ? { dateFormat } : {}) })
  return { ...choices, types: [...all.values()] }
}

/** The role a column will have: the target first, then the person's choice, then the reader's. */
export function roleOf(column: Pick<ColumnSchema, 'name' | 'role'>, choices: ImportChoices): ColumnRole {
  if (column.name === choices.target?.column) return 'target'
  const chosen = settingOf(choices, column.name)?.role ?? column.role
  return chosen === 'target' ? 'feature' : chosen
}

/** What a template keeps of the choices. */
export function decisionsOf(choices: ImportChoices): ImportDecisions {
  const { target } = choices
  return {
    ...(target === null || target.eventValue === null
      ? {}
      : { target: { column: target.column, eventValue: target.eventValue } }),
    sensitive: [],
    columns: choices.columns.map((setting) => ({ ...setting })),
    options: readOptions(choices),
  }
}

/** The choices after a template: what it says holds, what it leaves open stays. */
export function withTemplate(choices: ImportChoices, template: ImportTemplate): ImportChoices {
  const { target, sensitive, columns, options } = template.decisions
  const { types = [], ...rest } = options
  const typed = new Map([...indexOf(choices.types), ...types.map((item) => [item.column, item] as const)])
  const said = withSettings(choices, [
    ...columns,
    ...sensitive.map((column) => ({ column, role: 'sensitive' as const })),
  ])
  return {
    ...said,
    options: { ...choices.options, ...rest },
    types: [...typed.values()],
    target: target ?? choices.target,
    template: template.name,
  }
}

/**
 * Whether a template may be named with the import: everything it decides is decided here too, so that nothing comes back that
 * the person has taken away.
 */
export function isTemplateHeld(
  choices: ImportChoices,
  template: ImportTemplate,
  columns: ReadonlySet<string>,
): boolean {
  const { target, sensitive, columns: settings, options } = template.decisions
  const { types = [], ...rest } = options
  return (
    (target === undefined || (choices.target !== null && choices.target.eventValue !== null)) &&
    sensitive.every((column) => columns.has(column) && settingOf(choices, column)?.role !== undefined) &&
    Object.keys(rest).every((option) => Object.hasOwn(choices.options, option)) &&
    types.every(({ column }) => columns.has(column) && typeChoiceOf(choices, column) !== undefined) &&
    settings.every(({ column }) => columns.has(column) && settingOf(choices, column) !== undefined)
  )
}

/** Columns of which something is said and which the file does not have. */
export function unknownColumns(choices: ImportChoices, preview: DatasetPreview): string[] {
  const known = new Set(preview.columns.map((column) => column.name))
  const said = [...choices.columns, ...choices.types, ...(choices.target === null ? [] : [choices.target])]
  return [...new Set(said.map(({ column }) => column))].filter((column) => !known.has(column))
}

/** What the door takes for an import. */
export interface ImportInput extends ImportDecisions {
  readonly path: string
  readonly name: string
  readonly template?: string
  readonly append?: { readonly key: string[] }
}

/** The input of the import as the door takes it; what is said of columns the file lacks is left out. */
export function importInput(
  choices: ImportChoices,
  preview: DatasetPreview,
  template: ImportTemplate | null = null,
): ImportInput {
  const known = new Set(preview.columns.map((column) => column.name))
  const decisions = decisionsOf({
    ...choices,
    columns: choices.columns.filter(({ column }) => known.has(column) && column !== choices.target?.column),
    types: choices.types.filter(({ column }) => known.has(column)),
    target: choices.target !== null && known.has(choices.target.column) ? choices.target : null,
  })
  const target = choices.columns.find(({ column }) => known.has(column) && column === choices.target?.column)
  const { role: _, ...ofTarget } = target ?? { column: '' }
  return {
    path: choices.path,
    name: choices.name.trim(),
    ...decisions,
    columns: Object.keys(ofTarget).length > 1 ? [...decisions.columns, ofTarget] : decisions.columns,
    ...(template !== null && isTemplateHeld(choices, template, known) ? { template: template.name } : {}),
    ...(choices.append === null ? {} : { append: { key: choices.append.key.filter((key) => known.has(key)) } }),
  }
}

/** A name for the dataset from its file's. */
export function datasetNameOf(fileName: string): string {
  return fileName
    .replace(/\.gz$/i, '')
    .replace(/\.[A-Za-z0-9]{1,7}$/, '')
    .slice(0, 120)
}

/** The last part of a path of either kind of system. */
export function baseNameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
