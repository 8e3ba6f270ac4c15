import type { ColumnPrivacy, ColumnSchema, DatasetVersion, ParseIssue, Step } from '../../shared/contract/index.ts'
import { columnsOf } from '../core/expression/expression.ts'
import { parseExpression } from '../core/expression/parse-expression.ts'
import type { Workspace } from '../store/workspace.ts'

/** How each column of a version is treated now: what the import said, unless somebody has said otherwise since. */
export function effectivePrivacy(workspace: Workspace, version: DatasetVersion): Map<string, ColumnPrivacy> {
  const notes = workspace.notes.notes(version.name)
  const treated = version.columns.flatMap((column): [string, ColumnPrivacy][] => {
    const said = notes.get(column.name)?.privacy
    const privacy = said === undefined ? column.privacy : said
    // Tokens stay tokens, whatever the column is called now.
    if (column.privacy?.treatment === 'pseudonymise') return [[column.name, column.privacy]]
    return privacy === null || privacy.treatment === 'none' ? [] : [[column.name, privacy]]
  })
  return new Map(treated)
}

/**
 * How columns are treated once steps are applied: a column computed from a masked one shows what the mask hides, so it is masked
 * too, until somebody says with a reason that everybody may see it. Tokens tell nobody's name, whatever is made of them.
 */
export function inheritedPrivacy(
  steps: readonly Step[],
  privacy: ReadonlyMap<string, ColumnPrivacy>,
): Map<string, ColumnPrivacy> {
  const inherited = new Map(privacy)
  for (const step of steps) {
    if (step.kind !== 'derive' && step.kind !== 'weight') continue
    const sources = columnsOf(parseExpression(step.expression)).map((name) => inherited.get(name))
    const masked = sources.find((source) => source?.treatment === 'mask')
    if (masked !== undefined) inherited.set(step.name, masked)
  }
  return inherited
}

/** An issue must not quote a cell of a column that is masked or stored as tokens, nor a line of which such a cell is part. */
export function maskIssues(issues: readonly ParseIssue[], hidden: ReadonlyMap<string, ColumnPrivacy>): ParseIssue[] {
  if (hidden.size === 0) return [...issues]
  return issues.map((issue) =>
    issue.raw !== '' && (issue.column === null || hidden.has(issue.column)) ? { ...issue, raw: '(masked)' } : issue,
  )
}

/** Why a column has its type may quote a value of it. */
export function maskReasons<T extends Pick<ColumnSchema, 'name' | 'type' | 'reason'>>(
  columns: readonly T[],
  hidden: ReadonlyMap<string, ColumnPrivacy>,
): T[] {
  return columns.map((column) =>
    hidden.has(column.name) ? { ...column, reason: `${column.type}: by its values, which are masked` } : column,
  )
}

/** Columns whose stored values must not be shown as they are. */
export function maskedColumns(workspace: Workspace, version: DatasetVersion): Map<string, ColumnPrivacy> {
  return new Map([...effectivePrivacy(workspace, version)].filter(([, privacy]) => privacy.treatment === 'mask'))
}
