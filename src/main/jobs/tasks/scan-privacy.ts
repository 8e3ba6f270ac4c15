import type { DataEvidencePayload, PrivacyFinding } from '../../../shared/contract/index.ts'
import type { Column } from '../../core/frame/frame.ts'
import { printNumber } from '../../core/frame/parse-number.ts'
import { kAnonymity } from '../../core/privacy/k-anonymity.ts'
import { type PrivacyProposal, proposePrivacy } from '../../core/privacy/propose-privacy.ts'
import { asPlainJson } from './plain-json.ts'
import type { TaskContext } from './task-context.ts'

export interface ScanPrivacyInput {
  readonly datasetVersionId: string
  readonly quasiIdentifiers: readonly string[]
}

/** Looks for personal data in a stored version, and how few people share a combination of attributes. */
export function scanPrivacy(input: ScanPrivacyInput, context: TaskContext): DataEvidencePayload {
  const reader = context.openReader()
  const version = reader.readVersion(input.datasetVersionId)
  const findings: PrivacyFinding[] = []
  version.columns.forEach((column, index) => {
    context.report('Looking for personal data', index / version.columns.length)
    const values = reader.readFrame(version.id, [column.name]).columns.get(column.name)!
    const { dateFormat, ...rest } = column
    const described = dateFormat === null ? rest : { ...rest, dateFormat }
    const [proposal] = proposePrivacy([{ ...described, nRows: version.nRows, values: valueCounts(values) }])
    const finding = findingOf(proposal!)
    if (finding !== null) findings.push(finding)
  })
  const quasiIdentifiers = [...input.quasiIdentifiers]
  const risk =
    quasiIdentifiers.length === 0 ? null : kAnonymity(reader.readFrame(version.id, quasiIdentifiers), quasiIdentifiers)
  return { kind: 'privacy', report: asPlainJson({ findings, quasiIdentifiers, kAnonymity: risk }) }
}

/** What was found, or null if there was nothing. */
export function findingOf(proposal: PrivacyProposal): PrivacyFinding | null {
  const { name, class: found, confidence, evidence, suggestion } = proposal
  return found === null ? null : { column: name, class: found, confidence, evidence, suggestion }
}

/** Distinct values with their counts; numbers as their shortest text. */
export function valueCounts(column: Column): { text: string; count: number }[] {
  const counts = new Map<number, number>()
  for (const value of column.kind === 'numeric' ? column.values : column.codes) {
    if (Number.isNaN(value) || (column.kind === 'text' && value < 0)) continue
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].map(([value, count]) => ({
    text: column.kind === 'numeric' ? printNumber(value) : column.levels[value]!,
    count,
  }))
}
