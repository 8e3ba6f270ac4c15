import type {
  DataEvidencePayload,
  DatasetVersion,
  LeakageThresholds,
  Target,
  VersionDiff,
} from '../../../shared/contract/index.ts'
import { associations } from '../../core/data-report/associations.ts'
import { dataDrift } from '../../core/data-report/data-drift.ts'
import { diffVersions } from '../../core/data-report/diff-versions.ts'
import { targetRates } from '../../core/data-report/target-rates.ts'
import { type Column, getColumn } from '../../core/frame/frame.ts'
import { leakageScan } from '../../core/leakage/leakage-scan.ts'
import { asPlainJson } from './plain-json.ts'
import type { TaskContext } from './task-context.ts'

/** Pairs of more columns than this make a table nobody reads; the first ones are taken, features before others. */
const MAX_ASSOCIATED = 60
/** Roles that say nothing of an applicant. */
const NO_ATTRIBUTE: ReadonlySet<string> = new Set(['identifier', 'ignore', 'sample'])

/** Reports are kept for good and read by everybody: they must not quote cells of masked columns. */
interface HidingInput {
  readonly datasetVersionId: string
  /** Masked columns of any of the versions. */
  readonly masked: readonly string[]
}

export interface LeakageInput extends HidingInput {
  readonly target: Target
  readonly thresholds: LeakageThresholds
}

/** Looks for features that know the target. */
export function scanLeakage(input: LeakageInput, context: TaskContext): DataEvidencePayload {
  const reader = context.openReader()
  const version = reader.readVersion(input.datasetVersionId)
  const columns = attributes(version, input).filter((name) => name !== input.target.column)
  context.report('Reading columns', 0)
  const frame = reader.readFrame(input.datasetVersionId, [input.target.column, ...columns])
  context.report('Looking at every feature', 0.3, frame.nRows)
  return {
    kind: 'leakage',
    report: asPlainJson(leakageScan(frame, input.target, columns, { thresholds: input.thresholds })),
  }
}

/** Associations of every two columns, and event rates by value. */
export function associateColumns(input: HidingInput, context: TaskContext): DataEvidencePayload {
  const reader = context.openReader()
  const version = reader.readVersion(input.datasetVersionId)
  const { target } = version
  const columns = attributes(version, input)
  context.report('Reading columns', 0)
  const frame = reader.readFrame(version.id, columns)
  context.report('Event rates by value', 0.2, frame.nRows)
  const specials = specialCodes(version)
  const yTrue = target === null ? null : outcomes(getColumn(frame, target.column), target.eventValue)
  const rates =
    yTrue === null
      ? []
      : columns
          .filter((name) => name !== target?.column)
          .map((name) => targetRates(getColumn(frame, name), yTrue, { specialCodes: specials.get(name) ?? [] }))
  context.report('Associations', 0.4, frame.nRows)
  const report = associations(frame, { columns: columns.slice(0, MAX_ASSOCIATED) })
  return { kind: 'association', report: asPlainJson(report), targetRates: asPlainJson(rates) }
}

export interface ComparisonInput extends HidingInput {
  /** The version compared with: the expected sample, or the earlier version. */
  readonly otherVersionId: string
}

/** How a version differs from another in the distributions of the columns both have. */
export function compareDrift(input: ComparisonInput, context: TaskContext): DataEvidencePayload {
  const reader = context.openReader()
  const [version, expected] = [reader.readVersion(input.datasetVersionId), reader.readVersion(input.otherVersionId)]
  const shared = attributes(version, input).filter((name) => expected.columns.some((column) => column.name === name))
  context.report('Reading columns', 0)
  const frames = [reader.readFrame(expected.id, shared), reader.readFrame(version.id, shared)] as const
  context.report('Comparing distributions', 0.4, version.nRows)
  const report = dataDrift(frames[0], frames[1], shared, { specialCodes: specialCodes(expected) })
  return { kind: 'drift', report: asPlainJson(report) }
}

/** What changed from one version to another. */
export function compareVersions(
  input: ComparisonInput & { readonly key: readonly string[] },
  context: TaskContext,
): DataEvidencePayload {
  const reader = context.openReader()
  const content = (id: string) => ({ columns: reader.readVersion(id).columns, frame: reader.readFrame(id) })
  context.report('Reading columns', 0)
  const [before, after] = [content(input.otherVersionId), content(input.datasetVersionId)]
  context.report('Comparing rows', 0.4, after.frame.nRows)
  return { kind: 'diff', report: withoutMasked(asPlainJson(diffVersions(before, after, input.key)), input) }
}

/** Which rows and columns changed may be said, but not what stands in masked ones. */
function withoutMasked(
  report: VersionDiff,
  { key, masked }: HidingInput & { readonly key: readonly string[] },
): VersionDiff {
  const hidden = new Set(masked)
  const drift = {
    ...report.drift,
    columns: report.drift.columns.filter(({ column }) => !hidden.has(column)),
    uncompared: [
      ...report.drift.uncompared,
      ...report.drift.columns
        .filter(({ column }) => hidden.has(column))
        .map(({ column }) => ({ column, reason: 'the column is masked' })),
    ],
  }
  const { rows } = report
  if (rows.matching !== 'key' || !key.some((name) => hidden.has(name))) return { ...report, drift }
  const columns = rows.columns.map((column) => ({ ...column, keys: [] }))
  return { ...report, drift, rows: { ...rows, addedKeys: [], removedKeys: [], columns } }
}

function attributes(version: DatasetVersion, { masked }: HidingInput): string[] {
  return version.columns
    .filter(({ name, role }) => !NO_ATTRIBUTE.has(role) && !masked.includes(name))
    .map((column) => column.name)
}

/** Special codes by column. */
function specialCodes(version: DatasetVersion): Map<string, readonly string[]> {
  return new Map(version.columns.map((column) => [column.name, column.specialCodes]))
}

/** 1 for the event, 0 for any other value, NaN where the target is missing. */
function outcomes(column: Column, eventValue: string): Float64Array {
  if (column.kind === 'numeric') {
    const event = Number(eventValue)
    return column.values.map((value) => (Number.isNaN(value) ? Number.NaN : Number(value === event)))
  }
  const event = column.levels.indexOf(eventValue)
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : Number(code === event)))
}
