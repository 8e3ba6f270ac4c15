import type { ParseIssue } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { renderTable } from './table.ts'

const SHOWN_ISSUES = 10

/** The first cells that did not fit, after an empty line; nothing where all did. */
export function issueLines(issues: readonly ParseIssue[], nIssues: number): string[] {
  if (issues.length === 0) return []
  const shown = issues.slice(0, SHOWN_ISSUES)
  const rows = shown.map((issue) => [String(issue.line), issue.column ?? '–', issue.raw, issue.problem, issue.action])
  const table = renderTable(
    [
      { header: 'line', align: 'right' },
      { header: 'column' },
      { header: 'stands there' },
      { header: 'problem' },
      { header: 'done' },
    ],
    rows,
  )
  const rest = nIssues - shown.length
  return rest > 0
    ? ['', table, `… and ${formatNumber(rest, 'integer')} more (--json lists the first 1000)`]
    : ['', table]
}
