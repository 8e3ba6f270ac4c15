import type { NumberShape } from './parse-number.ts'

/** What was seen in the cells of one column, read as numbers; `examples` holds the first text of each shape. */
export interface ColumnEvidence {
  readonly nMissing: number
  readonly counts: Readonly<Record<NumberShape, number>>
  readonly examples: Readonly<Partial<Record<NumberShape, string>>>
}

/** The type of a column and why, in words. */
export interface ColumnTypeDecision {
  readonly type: 'numeric' | 'text'
  readonly reason: string
}

/**
 * Decides whether a column is numeric: it is, if and only if every value that is not missing is a plain number. One code
 * with leading zeros or one id too long for a double keeps the whole column as text, because numbers would alter it.
 *
 * @param evidence - counts over all cells of the column
 * @param forced - the type a person asked for, if any
 * @returns type and reason
 */
export function decideColumnType(evidence: ColumnEvidence, forced?: 'numeric' | 'text'): ColumnTypeDecision {
  if (forced !== undefined) return { type: forced, reason: `${forced}: chosen at import` }
  const { counts, examples } = evidence
  if (counts.other > 0)
    return {
      type: 'text',
      reason: `text: ${someValues(counts.other, 'is', 'are')} not a number, e.g. ${examples.other}`,
    }
  if (counts.leadingZeros > 0) {
    return {
      type: 'text',
      reason: `text: ${someValues(counts.leadingZeros, 'has', 'have')} leading zeros, e.g. ${examples.leadingZeros}`,
    }
  }
  if (counts.tooManyDigits > 0) {
    const what = 'more digits than a number keeps exactly'
    return {
      type: 'text',
      reason: `text: ${someValues(counts.tooManyDigits, 'has', 'have')} ${what}, e.g. ${examples.tooManyDigits}`,
    }
  }
  if (counts.outOfRange > 0) {
    return {
      type: 'text',
      reason: `text: ${someValues(counts.outOfRange, 'is', 'are')} beyond the range of numbers, e.g. ${examples.outOfRange}`,
    }
  }
  if (counts.number === 0) return { type: 'numeric', reason: 'numeric: every cell is missing' }
  return {
    type: 'numeric',
    reason: `numeric: ${counts.number === 1 ? 'the one value is a number' : `all ${counts.number} values are numbers`}`,
  }
}

function someValues(count: number, singular: string, plural: string): string {
  return count === 1 ? `1 value ${singular}` : `${count} values ${plural}`
}
