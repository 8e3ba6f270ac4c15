import type {
  Cell,
  ColumnPrivacy,
  DatasetVersion,
  JobResult,
  Retention,
  SubjectRows,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { formatNumber } from '../../../shared/format.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import type { JobControl } from '../../jobs/job-types.ts'
import type { ErasedCells } from '../../jobs/tasks/erase-cells.ts'
import type { RetentionRecord } from '../../store/dataset-notes-store.ts'
import type { ErasureRecord } from '../../store/erasure-store.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'
import { familyOf, madeFrom, requireUnerased, rootOf } from '../dataset-family.ts'
import { effectivePrivacy } from '../effective-privacy.ts'
import { pseudonymsOf } from '../store-version.ts'
import { requireColumns } from './dataset-handlers.ts'

interface Subject {
  readonly dataset: string
  readonly column: string
  readonly value: string
}

/** Says what a column holds of persons, for every version of the data set. */
export function classifyColumn(
  input: { dataset: string; column: string; privacy: ColumnPrivacy | null; reason?: string | undefined },
  call: AuditedCall,
): Record<string, never> {
  const { workspace, state, session } = call
  const version = workspace.datasets.get(input.dataset)
  requireColumns(version, [input.column])
  const before = effectivePrivacy(workspace, version).get(input.column) ?? null
  requireChangeable(input, before)
  const stamp = { editedAt: state.now.toISOString(), editedBy: session.userName }
  return call.commit(() => {
    workspace.notes.addNotes(version.name, input.column, { privacy: input.privacy, ...stamp })
    return {
      value: {},
      object: `${version.name} ${input.column}`,
      before: before === null ? null : contentHash(before),
      after: input.privacy === null ? null : contentHash(input.privacy),
      reason: input.reason ?? null,
    }
  })
}

function requireChangeable(
  { column, privacy, reason }: { column: string; privacy: ColumnPrivacy | null; reason?: string | undefined },
  before: ColumnPrivacy | null,
): void {
  if (before?.treatment === 'pseudonymise' || privacy?.treatment === 'pseudonymise') {
    throw new AppError('conflict', `The column "${column}" cannot change between values and tokens in a version`, {
      hint: 'Import the file again and choose the treatment there.',
      place: { column },
    })
  }
  const isUnmasking = before?.treatment === 'mask' && privacy?.treatment !== 'mask'
  if (!isUnmasking || reason !== undefined) return
  throw new AppError('invalidInput', `Unmasking "${column}" needs a reason, got none`, {
    hint: 'Say in a sentence why everybody with access may see it.',
    place: { field: 'reason' },
  })
}

/** Shows masked cells as they came. The call itself, with its reason, is the event. */
export function revealCells(
  input: { dataset: string; columns: string[]; rows: readonly number[]; reason: string },
  call: AuditedCall,
): { columns: string[]; rows: Cell[][] } {
  const { workspace } = call
  const version = workspace.datasets.get(input.dataset)
  requireColumns(version, input.columns)
  const outside = input.rows.find((row) => row >= version.nRows)
  if (outside !== undefined) {
    throw new AppError('invalidInput', `${version.name} has ${version.nRows} rows, got row ${outside + 1}`, {
      hint: `Rows count from 1 to ${version.nRows}.`,
      place: { field: 'rows' },
    })
  }
  return call.commit(() => ({
    value: { columns: input.columns, rows: input.rows.map((row) => originalCells(version, row, input.columns, call)) },
    object: version.id,
    reason: `${input.columns.length} columns of ${input.rows.length} rows: ${input.reason}`,
  }))
}

function originalCells(version: DatasetVersion, row: number, columns: readonly string[], call: AuditedCall): Cell[] {
  const { datasets } = call.workspace
  const { rows } = datasets.rows(version.id, row, 1, columns)
  return columns.map((name, position) => {
    const cell = rows[0]![position]!
    const index = version.columns.findIndex((column) => column.name === name)
    if (version.columns[index]!.privacy?.treatment !== 'pseudonymise' || cell === null) return cell
    return datasets.originalOf(version.id, index, String(cell)) ?? cell
  })
}

export function listRetention(_input: unknown, call: SignedInCall): Retention[] {
  const today = call.state.now.toISOString().slice(0, 10)
  return call.workspace.notes.retentions().map((record) => withDue(record, today))
}

export function setRetention(
  input: { dataset: string; retainUntil: string | null; legalHold: boolean; reason: string },
  call: AuditedCall,
): Retention {
  const { workspace, state, session } = call
  const { name } = workspace.datasets.get(input.dataset)
  const before = workspace.notes.retention(name)
  const setAt = state.now.toISOString()
  const { retainUntil, legalHold, reason } = input
  const record: RetentionRecord = { datasetName: name, retainUntil, legalHold, reason, setAt, setBy: session.userName }
  return call.commit(() => {
    workspace.notes.setRetention(record)
    return {
      value: withDue(record, setAt.slice(0, 10)),
      object: name,
      before: before === null ? null : contentHash(before),
      after: contentHash(record),
      reason,
    }
  })
}

function withDue(record: RetentionRecord, today: string): Retention {
  return { ...record, isDue: record.retainUntil !== null && record.retainUntil < today && !record.legalHold }
}

/** Where a person stands. Looking somebody up is logged too, without saying whom. */
export async function findSubjectRows(input: Subject, call: AuditedCall): Promise<SubjectRows> {
  const { workspace, state } = call
  const { name } = workspace.datasets.get(input.dataset)
  const models = workspace.models.list()
  const versions: SubjectRows['versions'] = []
  for (const version of versionsWith(input, call)) {
    const found = await state.jobs.inWorker<{ nRows: number; rows: number[] }>('findSubject', {
      datasetVersionId: version.id,
      column: input.column,
      value: storedText(version, input, call),
    })
    const trained = models.filter((model) => model.datasetVersionId === version.id).map((model) => model.name)
    if (found.nRows > 0) versions.push({ dataset: version.id, version: version.version, ...found, models: trained })
  }
  const names = new Set(familyOf(workspace, name).map((version) => version.name))
  const legalHold = workspace.notes.retentions().some((record) => record.legalHold && names.has(record.datasetName))
  return call.commit(() => ({ value: { datasetName: name, versions, legalHold }, object: name }))
}

/** Starts the erasure of one person from every version of a data set. */
export function eraseSubject(input: Subject & { readonly reason: string }, call: AuditedCall): { jobId: string } {
  const { name } = call.workspace.datasets.get(input.dataset)
  return startErasure(call, {
    name,
    versions: () => versionsWith(input, call),
    kind: 'subject',
    reason: input.reason,
    title: `Erase a person from ${name}`,
    subjectIn: (version) => ({ column: input.column, value: storedText(version, input, call) }),
  })
}

/** Starts the disposal of a data set whose retention has ended. */
export function disposeDataset(input: { dataset: string; reason: string }, call: AuditedCall): { jobId: string } {
  const { workspace, state } = call
  const { name } = workspace.datasets.get(input.dataset)
  const record = workspace.notes.retention(name)
  const until = record?.retainUntil ?? null
  if (record === null || until === null || !withDue(record, state.now.toISOString().slice(0, 10)).isDue) {
    const why =
      record?.legalHold === true
        ? 'is on legal hold'
        : until === null
          ? 'has no end of retention'
          : `is kept until ${until}`
    throw new AppError('conflict', `${name} ${why}`, {
      hint: 'Only a data set whose retention has ended, without a hold, can be disposed of.',
    })
  }
  requireAllDue(name, call)
  return startErasure(call, {
    name,
    versions: () => madeFrom(workspace, name).map(({ id }) => workspace.datasets.get(id)),
    kind: 'disposal',
    reason: input.reason,
    title: `Dispose of ${name}`,
    subjectIn: () => null,
  })
}

/** What was made from a data set goes with it, so nothing of it may have a longer life. */
function requireAllDue(name: string, call: AuditedCall): void {
  const { workspace, state } = call
  const today = state.now.toISOString().slice(0, 10)
  const names = new Set(madeFrom(workspace, name).map((version) => version.name))
  const kept = workspace.notes
    .retentions()
    .find((record) => names.has(record.datasetName) && record.retainUntil !== null && record.retainUntil >= today)
  if (kept === undefined) return
  throw new AppError('conflict', `${kept.datasetName}, made from ${name}, is kept until ${kept.retainUntil}`, {
    hint: 'What was made from a data set goes with it: end its retention too.',
  })
}

interface ErasurePlan {
  /** The data set named by the person. */
  readonly name: string
  /** The versions concerned, as of now. */
  versions(): readonly DatasetVersion[]
  readonly kind: ErasureRecord['kind']
  readonly reason: string
  readonly title: string
  subjectIn(version: DatasetVersion): { readonly column: string; readonly value: string } | null
}

function startErasure(call: AuditedCall, plan: ErasurePlan): { jobId: string } {
  const { state, session } = call
  const { name } = plan
  requireNoHold(plan.versions(), call)
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: plan.kind === 'subject' ? 'privacy.erase' : 'privacy.dispose',
      title: plan.title,
      createdBy: session.userName,
      run: (job) => runErasure(plan, job, call),
    })
    return { value: { jobId }, object: name, reason: plan.reason }
  })
}

