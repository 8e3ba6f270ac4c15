import type {
  DataEvidence,
  DataEvidencePayload,
  DatasetVersion,
  QualityReport,
  VersionDiff,
} from '../../shared/contract/index.ts'
import { formatNumber } from '../../shared/format.ts'
import { CODE_VERSION } from '../../shared/version.ts'
import { contentHash } from '../core/governance/content-hash.ts'

export interface DataEvidenceRequest {
  readonly kind: DataEvidencePayload['kind']
  readonly title: string
  readonly dataset: DatasetVersion
  readonly other: DatasetVersion | null
  readonly parameters: Record<string, unknown>
}

/** Equal questions about equal data asked of equal code have equal keys; data erased since make another question. */
export function dataEvidenceKey(request: DataEvidenceRequest, nErasedRows: number): string {
  const { kind, dataset, other, parameters } = request
  return contentHash({
    kind,
    datasetVersionId: dataset.id,
    datasetHash: dataset.contentHash,
    otherVersionId: other?.id ?? null,
    otherHash: other?.contentHash ?? null,
    nErasedRows,
    parameters,
    codeVersion: CODE_VERSION,
  })
}

/** Puts a report into its immutable envelope; the id follows from the key, so it is the same on every machine. */
export function describeDataEvidence(
  payload: DataEvidencePayload,
  request: DataEvidenceRequest,
  rest: { readonly key: string; readonly createdAt: string; readonly createdBy: string },
): DataEvidence {
  return {
    id: `dq_${rest.key.slice(0, 12)}`,
    kind: request.kind,
    title: request.title,
    datasetVersionId: request.dataset.id,
    otherVersionId: request.other?.id ?? null,
    key: rest.key,
    contentHash: contentHash(payload),
    parameters: request.parameters,
    codeVersion: CODE_VERSION,
    createdAt: rest.createdAt,
    createdBy: rest.createdBy,
    verdict: verdictOf(payload),
    payload,
  }
}

/** The finding in one sentence. */
export function verdictOf(payload: DataEvidencePayload): string {
  switch (payload.kind) {
    case 'quality':
      return qualityVerdict(payload.report)
    case 'leakage': {
      const suspected = payload.report.findings.filter((finding) => finding.verdict === 'leakSuspected')
      const review = payload.report.findings.filter((finding) => finding.verdict === 'review').length
      if (suspected.length > 0)
        return `${count(suspected.length, 'feature')} may know the target: ${suspected.map((finding) => finding.column).join(', ')}`
      return review === 0 ? 'No sign of leakage' : `No leak suspected, ${count(review, 'feature')} to review`
    }
    case 'association':
      return `${count(payload.report.columns.length, 'column')} compared in pairs`
    case 'drift':
      return driftVerdict(payload.report.columns.length, payload.report.uncompared.length)
    case 'diff':
      return diffVerdict(payload.report)
    case 'privacy': {
      const { findings, kAnonymity } = payload.report
      const found =
        findings.length === 0 ? 'No personal data found' : `${count(findings.length, 'column')} may hold personal data`
      return kAnonymity === null ? found : `${found}; smallest group of the attributes chosen: ${kAnonymity.k}`
    }
  }
}

function qualityVerdict({ totals, results }: QualityReport): string {
  const nFailed = totals.error.fail + totals.warning.fail + totals.information.fail
  const nOpen = totals.error.notAssessed + totals.warning.notAssessed + totals.information.notAssessed
  const open = nOpen === 0 ? '' : `, ${nOpen} not assessed`
  if (nFailed === 0) return `${count(results.length - nOpen, 'rule')} passed${open}`
  return `${totals.error.fail} errors, ${totals.warning.fail} warnings in ${count(results.length, 'rule')}${open}`
}

function driftVerdict(nCompared: number, nUncompared: number): string {
  const rest = nUncompared === 0 ? '' : `, ${nUncompared} not comparable`
  return `${count(nCompared, 'column')} compared${rest}`
}

function diffVerdict({ rows, schema }: VersionDiff): string {
  const nColumns = schema.added.length + schema.removed.length + schema.changed.length
  const changed = rows.matching === 'key' ? `, ${formatNumber(rows.nChanged, 'integer')} changed` : ''
  const columns = nColumns === 0 ? 'same columns' : `${count(nColumns, 'column')} changed`
  return `${formatNumber(rows.nAdded, 'integer')} rows added, ${formatNumber(rows.nRemoved, 'integer')} removed${changed}; ${columns}`
}

function count(n: number, noun: string): string {
  return `${formatNumber(n, 'integer')} ${noun}${n === 1 ? '' : 's'}`
}
