import type { ColumnNotes, DictionaryEntry } from '../../../../shared/contract/index.ts'

/** What a person may write about a column. */
export const NOTE_FIELDS = ['description', 'unit', 'source', 'transformation'] as const
export type NoteField = (typeof NOTE_FIELDS)[number]

interface Edit {
  readonly column: string
  readonly field: NoteField
  /** The unsaved text before this edit; null if it was as saved. */
  readonly before: string | null
}

/** Texts not yet saved, and the way back. */
export interface DictionaryDraft {
  readonly texts: Readonly<Record<string, Readonly<Partial<Record<NoteField, string>>>>>
  readonly history: readonly Edit[]
}

export const NO_DICTIONARY_DRAFT: DictionaryDraft = { texts: {}, history: [] }
const MAX_HISTORY = 200

/** Longest text of each field. */
export const FIELD_LIMITS: Readonly<Record<NoteField, number>> = {
  description: 2000,
  unit: 60,
  source: 500,
  transformation: 2000,
}

/** The text of a cell as it stands now, saved or not. */
export function textOf(draft: DictionaryDraft, entry: DictionaryEntry, field: NoteField): string {
  return unsaved(draft, entry.column, field) ?? entry[field]
}

/** True if the cell differs from what is saved. */
export function isUnsaved(draft: DictionaryDraft, column: string, field: NoteField): boolean {
  return unsaved(draft, column, field) !== null
}

/** Writes a cell. What is written back to the saved text is no change any more. */
export function writeCell(
  draft: DictionaryDraft,
  entry: DictionaryEntry,
  field: NoteField,
  text: string,
): DictionaryDraft {
  const trimmed = text.trim()
  if (trimmed === textOf(draft, entry, field)) return draft
  const edit = { column: entry.column, field, before: unsaved(draft, entry.column, field) }
  const next = trimmed === entry[field] ? null : trimmed
  return {
    texts: withText(draft.texts, entry.column, field, next),
    history: [...draft.history, edit].slice(-MAX_HISTORY),
  }
}

/** Takes back the last edit. */
export function undoEdit(draft: DictionaryDraft): DictionaryDraft {
  const last = draft.history.at(-1)
  if (last === undefined) return draft
  return {
    texts: withText(draft.texts, last.column, last.field, last.before),
    history: draft.history.slice(0, -1),
  }
}

/** "description of income": what undo would take back; null if there is nothing. */
export function lastEditName(draft: DictionaryDraft): string | null {
  const last = draft.history.at(-1)
  return last === undefined ? null : `${last.field} of ${last.column}`
}

/** The changes as they are saved, one entry per column. */
export function changedEntries(draft: DictionaryDraft): (Partial<ColumnNotes> & { column: string })[] {
  return Object.entries(draft.texts).map(([column, texts]) => ({ column, ...texts }))
}

/** Number of cells not yet saved. */
export function nUnsavedCells(draft: DictionaryDraft): number {
  return Object.values(draft.texts).reduce((sum, texts) => sum + Object.keys(texts).length, 0)
}

/** Columns with a description, unsaved ones counted. */
export function nDescribed(entries: readonly DictionaryEntry[], draft: DictionaryDraft): number {
  return entries.filter((entry) => textOf(draft, entry, 'description') !== '').length
}

function unsaved(draft: DictionaryDraft, column: string, field: NoteField): string | null {
  return Object.hasOwn(draft.texts, column) ? (draft.texts[column]?.[field] ?? null) : null
}

function withText(
  texts: DictionaryDraft['texts'],
  column: string,
  field: NoteField,
  text: string | null,
): DictionaryDraft['texts'] {
  const { [field]: _, ...others } = texts[column] ?? {}
  const next = text === null ? others : { ...others, [field]: text }
  const rest = Object.fromEntries(Object.entries(texts).filter(([name]) => name !== column))
  return Object.keys(next).length === 0 ? rest : { ...rest, [column]: next }
}
