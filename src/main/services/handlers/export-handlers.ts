import { basename } from 'node:path'
import type { ColumnPrivacy } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { formatOfPath } from '../../io/write-table.ts'
import type { ExportTableInput, ExportTableOutput } from '../../jobs/tasks/export-table.ts'
import { REVEAL, requireRole } from '../access.ts'
import type { AuditedCall } from '../call.ts'
import { effectivePrivacy } from '../effective-privacy.ts'
import { viewRows } from '../grid-service.ts'
import { outputPath } from '../output-path.ts'
import { requireColumns } from './dataset-handlers.ts'

interface ExportInput {
  readonly dataset: string
  readonly path: string
  readonly view?: string | undefined
  readonly columns?: string[] | undefined
  readonly guardFormulas: boolean
  readonly revealReason?: string | undefined
}

/**
 * Writes the stored values to a file; who took data out, and when, stands in the audit log. Masked columns are written masked and
 * pseudonymised ones as tokens, unless a reason is given, which is logged.
 */
export function exportDataset(input: ExportInput, call: AuditedCall): { jobId: string } {
  const { state, workspace } = call
  const version = workspace.datasets.get(input.dataset)
  const columns = input.columns ?? version.columns.map((column) => column.name)
  requireColumns(version, columns)
  const path = outputPath(input.path, { field: 'path', workspaceDirectory: workspace.directory })
  const format = formatOfPath(path)
  const privacy = effectivePrivacy(workspace, version)
  const isRevealed = input.revealReason !== undefined
  const hidden = columns.filter((name) => privacy.has(name))
  if (isRevealed && hidden.length > 0) requireRole(call, REVEAL)
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: 'dataset.export',
      title: `Export ${version.name} to ${basename(path)}`,
      createdBy: call.session.userName,
      run: async (job) => {
        const rows = input.view === undefined ? null : await viewRows(call, version, input.view, () => privacy)
        const request: ExportTableInput = {
          datasetVersionId: version.id,
          columns,
          rows,
          path,
          format,
          masks: isRevealed ? [] : exportMasks(hidden, privacy),
          originals: isRevealed,
          guardFormulas: input.guardFormulas,
          about: [
            ['Data set', `${version.name}, version ${version.version}`],
            ['Content hash', version.contentHash],
            ['Columns', `${columns.length} of ${version.nColumns}`],
          ],
        }
        const written = await job.inWorker<ExportTableOutput>('exportTable', request)
        return () => {
          state.appendEvent(call, 'dataset.exported', 'done', {
            object: version.id,
            after: written.sha256,
            reason: hidden.length === 0 ? null : isRevealed ? `revealed: ${input.revealReason}` : 'masked',
          })
          const masked =
            hidden.length === 0 || isRevealed
              ? ''
              : `; masked: ${hidden.slice(0, 5).join(', ')}${hidden.length > 5 ? ', …' : ''}`
          return {
            kind: 'file' as const,
            id: written.sha256,
            path,
            summary: `${formatNumber(written.nRows, 'integer')} rows written${masked}`,
          }
        }
      },
    })
    return { value: { jobId }, object: version.id, reason: input.revealReason ?? null }
  })
}

function exportMasks(
  hidden: readonly string[],
  privacy: ReadonlyMap<string, ColumnPrivacy>,
): ExportTableInput['masks'] {
  return hidden.flatMap((column) => {
    const { class: found, treatment } = privacy.get(column)!
    return treatment === 'mask' ? { column, class: found } : []
  })
}
