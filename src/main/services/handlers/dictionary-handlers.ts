import { basename } from 'node:path'
import type {
  ColumnNotes,
  ColumnPrivacy,
  ColumnProfile,
  DatasetVersion,
  DictionaryEntry,
  Step,
} from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { printNumber } from '../../core/frame/parse-number.ts'
import { columnAddedBy } from '../../core/steps/step.ts'
import type { StoredNotes } from '../../store/dataset-notes-store.ts'
import type { Workspace } from '../../store/workspace.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'
import { effectivePrivacy } from '../effective-privacy.ts'
import { outputPath } from '../output-path.ts'
import { requireColumns } from './dataset-handlers.ts'

const N_SHOWN_VALUES = 5

type NotesChange = { [Key in keyof ColumnNotes]?: ColumnNotes[Key] | undefined } & { readonly column: string }

export function getDictionary(input: { dataset: string }, call: SignedInCall): DictionaryEntry[] {
  const { workspace } = call
  const version = workspace.datasets.get(input.dataset)
  const notes = inheritedNotes(workspace, version)
  const steps = stepsBefore(workspace, version)
  const privacy = effectivePrivacy(workspace, version)
  const profiles = workspace.datasets.profile(version.id)
  return version.columns.map((column, index) =>
    describe(
      version,
      index,
      profiles[index]!,
      notes.get(column.name),
      privacy.get(column.name) ?? null,
      steps.get(column.name),
    ),
  )
}

/** What is said under the name itself; of a data set made from another one, else what is said there. */
function inheritedNotes(workspace: Workspace, version: DatasetVersion): Map<string, StoredNotes> {
  const own = workspace.notes.notes(version.name)
  if (version.parent === null) return own
  const parent = workspace.datasets.get(version.parent.id)
  const notes = inheritedNotes(workspace, parent)
  for (const [column, said] of own) notes.set(column, { ...notes.get(column), ...said })
  return notes
}

/** The step that made each column, in this version or in one it came from. */
function stepsBefore(workspace: Workspace, version: DatasetVersion): Map<string, Step> {
  const before =
    version.parent === null
      ? new Map<string, Step>()
      : stepsBefore(workspace, workspace.datasets.get(version.parent.id))
  for (const step of version.steps) {
    const name = columnAddedBy(step)
    if (name !== null) before.set(name, step)
  }
  return before
}

/** Changes what people say about columns; it holds for all versions of the data set's name. */
export function updateDictionary(
  input: { dataset: string; entries: readonly NotesChange[] },
  call: AuditedCall,
): DictionaryEntry[] {
  const { workspace, state, session } = call
  const version = workspace.datasets.get(input.dataset)
  requireColumns(
    version,
    input.entries.map((entry) => entry.column),
  )
  const stamp = { editedAt: state.now.toISOString(), editedBy: session.userName }
  return call.commit(() => {
    for (const { column, ...change } of input.entries) {
      const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      workspace.notes.addNotes(version.name, column, { ...said, ...stamp })
    }
    const object = `${version.name} dictionary`
    return { value: getDictionary(input, call), object, reason: `${input.entries.length} columns described` }
  })
}

/** Writes the dictionary to a file whose name says the format. */
export function exportDictionary(input: { dataset: string; path: string }, call: AuditedCall): { jobId: string } {
  const { workspace, state } = call
  const version = workspace.datasets.get(input.dataset)
  const path = outputPath(input.path, { field: 'path', workspaceDirectory: workspace.directory })
  const entries = getDictionary(input, call)
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: 'dictionary.export',
      title: `Export the dictionary of ${version.name} to ${basename(path)}`,
      createdBy: call.session.userName,
      run: async (job) => {
        const title = `${version.name}, version ${version.version}`
        const written = await job.inWorker<{ sha256: string }>('exportDictionary', { title, entries, path })
        return () => {
          state.appendEvent(call, 'dictionary.exported', 'done', { object: version.id, after: written.sha256 })
          return { kind: 'file' as const, id: written.sha256, path, summary: `${entries.length} columns described` }
        }
      },
    })
    return { value: { jobId }, object: version.id }
  })
}

function describe(
  version: DatasetVersion,
  index: number,
  profile: ColumnProfile,
  notes: StoredNotes | undefined,
  privacy: ColumnPrivacy | null,
  step: Step | undefined,
): DictionaryEntry {
  const { name, type, role, specialCodes, nMissing, nDistinct } = version.columns[index]!
  return {
    column: name,
    type,
    role,
    specialCodes,
    privacy,
    derivation: step?.kind === 'derive' || step?.kind === 'weight' ? step.expression : (step?.kind ?? null),
    nMissing,
    nDistinct,
    values: privacy === null ? valuesInWords(profile) : privacy.treatment === 'mask' ? 'masked' : 'tokens',
    description: notes?.description ?? (step?.kind === 'derive' ? step.description : ''),
    unit: notes?.unit ?? (step?.kind === 'derive' ? step.unit : ''),
    source: notes?.source ?? '',
    transformation: notes?.transformation ?? '',
    editedAt: notes?.editedAt ?? null,
    editedBy: notes?.editedBy ?? null,
  }
}

function valuesInWords(profile: ColumnProfile): string {
  if (profile.earliest !== null && profile.latest !== null) return `${profile.earliest} to ${profile.latest}`
  if (profile.minimum !== null && profile.maximum !== null)
    return `${printNumber(profile.minimum)} to ${printNumber(profile.maximum)}`
  const shown = profile.topValues.slice(0, N_SHOWN_VALUES).map(({ value }) => value)
  const nMore = profile.nDistinct - shown.length
  return nMore <= 0 ? shown.join(', ') : `${shown.join(', ')} and ${formatNumber(nMore, 'integer')} more`
}
