import { type Column, type Frame, getColumn, type TextColumn } from '../frame/frame.ts'
import { createRandom } from '../random/seeded-random.ts'
import { stratifiedSplit } from '../random/stratified-split.ts'

/**
 * Strata of the rows: 0, 1, 2, … in the order their value first occurs; rows without a value are a stratum of their own.
 *
 * @param column - column to stratify by, null for one stratum
 * @returns stratum per row, shape (nRows,), and how many there are
 */
export function strataOf(column: Column | null, nRows: number): { strata: Uint32Array; nStrata: number } {
  const strata = new Uint32Array(nRows)
  if (column === null) return { strata, nStrata: 1 }
  const stratumOf = new Map<number, number>()
  for (let row = 0; row < nRows; row++) {
    const key = column.kind === 'numeric' ? column.values[row]! : column.codes[row]!
    const stratum = stratumOf.get(key) ?? stratumOf.size
    stratumOf.set(key, stratum)
    strata[row] = stratum
  }
  return { strata, nStrata: Math.max(1, stratumOf.size) }
}

/**
 * Which rows fall into the development sample, drawn within each stratum by `stratifiedSplit`. A target of 0 and 1 is
 * drawn exactly as training draws it: non-events first, then events, from one generator.
 *
 * @param by - name of the column to stratify by, null for a simple draw
 * @returns 1 for development, shape (nRows,)
 */
export function drawDevelopment(frame: Frame, by: string | null, share: number, seed: number): Uint8Array {
  const column = by === null ? null : getColumn(frame, by)
  const isDevelopment = new Uint8Array(frame.nRows)
  if (column !== null && isTarget(column)) {
    const { development } = stratifiedSplit(Uint8Array.from(column.values), share, seed)
    for (const row of development) isDevelopment[row] = 1
    return isDevelopment
  }
  const { strata, nStrata } = strataOf(column, frame.nRows)
  const seeds = createRandom(seed)
  for (const rows of rowsByStratum(strata, nStrata)) {
    // One stratum is a simple draw by the seed itself; more take a seed each.
    const { development } = stratifiedSplit(
      new Uint8Array(rows.length),
      share,
      nStrata === 1 ? seed : seeds.nextUint32(),
    )
    for (const i of development) isDevelopment[rows[i]!] = 1
  }
  return isDevelopment
}

function isTarget(column: Column): column is Extract<Column, { kind: 'numeric' }> {
  return column.kind === 'numeric' && column.values.every((value) => value === 0 || value === 1)
}

function rowsByStratum(strata: Uint32Array, nStrata: number): number[][] {
  const rows: number[][] = Array.from({ length: nStrata }, () => [])
  for (let row = 0; row < strata.length; row++) rows[strata[row]!]!.push(row)
  return rows
}

/**
 * Folds of equal size within each stratum: its rows are shuffled (Fisher–Yates) and dealt out in turn, each stratum going
 * on where the one before stopped, so that the folds differ by at most one row in all.
 *
 * @returns a text column of the labels `1` to `k`
 */
export function drawFolds(frame: Frame, name: string, by: string | null, k: number, seed: number): TextColumn {
  const { strata, nStrata } = strataOf(by === null ? null : getColumn(frame, by), frame.nRows)
  const random = createRandom(seed)
  const codes = new Int32Array(frame.nRows)
  let turn = 0
  for (const rows of rowsByStratum(strata, nStrata)) {
    for (let i = 0; i < rows.length; i++) {
      const j = i + random.nextBelow(rows.length - i)
      const row = rows[j]!
      rows[j] = rows[i]!
      codes[row] = turn++ % k
    }
  }
  return { kind: 'text', name, codes, levels: Array.from({ length: k }, (_, fold) => String(fold + 1)) }
}
