import { formatNumber } from '../../../shared/format.ts'
import type { FileOutcome } from './import-files.ts'
import { renderTable } from './table.ts'

/** What became of every file, and how many were read. */
export function importsText(outcomes: readonly FileOutcome[]): string {
  const rows = outcomes.map(({ path, dataset, summary, error }) => [
    path,
    dataset === null ? '–' : `${dataset.name} v${dataset.version}`,
    dataset?.id ?? '–',
    formatNumber(dataset?.nRows, 'integer'),
    error === null ? (summary ?? '') : `failed: ${error.message}`,
  ])
  const columns = [
    { header: 'file' },
    { header: 'dataset' },
    { header: 'id' },
    { header: 'rows', align: 'right' },
    { header: 'result' },
  ] as const
  const nRead = outcomes.filter(({ error }) => error === null).length
  return `${renderTable(columns, rows)}\n\n${nRead} of ${outcomes.length} files read`
}
