import type { ColumnSchema, ColumnSetting, DatasetVersion, Target } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { formatNumber } from '../../shared/format.ts'
import { listNames } from '../../shared/list-names.ts'
import { contentHash } from '../core/governance/content-hash.ts'
import { canonicalEventValue } from '../core/scorecard/canonical-event-value.ts'
import type { ValueCounts } from '../io/table/import-table.ts'

interface RoleDecisions {
  readonly target?: Target | undefined
  readonly sensitive: readonly string[]
  readonly columns: readonly ColumnSetting[]
}

/** What is known of a version before it has an id. */
export type DatasetContent = Omit<
  DatasetVersion,
  'id' | 'version' | 'contentHash' | 'nColumns' | 'nEvents' | 'createdAt' | 'createdBy'
> & {
  readonly valuesHash: string
  /** Null without a target. */
  readonly targetCounts: ValueCounts | null
}

/**
 * The record of a version; its id follows from name, number and content.
 *
 * @throws AppError `badData` if the target cannot be learnt from
 */
export function describeVersion(
  content: DatasetContent,
  rest: { readonly version: number; readonly createdAt: string; readonly createdBy: string },
): DatasetVersion {
  const { valuesHash, targetCounts, ...record } = content
  const { columns, target, name } = record
  const hash = contentHash({ columns: columns.map(hashedColumn), target, valuesHash })
  return {
    ...record,
    id: `dv_${contentHash({ name, version: rest.version, hash }).slice(0, 12)}`,
    version: rest.version,
    contentHash: hash,
    nColumns: columns.length,
    nEvents: target === null ? null : countEvents(target, targetCounts, record.nRows, record.source.fileName),
    createdAt: rest.createdAt,
    createdBy: rest.createdBy,
  }
}

/** What of a column's schema belongs to the content; only said where it says something, so that plain columns hash as ever. */
function hashedColumn({ name, type, role, specialCodes, privacy }: ColumnSchema): Record<string, unknown> {
  return {
    name,
    type,
    role,
    ...(specialCodes.length === 0 ? {} : { specialCodes }),
    ...(privacy === null ? {} : { privacy }),
  }
}

/** The target with its event value written in the one way its column knows. */
export function canonicalTarget(target: Target, columns: readonly Pick<ColumnSchema, 'name' | 'type'>[]): Target {
  const type = columns.find((column) => column.name === target.column)?.type ?? 'text'
  return {
    column: target.column,
    eventValue: canonicalEventValue(type === 'numeric' ? 'numeric' : 'text', target.eventValue),
  }
}

/**
 * Gives every column its role and settings.
 *
 * @throws AppError `badData` if a column is named that is not there
 */
export function applySettings(
  columns: readonly Omit<ColumnSchema, 'role' | 'specialCodes' | 'privacy'>[],
  decisions: {
    readonly target?: Target | undefined
    readonly sensitive: readonly string[]
    readonly columns: readonly ColumnSetting[]
  },
  fileName: string,
): ColumnSchema[] {
  const settings = new Map(decisions.columns.map((setting) => [setting.column, setting]))
  const roles = new Map<string, ColumnSchema['role']>()
  for (const { column, role } of decisions.columns) if (role !== undefined) roles.set(column, role)
  for (const column of decisions.sensitive) roles.set(column, 'sensitive')
  if (decisions.target !== undefined) roles.set(decisions.target.column, 'target')
  const known = new Set(columns.map((column) => column.name))
  for (const name of [...settings.keys(), ...roles.keys()]) {
    if (known.has(name)) continue
    throw new AppError('badData', `The file has no column "${name}"`, {
      hint: `Its columns are: ${listNames(known)}`,
      place: { file: fileName, column: name },
    })
  }
  return columns.map((column) => ({
    ...column,
    role: roles.get(column.name) ?? (column.type === 'date' ? 'date' : 'feature'),
    specialCodes: settings.get(column.name)?.specialCodes ?? [],
    privacy: settings.get(column.name)?.privacy ?? null,
  }))
}

/** Two roles for one column cannot both be kept, and dropping one silently could let a sensitive attribute into training. */
export function requireOneRole({ target, sensitive, columns }: RoleDecisions): void {
  const claimed = columns.find(({ column, role }) => role === 'target' && column !== target?.column)
  // A target without its event value would be a role without a meaning.
  if (claimed !== undefined) {
    throw new AppError('invalidInput', `The target "${claimed.column}" needs its event value, got none`, {
      hint: 'Name the target together with the value that is the event.',
      place: { field: 'target' },
    })
  }
  if (target === undefined) return
  const setting = columns.find(({ column }) => column === target.column)
  if (sensitive.includes(target.column) || setting?.role === 'sensitive') {
    throw new AppError(
      'invalidInput',
      `The column "${target.column}" needs one role, got target and sensitive attribute`,
      {
        hint: 'The outcome cannot be an attribute of the applicant: name another column.',
        place: { field: 'sensitive' },
      },
    )
  }
  if (setting?.privacy?.treatment !== 'pseudonymise') return
  throw new AppError('invalidInput', `The target "${target.column}" cannot be stored as tokens`, {
    hint: 'Its event would not be known any more: mask it, or name another target.',
    place: { field: 'privacy' },
  })
}

/** What a finished import or derivation says of the version it made. */
export function versionSummary(version: DatasetVersion): string {
  const rows = `${formatNumber(version.nRows, 'integer')} rows, ${version.nColumns} columns`
  const events =
    version.nEvents === null ? '' : `, event rate ${formatNumber(version.nEvents / version.nRows, 'percent1')}`
  return `${rows}${events}${version.nIssues === 0 ? '' : `, ${version.nIssues} cells listed`}`
}

/** Counts the events, and refuses a target that cannot be learnt from. */
function countEvents(target: Target, counts: ValueCounts | null, nRows: number, file: string): number {
  const place = { file, column: target.column }
  if (counts === null)
    throw new AppError('internal', `import of the target "${target.column}" needs its value counts, got none`)
  if (counts.values.length === 0) {
    throw new AppError('badData', `The target "${target.column}" is missing in every row`, {
      hint: 'Choose another target, or say which texts mean missing (--missing on the command line).',
      place,
    })
  }
  const event = counts.values.find((item) => item.value === target.eventValue)
  if (event === undefined) {
    const found = counts.values.slice(0, 10).map((item) => `"${item.value}"`)
    throw new AppError('badData', `The target "${target.column}" never has the event value "${target.eventValue}"`, {
      hint: `Its values are ${found.join(', ')}${counts.values.length > 10 ? ', …' : ''}.`,
      place,
    })
  }
  if (event.count + counts.nMissing === nRows) {
    throw new AppError(
      'badData',
      `The target "${target.column}" needs two classes, got only the event "${target.eventValue}"`,
      { hint: 'Choose another target or event value.', place },
    )
  }
  return event.count
}