function requireNoHold(versions: readonly DatasetVersion[], { workspace }: SignedInCall): void {
  const names = new Set(versions.map((version) => version.name))
  const held = workspace.notes.retentions().find((record) => record.legalHold && names.has(record.datasetName))
  if (held === undefined) return
  throw new AppError('conflict', `${held.datasetName} is on legal hold`, {
    hint: 'Nothing may be erased before the hold is lifted.',
  })
}

/** Versions made, holds set and cells erased since the work began: what was worked out is of no use then. */
function requireUnchanged(
  plan: ErasurePlan,
  known: readonly { readonly version: DatasetVersion; readonly nErased: number }[],
  call: AuditedCall,
): void {
  const versions = plan.versions()
  requireNoHold(versions, call)
  const ids = new Set(known.map(({ version }) => version.id))
  const added = versions.find(({ id }) => !ids.has(id))
  if (added !== undefined) {
    throw new AppError('conflict', `${added.name}, version ${added.version}, was made meanwhile`, {
      hint: 'Nothing was erased. Start again; it then takes this version in too.',
    })
  }
  for (const { version, nErased } of known) requireUnerased(call.workspace, version, nErased)
}

/** Everything is worked out first; then all versions change in the transaction that ends the job, or none does. */
async function runErasure(plan: ErasurePlan, job: JobControl, call: AuditedCall): Promise<() => JobResult> {
  const { workspace, state, session } = call
  const known = plan.versions().map((version) => ({ version, nErased: workspace.datasets.nErasedRows(version.id) }))
  const erased: { version: DatasetVersion; cells: ErasedCells; nRows: number }[] = []
  for (const { version, nErased } of known) {
    const cells = await job.inWorker<ErasedCells>('eraseCells', {
      datasetVersionId: version.id,
      subject: plan.subjectIn(version),
    })
    // A disposal takes all rows, also those erased before, which are not counted twice.
    const nRows = plan.kind === 'disposal' ? cells.nRows - nErased : cells.nRows
    if (nRows > 0) erased.push({ version, cells, nRows })
  }
  if (erased.length === 0) {
    const why = plan.kind === 'subject' ? `No row of ${plan.name} has this value` : `${plan.name} has no cells any more`
    throw new AppError('notFound', why, { hint: 'Nothing was changed.' })
  }
  return () => {
    requireUnchanged(plan, known, call)
    for (const { version, cells, nRows } of erased) {
      const record: ErasureRecord = {
        id: state.newId(),
        datasetVersionId: version.id,
        kind: plan.kind,
        nRows,
        reason: plan.reason,
        erasedAt: state.now.toISOString(),
        erasedBy: session.userName,
      }
      const originals = remainingOriginals(version, cells, call)
      workspace.erasures.apply(
        { versionId: version.id, columns: cells.columns, originals, profile: cells.profile },
        record,
      )
      // Bins set by hand repeat levels; of a disposed data set nothing is worked on any more.
      if (plan.kind === 'disposal') workspace.drafts.removeOf(version.id)
      state.appendEvent(call, 'dataset.erased', 'done', {
        object: version.id,
        before: version.contentHash,
        reason: `${plan.kind}, ${nRows} rows: ${plan.reason}`,
      })
    }
    workspace.datasets.forgetCells()
    // After the transaction: the pages that held the cells must leave the write-ahead log too.
    setImmediate(() => {
      if (state.isCurrent(workspace)) workspace.flushErased()
    })
    const nAll = erased.reduce((sum, { nRows }) => sum + nRows, 0)
    const summary = `${formatNumber(nAll, 'integer')} row${nAll === 1 ? '' : 's'} in ${erased.length} version${erased.length === 1 ? '' : 's'} blanked`
    return { kind: 'datasetVersion', id: erased.at(-1)!.version.id, path: null, summary }
  }
}

