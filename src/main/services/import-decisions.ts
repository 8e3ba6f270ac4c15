import type {
  ColumnSetting,
  DatasetVersion,
  ImportDecisions,
  ImportTemplate,
  ReadOptions,
} from '../../shared/contract/index.ts'

/** What holds where a call says nothing: the decisions of a template. What the call says wins, column by column. */
export function withTemplate(said: ImportDecisions, template: ImportTemplate | null): ImportDecisions {
  if (template === null) return said
  const { decisions } = template
  const target = said.target ?? decisions.target
  return {
    ...(target === undefined ? {} : { target }),
    sensitive: said.sensitive.length > 0 ? said.sensitive : decisions.sensitive,
    columns: mergeSettings(decisions.columns, said.columns),
    options: mergeOptions(decisions.options, said.options),
  }
}

/**
 * What holds for the file of an incremental import: it is read as the newest version was, so that equal texts become equal
 * values, and its columns have the same roles.
 */
export function likeVersion(said: ImportDecisions, parent: DatasetVersion): ImportDecisions {
  const types = parent.columns.map(({ name, type, dateFormat }) => ({
    column: name,
    type,
    ...(dateFormat === null ? {} : { dateFormat }),
  }))
  const settings = parent.columns.map(({ name, role, specialCodes, privacy }) => ({
    column: name,
    role,
    specialCodes,
    privacy,
  }))
  return {
    ...(parent.target === null ? {} : { target: parent.target }),
    sensitive: [],
    columns: mergeSettings(settings, said.columns),
    options: mergeOptions({ missing: parent.dialect.missing, types }, said.options),
  }
}

/** Columns that are stored as tokens are texts, whatever they look like: a number would lose its leading zeros first. */
export function asTexts(options: ReadOptions, columns: readonly ColumnSetting[]): ReadOptions {
  const forced = columns
    .filter((setting) => setting.privacy?.treatment === 'pseudonymise')
    .map(({ column }) => ({ column, type: 'text' as const }))
  return forced.length === 0 ? options : mergeOptions(options, { types: forced })
}

function mergeSettings(base: readonly ColumnSetting[], over: readonly ColumnSetting[]): ColumnSetting[] {
  const merged = new Map(base.map((setting) => [setting.column, setting]))
  for (const setting of over) merged.set(setting.column, { ...merged.get(setting.column), ...definedOf(setting) })
  return [...merged.values()]
}

function mergeOptions(base: ReadOptions, over: ReadOptions): ReadOptions {
  const types = new Map((base.types ?? []).map((item) => [item.column, item]))
  for (const item of over.types ?? []) types.set(item.column, item)
  return { ...base, ...definedOf(over), ...(types.size === 0 ? {} : { types: [...types.values()] }) }
}

/** The value without the keys that say nothing. */
function definedOf<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T
}
