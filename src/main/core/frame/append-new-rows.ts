import { equivalenceClasses } from '../privacy/equivalence-classes.ts'
import { StatisticError } from '../statistic-error.ts'
import { type Column, createFrame, type Frame, getColumn, takeFrameRows } from './frame.ts'

/** A frame and the new rows of another one below it. */
export interface AppendedRows {
  readonly frame: Frame
  /** Rows of the other frame that were taken, counted from 0 in it. */
  readonly newRows: Uint32Array
  readonly nKnown: number
  /** Rows of the other frame whose key is known with other values, counted from 0 in it. */
  readonly conflictingRows: Uint32Array
}

/**
 * Puts the rows of `incoming` that are not in `base` below it.
 *
 * With a key, a row is new if no earlier row (of `base`, or above it in `incoming`) has its key; a known key with the same
 * values is known, with other values it conflicts and is not taken. A row that lacks a part of its key is compared as a whole.
 * Without a key, a row is new if `base` has no row equal to it in every column; rows repeated within `incoming` are all taken.
 * Missing equals missing, −0 equals 0.
 *
 * @param base - shape (nBase,)
 * @param incoming - the same columns in any order, shape (nIncoming,)
 * @param key - columns that identify a row; may be empty
 * @throws StatisticError `invalidInput` if the columns differ in name or kind, or a key column is not there
 */
export function appendNewRows(base: Frame, incoming: Frame, key: readonly string[]): AppendedRows {
  const names = [...base.columns.keys()]
  if (incoming.columns.size !== names.length) throw differentColumns(base, incoming)
  for (const name of key) getColumn(base, name)
  const both = createFrame(
    names.map((name) => stack(getColumn(base, name), incoming.columns.get(name) ?? null, base, incoming)),
  )
  const wholeRow = equivalenceClasses(both, names).classOf
  const keyed = key.length === 0 ? null : keyClasses(both, key)
  const nBase = base.nRows
  const firstRowOf = new Map<number, number>()
  const wholeInBase = new Set<number>()
  const newRows: number[] = []
  const conflicts: number[] = []
  for (let row = 0; row < both.nRows; row++) {
    const isIncoming = row >= nBase
    const known = keyed === null || keyed[row]! < 0 ? null : firstRowOf.get(keyed[row]!)
    if (keyed !== null && keyed[row]! >= 0) {
      if (known === undefined) {
        firstRowOf.set(keyed[row]!, row)
        if (isIncoming) newRows.push(row - nBase)
      } else if (isIncoming && wholeRow[known!] !== wholeRow[row]) conflicts.push(row - nBase)
    } else if (isIncoming && !wholeInBase.has(wholeRow[row]!)) newRows.push(row - nBase)
    if (!isIncoming) wholeInBase.add(wholeRow[row]!)
  }
  const taken = Uint32Array.from([...Array(nBase).keys(), ...newRows.map((row) => nBase + row)])
  return {
    frame: takeFrameRows(both, taken),
    newRows: Uint32Array.from(newRows),
    nKnown: incoming.nRows - newRows.length - conflicts.length,
    conflictingRows: Uint32Array.from(conflicts),
  }
}

/** Class of each row by its key; −1 where a part of the key is missing. */
function keyClasses(frame: Frame, key: readonly string[]): Int32Array {
  const classOf = equivalenceClasses(frame, key).classOf.slice()
  for (const name of key) {
    const column = getColumn(frame, name)
    for (let row = 0; row < frame.nRows; row++) {
      const isMissing = column.kind === 'numeric' ? Number.isNaN(column.values[row]!) : column.codes[row]! < 0
      if (isMissing) classOf[row] = -1
    }
  }
  return classOf
}

function stack(upper: Column, lower: Column | null, base: Frame, incoming: Frame): Column {
  if (lower === null || lower.kind !== upper.kind) throw differentColumns(base, incoming)
  if (upper.kind === 'numeric' && lower.kind === 'numeric') {
    const values = new Float64Array(upper.values.length + lower.values.length)
    values.set(upper.values)
    values.set(lower.values, upper.values.length)
    return { ...upper, values }
  }
  if (upper.kind !== 'text' || lower.kind !== 'text') throw differentColumns(base, incoming)
  const levels = [...upper.levels]
  const codeOf = new Map(levels.map((level, code) => [level, code]))
  const recode = lower.levels.map((level) => {
    const known = codeOf.get(level)
    if (known !== undefined) return known
    codeOf.set(level, levels.length)
    return levels.push(level) - 1
  })
  const codes = new Int32Array(upper.codes.length + lower.codes.length)
  codes.set(upper.codes)
  for (let row = 0; row < lower.codes.length; row++) {
    const code = lower.codes[row]!
    codes[upper.codes.length + row] = code < 0 ? -1 : recode[code]!
  }
  return { ...upper, codes, levels }
}

function differentColumns(base: Frame, incoming: Frame): StatisticError {
  const absent = [...base.columns.keys()].filter((name) => !incoming.columns.has(name))
  const added = [...incoming.columns.keys()].filter((name) => !base.columns.has(name))
  const listed = [
    absent.length > 0 ? `without ${absent.slice(0, 5).join(', ')}` : '',
    added.length > 0 ? `with ${added.slice(0, 5).join(', ')} besides` : '',
  ].filter((text) => text !== '')
  const got = listed.length > 0 ? listed.join(' and ') : 'another type in one of them'
  return new StatisticError('invalidInput', `appendNewRows needs the same columns in both frames, got them ${got}`)
}