/** The originals without those whose tokens nobody holds any more. */
function remainingOriginals(version: DatasetVersion, cells: ErasedCells, call: AuditedCall) {
  return cells.vanished.flatMap(({ columnIndex, codes }) => {
    const originals = call.workspace.datasets.originals(version.id, columnIndex)
    if (originals === null) return []
    const gone = new Set(codes)
    return { columnIndex, levels: originals.map((text, code) => (gone.has(code) ? '' : text)) }
  })
}

/** Versions of the data set that have the column. @throws AppError `badData` if the version named has not */
function versionsWith({ dataset, column }: Subject, call: AuditedCall): DatasetVersion[] {
  const { datasets } = call.workspace
  const named = datasets.get(dataset)
  requireColumns(named, [column])
  return familyOf(call.workspace, named.name)
    .map(({ id }) => datasets.get(id))
    .filter((version) => version.columns.some((item) => item.name === column))
}

/** How a value stands in the column of a version: as its token where there are tokens. */
function storedText(version: DatasetVersion, { column, value }: Subject, call: AuditedCall): string {
  const privacy = version.columns.find((item) => item.name === column)?.privacy
  if (privacy?.treatment !== 'pseudonymise') return value
  return pseudonymsOf(call.workspace, rootOf(call.workspace, version.id).name, column, [value])[0]!
}
