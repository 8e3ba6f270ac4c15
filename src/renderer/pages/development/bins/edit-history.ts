/** States of one thing in the order they were made, with the names of the edits between them. */
export interface EditHistory<T> {
  readonly past: readonly Step<T>[]
  readonly present: T
  readonly future: readonly Step<T>[]
}

interface Step<T> {
  /** Before the edit in `past`, after it in `future`. */
  readonly state: T
  /** Completes "Undo …" and "Redo …". */
  readonly action: string
}

/** Steps kept; older ones can no longer be undone. */
const MAX_STEPS = 200

/** A history that starts here. */
export function historyOf<T>(present: T): EditHistory<T> {
  return { past: [], present, future: [] }
}

/** After an edit; what had been undone can no longer be redone. */
export function edited<T>(history: EditHistory<T>, next: T, action: string): EditHistory<T> {
  return { past: [...history.past, { state: history.present, action }].slice(-MAX_STEPS), present: next, future: [] }
}

/** The last edit made otherwise, instead of another edit after it: stepping through a menu is one edit. */
export function amended<T>(history: EditHistory<T>, next: T, action: string): EditHistory<T> {
  const last = history.past.at(-1)
  if (last === undefined) return edited(history, next, action)
  return { past: [...history.past.slice(0, -1), { state: last.state, action }], present: next, future: [] }
}

/** One edit back; unchanged when there is none. */
export function undone<T>(history: EditHistory<T>): EditHistory<T> {
  const step = history.past.at(-1)
  if (step === undefined) return history
  return {
    past: history.past.slice(0, -1),
    present: step.state,
    future: [{ state: history.present, action: step.action }, ...history.future],
  }
}

/** One undone edit forward again; unchanged when there is none. */
export function redone<T>(history: EditHistory<T>): EditHistory<T> {
  const step = history.future[0]
  if (step === undefined) return history
  return {
    past: [...history.past, { state: history.present, action: step.action }],
    present: step.state,
    future: history.future.slice(1),
  }
}

/** Name of the edit that "Undo" would take back; null when there is none. */
export function undoAction<T>(history: EditHistory<T>): string | null {
  return history.past.at(-1)?.action ?? null
}

/** Name of the edit that "Redo" would make again; null when there is none. */
export function redoAction<T>(history: EditHistory<T>): string | null {
  return history.future[0]?.action ?? null
}
