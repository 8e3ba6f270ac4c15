import type { ReadDecision } from '../../../shared/contract/index.ts'
import { parseNumber } from '../../core/frame/parse-number.ts'
import { formatCount } from './decision-words.ts'
import { columnsOf, missingTest, type SampledRows } from './sampled-columns.ts'

export interface SniffedHeader {
  readonly hasHeader: boolean
  readonly decision: ReadDecision
}

/**
 * Tells whether the first record names the columns. It does not if a column of numbers begins with a number, and no column of
 * numbers begins with a word.
 */
export function sniffHeader(rows: SampledRows, missing: readonly string[], chosen: boolean | undefined): SniffedHeader {
  if (chosen !== undefined) return found(chosen, 'chosen', 'chosen')
  const isMissing = missingTest(missing)
  const first = rows[0] ?? []
  let nNumbers = 0
  for (const [index, column] of columnsOf(rows.slice(1)).entries()) {
    const head = first[index] ?? ''
    const cells = column.filter((cell) => !isMissing(cell))
    if (isMissing(head) || cells.length === 0 || !cells.every(isNumberLike)) continue
    if (!isNumberLike(head)) {
      return found(true, 'certain', `column ${index + 1} holds numbers, and its first cell is a word`)
    }
    nNumbers++
  }
  if (nNumbers === 0) return found(true, 'guess', 'no column holds only numbers, so names look like values: say if not')
  const columns = nNumbers === 1 ? '1 column' : `${formatCount(nNumbers)} columns`
  return found(false, 'likely', `the first cells of ${columns} of numbers are numbers, too, and none is a word`)
}

function found(hasHeader: boolean, confidence: ReadDecision['confidence'], reason: string): SniffedHeader {
  const value = hasHeader ? 'the first line names the columns' : 'the first line holds values'
  return { hasHeader, decision: { what: 'header', value, confidence, reason } }
}

function isNumberLike(text: string): boolean {
  return parseNumber(text, '.').shape !== 'other' || parseNumber(text, ',').shape !== 'other'
}
