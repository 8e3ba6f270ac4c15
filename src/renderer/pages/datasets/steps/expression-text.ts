const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'between', 'is', 'missing', 'true', 'false'])

/** A column as an expression names it: bare, or in brackets where its name needs them. */
export function columnReference(name: string): string {
  const isBare = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !KEYWORDS.has(name.toLowerCase())
  return isBare ? name : `[${name.replaceAll(']', ']]')}]`
}

export interface Insertion {
  readonly text: string
  /** Where the caret stands afterwards. */
  readonly caret: number
}

/** Puts words in the place of the selection, apart from what stands before and after them. */
export function insertAt(text: string, start: number, end: number, words: string): Insertion {
  const before = text.slice(0, start)
  const after = text.slice(end)
  const left = /[\p{L}\p{N}_\])]$/u.test(before) ? ' ' : ''
  const right = /^[\p{L}\p{N}_[(]/u.test(after) ? ' ' : ''
  return { text: `${before}${left}${words}${right}${after}`, caret: before.length + left.length + words.length }
}

/** A function as it is inserted: its name and an open bracket; the caret belongs between the brackets. */
export function insertFunction(text: string, start: number, end: number, name: string): Insertion {
  const { text: next, caret } = insertAt(text, start, end, `${name}()`)
  return { text: next, caret: caret - 1 }
}

/** A template with its slots filled; slots without a column stay as they are. */
export function fillSlots(template: string, columns: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, slot: string) => {
    const column = Object.hasOwn(columns, slot) ? columns[slot] : undefined
    return column === undefined || column === '' ? whole : columnReference(column)
  })
}

export interface PlaceInText {
  /** The line the place stands in. */
  readonly line: string
  /** Signs before it in that line. */
  readonly before: number
  /** Counted from 1. */
  readonly lineNumber: number
}

const N_SHOWN = 72

/** The line of a position, shortened around it, to set a caret under. */
export function placeInText(text: string, position: number): PlaceInText {
  const at = Math.min(Math.max(position, 0), text.length)
  const start = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  const line = text.slice(start, end < 0 ? text.length : end)
  const lineNumber = text.slice(0, start).split('\n').length
  const before = at - start
  if (line.length <= N_SHOWN) return { line, before, lineNumber }
  const cut = Math.max(0, Math.min(before - N_SHOWN / 2, line.length - N_SHOWN))
  const shown = line.slice(cut, cut + N_SHOWN)
  return cut === 0
    ? { line: `${shown}…`, before, lineNumber }
    : { line: `…${shown}${cut + N_SHOWN < line.length ? '…' : ''}`, before: before - cut + 1, lineNumber }
}
