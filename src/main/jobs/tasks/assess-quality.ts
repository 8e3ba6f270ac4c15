import type {
  DataEvidencePayload,
  DatasetVersion,
  ProposedRule,
  QualityReport,
  QualityRule,
} from '../../../shared/contract/index.ts'
import { type Column, type Frame, getColumn } from '../../core/frame/frame.ts'
import { printNumber } from '../../core/frame/parse-number.ts'
import { evaluateQuality } from '../../core/quality/evaluate-quality.ts'
import { type ProfiledColumn, proposeRules } from '../../core/quality/propose-rules.ts'
import { referenceKey } from '../../core/quality/quality-report.ts'
import type { DatasetReader } from '../../store/open-database.ts'
import { asPlainJson } from './plain-json.ts'
import type { TaskContext } from './task-context.ts'

/** A column of another data set that values must occur in, by the name the rule gives it. */
export interface RuleReference {
  readonly dataset: string
  readonly column: string
  readonly datasetVersionId: string
}

export interface AssessQualityInput {
  readonly datasetVersionId: string
  readonly rules: QualityRule[]
  /** Masked columns: the report must not quote their cells. */
  readonly masked: readonly string[]
  readonly references: readonly RuleReference[]
}

/** Evaluates the rules over every row of a version. */
export function assessQuality(input: AssessQualityInput, context: TaskContext): DataEvidencePayload {
  const reader = context.openReader()
  context.report('Reading columns', 0)
  const version = reader.readVersion(input.datasetVersionId)
  const frame = reader.readFrame(input.datasetVersionId)
  context.report('Evaluating rules', 0.3, frame.nRows)
  const report = evaluateQuality(frame, input.rules, {
    schema: version.columns.map(schemaColumn),
    references: readReferences(reader, input.references),
  })
  return { kind: 'quality', rules: input.rules, report: withoutExtremes(asPlainJson(report), input) }
}

/** The smallest and largest value of a masked column are cells of persons. */
function withoutExtremes(report: QualityReport, { rules, masked }: AssessQualityInput): QualityReport {
  const hidden = new Set(
    rules.flatMap((rule) =>
      (rule.kind === 'range' || rule.kind === 'dateRange') && masked.includes(rule.column) ? [rule.id] : [],
    ),
  )
  const results = report.results.map((result) =>
    hidden.has(result.ruleId)
      ? {
          ...result,
          observed: null,
          message: `${result.nFailing ?? 0} rows of a masked column are outside the limits.`,
        }
      : result,
  )
  return { ...report, results }
}

export interface ProposeQualityInput {
  readonly datasetVersionId: string
  /** Masked columns and columns of tokens: rules that list or bound their values are left out. */
  readonly masked: readonly string[]
  readonly profiles: readonly ProfiledColumn[]
}

/** Proposes rules that hold for a version as it is. */
export function proposeQuality(input: ProposeQualityInput, context: TaskContext): ProposedRule[] {
  const reader = context.openReader()
  const version = reader.readVersion(input.datasetVersionId)
  const frame = reader.readFrame(input.datasetVersionId)
  const proposed = proposeRules(version.columns.map(schemaColumn), input.profiles, frame, targetOf(version))
  const isShowable = ({ rule }: (typeof proposed)[number]) =>
    (rule.kind !== 'range' && rule.kind !== 'allowedValues') || !input.masked.includes(rule.column)
  return asPlainJson(proposed.filter(isShowable))
}

function schemaColumn({ name, type, role, dateFormat }: DatasetVersion['columns'][number]) {
  return { name, type, role, ...(dateFormat === null ? {} : { dateFormat }) }
}

function targetOf({ target, nEvents, nRows }: DatasetVersion) {
  return target === null || nEvents === null || nRows === 0 ? undefined : { ...target, eventShare: nEvents / nRows }
}

function readReferences(reader: DatasetReader, references: readonly RuleReference[]): Map<string, Set<string>> {
  return new Map(
    references.map(({ dataset, column, datasetVersionId }) => [
      referenceKey(dataset, column),
      distinctTexts(columnOf(reader.readFrame(datasetVersionId, [column]), column)),
    ]),
  )
}

function columnOf(frame: Frame, name: string): Column {
  return getColumn(frame, name)
}

function distinctTexts(column: Column): Set<string> {
  if (column.kind === 'text') return new Set([...new Set(column.codes)].flatMap((code) => column.levels[code] ?? []))
  return new Set([...new Set(column.values.filter((value) => !Number.isNaN(value)))].map((value) => printNumber(value)))
}
