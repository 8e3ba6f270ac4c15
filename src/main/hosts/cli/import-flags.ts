import type { Command } from 'commander'
import type {
  ColumnPrivacy,
  ColumnRole,
  ColumnSetting,
  ImportDecisions,
  Target,
} from '../../../shared/contract/index.ts'
import { UsageError } from './exit-code.ts'
import { type ColumnValue, collect, columnPrivacy, columnRole, columnText, columnValue } from './option-values.ts'
import { addReadFlags, type ReadFlags, readOptionsOf } from './read-options.ts'

export interface TargetFlags {
  readonly target?: string
  readonly event?: string
}

/** Everything a person may decide about a file on the command line: what a template keeps. */
export interface DecisionFlags extends ReadFlags, TargetFlags {
  readonly sensitive?: readonly string[]
  readonly role?: readonly ColumnValue<ColumnRole>[]
  readonly special?: readonly ColumnValue[]
  readonly privacy?: readonly ColumnValue<ColumnPrivacy | null>[]
  readonly describe?: readonly ColumnValue[]
  readonly unit?: readonly ColumnValue[]
}

export function addDecisionFlags(command: Command): Command {
  return addReadFlags(
    command
      .option('--target <column>', 'column with the outcome; needs --event')
      .option('--event <value>', 'value of the target that means the event (default, "bad")')
      .option('--sensitive <column>', 'sensitive attribute, never a feature; repeatable', collect)
      .option(
        '--role <column=role>',
        'feature, identifier, sensitive, weight, date, exposure, sample or ignore; repeatable',
        columnRole,
      )
      .option('--special <column=code>', 'value that is a code, not a quantity, such as 8888; repeatable', columnValue)
      .option(
        '--privacy <column=class:treatment>',
        'personal data, such as email=email:pseudonymise or name=personName:mask; repeatable',
        columnPrivacy,
      )
      .option('--describe <column=text>', 'what the column means, for the dictionary; repeatable', columnText)
      .option('--unit <column=unit>', 'unit of the column, for the dictionary; repeatable', columnText),
  )
}

export function decisionsOf(flags: DecisionFlags): ImportDecisions {
  const target = targetOf(flags)
  requireOneRole(flags)
  return {
    ...(target === null ? {} : { target }),
    sensitive: [...(flags.sensitive ?? [])],
    columns: settingsOf(flags),
    options: readOptionsOf(flags),
  }
}

/** `--target` and `--event` mean something only together. */
export function targetOf(options: TargetFlags): Target | null {
  if (options.target === undefined && options.event === undefined) return null
  if (options.target === undefined)
    throw new UsageError('--event needs --target', 'Say which column holds the outcome.')
  if (options.event === undefined)
    throw new UsageError(
      '--target needs --event',
      'Say which value of the column means the event, for example --event 1.',
    )
  return { column: options.target, eventValue: options.event }
}

/** Two roles for one column cannot both be kept, and dropping one silently could let a sensitive attribute into training. */
function requireOneRole({ target, sensitive = [], role = [] }: DecisionFlags): void {
  const roles = new Map<string, ColumnRole>([
    ...sensitive.map((column) => [column, 'sensitive'] as const),
    ...(target === undefined ? [] : [[target, 'target'] as const]),
  ])
  for (const { column, value } of role) {
    const other = roles.get(column)
    if (other !== undefined && other !== value)
      throw new UsageError(
        `The column "${column}" needs one role, got ${other} and ${value}`,
        'Leave out one of the two.',
      )
    roles.set(column, value)
  }
}

/** The flags about columns, gathered by column in the order they were first named. */
export function settingsOf(
  flags: Pick<DecisionFlags, 'role' | 'special' | 'privacy' | 'describe' | 'unit'>,
): ColumnSetting[] {
  const settings = new Map<string, ColumnSetting>()
  const add = (column: string, setting: Omit<ColumnSetting, 'column'>): void => {
    settings.set(column, { ...settings.get(column), column, ...setting })
  }
  for (const { column, value } of flags.role ?? []) add(column, { role: value })
  for (const { column, value } of flags.special ?? [])
    add(column, { specialCodes: [...(settings.get(column)?.specialCodes ?? []), value] })
  for (const { column, value } of flags.privacy ?? []) add(column, { privacy: value })
  for (const { column, value } of flags.describe ?? []) add(column, { description: value })
  for (const { column, value } of flags.unit ?? []) add(column, { unit: value })
  return [...settings.values()]
}
