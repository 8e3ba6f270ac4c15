import type { BinDefinition, ManualBins } from '../../../../shared/contract/index.ts'

/** Bins a person can set, at most. */
export const MAX_BINS = 200

export type ManualBin = ManualBins['bins'][number]

/** An edit that was done: the new bins and its name ("merge of bins 2 and 3"). */
export interface DoneEdit {
  readonly isDone: true
  readonly bins: ManualBins
  /** Completes "Undo …". */
  readonly action: string
  /** What happened, as a sentence's beginning: "Merged bins 2 and 3". */
  readonly done: string
  /** Bin that deserves the keyboard next. */
  readonly focus: number
}

/** What an edit came to, or why it cannot be done and what to do instead. */
export type EditResult = DoneEdit | { readonly isDone: false; readonly problem: string }

/** An edit that cannot be done. */
export function refuse(problem: string): EditResult {
  return { isDone: false, problem }
}

/** An edit that was done. */
export function done(bins: ManualBins, action: string, word: string, focus: number): EditResult {
  return { isDone: true, bins, action, done: word, focus }
}

export type Interval = Extract<BinDefinition, { kind: 'interval' }>

/** The definition at a place if it is an interval. */
export function intervalAt(bins: ManualBins, index: number): Interval | null {
  const definition = bins.bins[index]?.definition
  return definition?.kind === 'interval' ? definition : null
}

/** The same bins with some of them replaced by others. */
export function spliced(bins: ManualBins, index: number, nRemoved: number, ...added: readonly ManualBin[]): ManualBins {
  const next = [...bins.bins]
  next.splice(index, nRemoved, ...added)
  return { ...bins, bins: next }
}

/** A bin with a note, or without if it is blank. */
export function withNote(definition: BinDefinition, note: string | undefined): ManualBin {
  const text = note?.trim() ?? ''
  return text === '' ? { definition } : { definition, note: text }
}

/** Notes of two bins that become one. */
export function joinedNote(first: ManualBin, second: ManualBin): string | undefined {
  const notes = [first.note, second.note].filter((note) => note !== undefined && note !== '')
  return notes.length === 0 ? undefined : [...new Set(notes)].join(' ').slice(0, 500)
}
