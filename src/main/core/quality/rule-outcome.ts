import type { RuleOutcome } from './quality-report.ts'

/** Failing rows that a result lists, at most. */
export const MAX_FAILING_ROWS = 100

/** Rows that break a rule. */
export interface FailingRows {
  readonly nFailing: number
  readonly failingRows: readonly number[]
}

/** What a rule found, before it is written down as an outcome. */
export interface Finding {
  readonly isMet: boolean
  readonly observed: number | string
  readonly expected: string
  readonly message: string
  readonly rows?: FailingRows | undefined
}

/**
 * Counts the rows that fail and keeps the first hundred.
 *
 * @param nRows - rows to look at
 * @param isFailing - whether the row, counted from 0, breaks the rule
 */
export function collectFailingRows(nRows: number, isFailing: (row: number) => boolean): FailingRows {
  const failingRows: number[] = []
  let nFailing = 0
  for (let row = 0; row < nRows; row++) {
    if (!isFailing(row)) continue
    if (nFailing < MAX_FAILING_ROWS) failingRows.push(row)
    nFailing++
  }
  return { nFailing, failingRows }
}

/** Writes down what a rule found. */
export function assessed(finding: Finding): RuleOutcome {
  return {
    verdict: finding.isMet ? 'pass' : 'fail',
    observed: finding.observed,
    expected: finding.expected,
    nFailing: finding.rows?.nFailing ?? null,
    failingRows: finding.rows?.failingRows ?? [],
    message: finding.message,
    reason: null,
  }
}

/** Writes down that a rule could not be assessed, and why. */
export function notAssessed(expected: string, reason: string): RuleOutcome {
  return {
    verdict: 'notAssessed',
    observed: null,
    expected,
    nFailing: null,
    failingRows: [],
    message: `Not assessed: ${reason}.`,
    reason,
  }
}

/** ", the first in row 12" (counted from 1, as people do), or nothing. */
export function firstRow(rows: FailingRows): string {
  const first = rows.failingRows[0]
  return first === undefined ? '' : `, the first in row ${first + 1}`
}
