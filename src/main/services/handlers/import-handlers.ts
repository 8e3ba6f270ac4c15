import { basename, resolve } from 'node:path'
import type {
  ColumnPrivacy,
  ColumnProfile,
  ColumnSchema,
  ColumnSetting,
  DatasetVersion,
  ImportDecisions,
  JobResult,
  ParseIssue,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { formatNumber } from '../../../shared/format.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import type { ImportTableResult } from '../../io/table/import-table.ts'
import type { ChunkBatch } from '../../jobs/chunk-packer.ts'
import type { JobControl } from '../../jobs/job-types.ts'
import { profileStaged } from '../../jobs/profile-staged.ts'
import type { AppendedVersion } from '../../jobs/tasks/append-version.ts'
import type { AuditedCall } from '../call.ts'
import { requireUnerased, rootOf } from '../dataset-family.ts'
import {
  applySettings,
  canonicalTarget,
  type DatasetContent,
  describeVersion,
  requireOneRole,
  versionSummary,
} from '../dataset-version-record.ts'
import { maskIssues, maskReasons } from '../effective-privacy.ts'
import { asTexts, likeVersion, withTemplate } from '../import-decisions.ts'
import { discardingOnError, originalsFor, pseudonymsOf, stageColumns } from '../store-version.ts'
import { requireColumns } from './dataset-handlers.ts'
import { importLimits } from './limit-handlers.ts'
import { findTemplate } from './template-handlers.ts'

export interface ImportInput extends ImportDecisions {
  readonly path: string
  readonly name: string
  readonly template?: string | undefined
  readonly append?: { readonly key: string[] } | undefined
}

/** Everything decided before a byte is read. */
interface ImportPlan {
  readonly path: string
  readonly name: string
  readonly decisions: ImportDecisions
  readonly template: string | null
  readonly append: { readonly parent: DatasetVersion; readonly key: readonly string[] } | null
}

/** Columns staged in a set of chunks, and what is known of them. */
interface StagedVersion {
  readonly setId: string
  readonly content: DatasetContent
  readonly profile: readonly ColumnProfile[]
}

/** Starts the import; columns are staged while they arrive and become a version in one transaction at the end. */
export function importDataset(input: ImportInput, call: AuditedCall): { jobId: string } {
  const plan = planImport(input, call)
  return call.commit(() => {
    const jobId = call.state.jobs.start({
      kind: 'dataset.import',
      title: `Import ${basename(plan.path)} as ${plan.name}`,
      createdBy: call.session.userName,
      run: (job) => runImport(plan, job, call),
    })
    return { value: { jobId }, object: jobId }
  })
}

function planImport(input: ImportInput, call: AuditedCall): ImportPlan {
  const { path, name, template, append, ...said } = input
  requireOneRole(said)
  const decided = withTemplate(said, template === undefined ? null : findTemplate(template, call))
  requireOneRole(decided)
  const parent = append === undefined ? null : newestVersion(name, call)
  const decisions = parent === null ? decided : likeVersion(decided, parent)
  return {
    path: resolve(path),
    name,
    decisions: { ...decisions, options: asTexts(decisions.options, decisions.columns) },
    template: template ?? null,
    append: parent === null ? null : { parent, key: append?.key ?? [] },
  }
}

function newestVersion(name: string, call: AuditedCall): DatasetVersion {
  const parent = call.workspace.datasets.versionsOf(name).at(-1)
  if (parent !== undefined) return parent
  throw new AppError('notFound', `There is no data set "${name}" to add rows to`, {
    hint: 'Import it once as a whole; later files can then be added to it.',
    place: { field: 'append' },
  })
}

async function runImport(plan: ImportPlan, job: JobControl, call: AuditedCall): Promise<() => JobResult> {
  const { workspace, state } = call
  const { datasets } = workspace
  const sets: string[] = []
  const discard = (kept?: string) => {
    if (state.isCurrent(workspace)) for (const setId of sets) if (setId !== kept) datasets.discardChunkSet(setId)
  }
  const nErased = plan.append === null ? 0 : datasets.nErasedRows(plan.append.parent.id)
  try {
    const read = await stageFile(plan, job, call, sets)
    const staged = plan.append === null ? read : await appendStaged(read, plan.append, job, call, sets)
    const describe = (version: number) =>
      describeVersion(staged.content, {
        version,
        createdAt: state.now.toISOString(),
        createdBy: call.session.userName,
      })
    // What is wrong with it shows before the commit, while the staged columns can still be taken away.
    describe(1)
    return discardingOnError(sets, call, () => {
      const known = plan.append === null ? null : nothingAdded(staged.content, plan.append.parent)
      if (known !== null) {
        discard()
        return known
      }
      if (plan.append !== null) requireUnchanged(plan.append.parent, nErased, call)
      const version = describe(datasets.nextVersion(plan.name))
      const same = datasets.findByHash(plan.name, version.contentHash)
      if (same !== null) {
        discard()
        const summary = `Nothing new: equal to version ${same.version} of ${same.name}`
        return { kind: 'datasetVersion', id: same.id, path: null, summary }
      }
      datasets.insert(version, staged.profile, staged.setId)
      describeColumns(plan.name, plan.decisions.columns, call)
      discard(staged.setId)
      state.appendEvent(call, 'dataset.create', 'done', { object: version.id, after: version.contentHash })
      return { kind: 'datasetVersion', id: version.id, path: null, summary: importSummary(version) }
    })
  } catch (error) {
    discard()
    throw error
  }
}

/** Rows are joined to the newest version as it was read: one added or erased meanwhile would be lost, or come back. */
function requireUnchanged(parent: DatasetVersion, nErased: number, call: AuditedCall): void {
  requireUnerased(call.workspace, parent, nErased)
  if (newestVersion(parent.name, call).id === parent.id) return
  throw new AppError('conflict', `${parent.name} got another version meanwhile`, {
    hint: 'Nothing was kept. Start again; the rows are then added to the newest version.',
  })
}

/** A file without a new row makes no version, unless the call gives a column another role or treatment. */
function nothingAdded({ appended, columns, target }: DatasetContent, parent: DatasetVersion): JobResult | null {
  const isSame =
    appended?.nNew === 0 &&
    contentHash({ target, columns: columns.map(settingsOf) }) ===
      contentHash({ target: parent.target, columns: parent.columns.map(settingsOf) })
  if (!isSame) return null
  const conflicting = appended.nConflicting === 0 ? '' : `, ${appended.nConflicting} conflicting and not taken`
  const summary = `Nothing new: ${formatNumber(appended.nKnown, 'integer')} known rows${conflicting}`
  return { kind: 'datasetVersion', id: parent.id, path: null, summary }
}

function settingsOf({ name, type, role, specialCodes, privacy }: ColumnSchema) {
  return { name, type, role, specialCodes, privacy }
}

/** Reads the file into a set of chunks. Columns to be pseudonymised are stored as tokens from the start. */
async function stageFile(plan: ImportPlan, job: JobControl, call: AuditedCall, sets: string[]): Promise<StagedVersion> {
  const { datasets } = call.workspace
  const setId = datasets.beginChunkSet()
  sets.push(setId)
  const { decisions, path, name } = plan
  const read = await job.inReader<ImportTableResult, ChunkBatch>(
    'importTable',
    {
      path,
      options: decisions.options,
      limits: importLimits(call.workspace),
      targetColumn: decisions.target?.column ?? null,
    },
    { onChunk: (batch) => datasets.writeChunks(setId, batch) },
  )
  const columns = applySettings(read.columns.map(asSchema), decisions, read.source.fileName)
  for (const { columnIndex, levels } of read.levels) {
    const { name: column, privacy } = columns[columnIndex]!
    if (privacy?.treatment !== 'pseudonymise') {
      datasets.writeLevels(setId, columnIndex, levels)
      continue
    }
    const domain = plan.append === null ? name : rootOf(call.workspace, plan.append.parent.id).name
    datasets.writeLevels(setId, columnIndex, pseudonymsOf(call.workspace, domain, column, levels))
    datasets.writeOriginals(setId, columnIndex, levels)
  }
  const profile = await profileStaged(job, {
    setId,
    nRows: read.nRows,
    columns: columns.map(({ name: column, type, dateFormat, specialCodes }, index) => ({
      index,
      name: column,
      type,
      dateFormat,
      specialCodes,
    })),
  })
  const counted = columns.map((column, index) => ({ ...column, nDistinct: profile[index]!.nDistinct }))
  const hidden = hiddenColumns(counted)
  const content = {
    ...describeRead(plan, read, maskReasons(counted, hidden)),
    issues: maskIssues(read.issues, hidden),
  }
  return { setId, content, profile }
}

/** What the reader says of a column; how many distinct values it has is counted with the profile. */
function asSchema({ name, type, reason, dateFormat, nMissing, nUnparsed }: ImportTableResult['columns'][number]) {
  return { name, type, reason, dateFormat, nMissing, nUnparsed, nDistinct: 0 }
}

function describeRead(plan: ImportPlan, read: ImportTableResult, columns: ColumnSchema[]): DatasetContent {
  const { target } = plan.decisions
  return {
    name: plan.name,
    nRows: read.nRows,
    target: target === undefined ? null : canonicalTarget(target, columns),
    source: { ...read.source },
    parent: null,
    steps: [],
    stepLog: [],
    appended: null,
    template: plan.template,
    dialect: read.dialect,
    columns,
    issues: [...read.issues],
    nIssues: read.nIssues,
    valuesHash: read.valuesHash,
    targetCounts: read.targetCounts,
  }
}

/** Joins the rows of the staged file that are new to the version continued, in a set of chunks of their own. */
async function appendStaged(
  read: StagedVersion,
  { parent, key }: NonNullable<ImportPlan['append']>,
  job: JobControl,
  call: AuditedCall,
  sets: string[],
): Promise<StagedVersion> {
  const { workspace } = call
  const { content } = read
  requireSameColumns(content, parent, key)
  const joined = await job.inWorker<AppendedVersion>('appendVersion', {
    datasetVersionId: parent.id,
    setId: read.setId,
    nRows: content.nRows,
    columns: content.columns.map(({ name, type, dateFormat }, index) => ({ index, name, type, dateFormat })),
    key,
    targetColumn: content.target?.column ?? null,
    specialCodes: specialCodesOf(content.columns),
  })
  const setId = workspace.datasets.beginChunkSet()
  sets.push(setId)
  job.report('Storing', null, joined.nRows)
  await stageColumns(workspace, setId, joined.columns, job.signal)
  const position = new Map(content.columns.map((column, index) => [column.name, index]))
  const columns = parent.columns.map((column, index) => ({
    ...content.columns[position.get(column.name)!]!,
    nMissing: joined.profile[index]!.nMissing,
    nDistinct: joined.profile[index]!.nDistinct,
  }))
  keepOriginals(read.setId, setId, parent, columns, joined, call)
  const conflicts = joined.conflictingRows.map(
    (row): ParseIssue => ({
      line: row + 1,
      column: null,
      raw: '',
      problem: 'a row with this key is there already, with other values (rows of the file count from 1)',
      action: 'not taken',
    }),
  )
  return {
    setId,
    profile: joined.profile,
    content: {
      ...content,
      nRows: joined.nRows,
      columns,
      parent: { id: parent.id, kind: 'append' },
      appended: {
        key: [...key],
        nNew: joined.nNew,
        nKnown: joined.nKnown,
        nConflicting: joined.nConflicting,
      },
      issues: [...content.issues, ...conflicts].slice(0, 1_000),
      nIssues: content.nIssues + joined.nConflicting,
      valuesHash: joined.valuesHash,
      targetCounts: joined.targetCounts,
    },
  }
}

function requireSameColumns(content: DatasetContent, parent: DatasetVersion, key: readonly string[]): void {
  requireColumns(parent, key)
  const known = new Set(parent.columns.map(({ name }) => name))
  const added = content.columns.find(({ name }) => !known.has(name))
  if (added === undefined) return
  const file = content.source.fileName
  throw new AppError('badData', `The file has the column "${added.name}", which ${parent.name} has not`, {
    hint: 'Rows can be added from files with the same columns. Import a file with other columns as a data set of its own.',
    place: { file, column: added.name },
  })
}

/** The originals behind the tokens of the joined columns: those of the version continued and those of the file. */
function keepOriginals(
  stagedSet: string,
  setId: string,
  parent: DatasetVersion,
  columns: readonly ColumnSchema[],
  joined: AppendedVersion,
  call: AuditedCall,
): void {
  const { datasets } = call.workspace
  const known = [...datasets.tokensIn(datasets.setIdOf(parent.id)), ...datasets.tokensIn(stagedSet)]
  columns.forEach((column, index) => {
    const cells = joined.columns[index]!
    if (column.privacy?.treatment !== 'pseudonymise' || cells.kind !== 'text') return
    datasets.writeOriginals(setId, index, originalsFor(cells.levels, known))
  })
}

export function specialCodesOf(columns: readonly ColumnSchema[]): Map<string, readonly string[]> {
  return new Map(columns.map((column) => [column.name, column.specialCodes]))
}

/** What people said of the columns in the wizard goes to the dictionary. */
function describeColumns(datasetName: string, settings: readonly ColumnSetting[], call: AuditedCall): void {
  const { workspace, state, session } = call
  const stamp = { editedAt: state.now.toISOString(), editedBy: session.userName }
  for (const { column, description, unit } of settings) {
    if (description === undefined && unit === undefined) continue
    workspace.notes.addNotes(datasetName, column, {
      ...(description === undefined ? {} : { description }),
      ...(unit === undefined ? {} : { unit }),
      ...stamp,
    })
  }
}

function hiddenColumns(columns: readonly ColumnSchema[]): Map<string, ColumnPrivacy> {
  return new Map(
    columns.flatMap(({ name, privacy }) =>
      privacy === null || privacy.treatment === 'none' ? [] : [[name, privacy] as const],
    ),
  )
}

function importSummary(version: DatasetVersion): string {
  const { appended } = version
  if (appended === null) return versionSummary(version)
  const count = (n: number) => formatNumber(n, 'integer')
  const conflicting = appended.nConflicting === 0 ? '' : `, ${count(appended.nConflicting)} conflicting and not taken`
  return `${count(appended.nNew)} new row${appended.nNew === 1 ? '' : 's'}, ${count(appended.nKnown)} known${conflicting}; ${versionSummary(version)}`
}
