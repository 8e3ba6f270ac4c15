import type {
  AssociationsReport,
  DataDrift,
  DataEvidence,
  DataEvidencePayload,
  LeakageReport,
  PrivacyReport,
  TargetRates,
  VersionDiff,
} from '../../../shared/contract/index.ts'
import { assertNever } from '../../../shared/errors.ts'
import { formatFraction, formatHash, formatNumber } from '../../../shared/format.ts'
import { privacyText } from './print-dataset.ts'
import { qualityText } from './print-quality.ts'
import { renderFacts, renderTable } from './table.ts'

const SHOWN_PAIRS = 25
const SHOWN_KEYS = 10

const VERDICT_WORDS = {
  leakSuspected: 'LEAK SUSPECTED',
  review: 'review',
  noSign: 'no sign',
  notAssessed: 'not assessed',
} as const
const VERDICT_ORDER = { leakSuspected: 0, review: 1, notAssessed: 2, noSign: 3 } as const

/** Evidence about a dataset as a person reads it in a terminal; the whole of it is in the JSON. */
export function dataEvidenceText(evidence: DataEvidence): string {
  const head = renderFacts([
    ['Evidence', evidence.title],
    ['Id', evidence.id],
    ['Content hash', formatHash(evidence.contentHash)],
    ['Finding', evidence.verdict],
  ])
  return `${head}\n\n${payloadText(evidence.payload)}`
}

function payloadText(payload: DataEvidencePayload): string {
  switch (payload.kind) {
    case 'quality':
      return qualityText(payload.report)
    case 'leakage':
      return leakageText(payload.report)
    case 'association':
      return associationsText(payload.report, payload.targetRates)
    case 'drift':
      return driftText(payload.report)
    case 'diff':
      return diffText(payload.report)
    case 'privacy':
      return privacyReportText(payload.report)
    default:
      return assertNever(payload)
  }
}

function leakageText(report: LeakageReport): string {
  const rows = report.findings
    .toSorted((a, b) => VERDICT_ORDER[a.verdict] - VERDICT_ORDER[b.verdict])
    .map(({ column, verdict, measures, reason }) => [
      column,
      VERDICT_WORDS[verdict],
      formatNumber(measures?.strength, 'auc'),
      formatNumber(measures?.missing.rocAuc, 'auc'),
      formatNumber(measures?.informationValue, 'index3'),
      reason,
    ])
  const head = renderFacts([
    ['Target', `${report.target.column} = ${report.target.eventValue}`],
    ['Events', formatFraction(report.nEvents, report.nRows)],
  ])
  const columns = [
    { header: 'column' },
    { header: 'verdict' },
    { header: 'AUC alone', align: 'right' },
    { header: 'AUC of missing', align: 'right' },
    { header: 'IV', align: 'right' },
    { header: 'why' },
  ] as const
  return `${head}\n\n${renderTable(columns, rows)}`
}

function associationsText({ associations }: AssociationsReport, targetRates: readonly TargetRates[]): string {
  const strength = (value: number | null): number => (value === null ? -1 : Math.abs(value))
  const shown = associations.toSorted((a, b) => strength(b.value) - strength(a.value)).slice(0, SHOWN_PAIRS)
  const pairs = renderTable(
    [
      { header: 'column' },
      { header: 'and' },
      { header: 'measure' },
      { header: 'value', align: 'right' },
      { header: 'rows', align: 'right' },
      { header: 'note' },
    ],
    shown.map(({ a, b, measure, value, n, reason }) => [
      a,
      b,
      measure,
      formatNumber(value, 'index3'),
      formatNumber(n, 'integer'),
      reason ?? '',
    ]),
  )
  const left = associations.length - shown.length
  const rest = left > 0 ? [`… and ${formatNumber(left, 'integer')} weaker pairs (--json lists all)`] : []
  return [pairs, ...rest, ...(targetRates.length === 0 ? [] : ['', ratesText(targetRates)])].join('\n')
}

/** The values of each column with the lowest and the highest event rate. */
function ratesText(targetRates: readonly TargetRates[]): string {
  const rows = targetRates.map(({ column, rates, eventRate }) => {
    const known = rates.filter((one) => one.eventRate !== null).toSorted((a, b) => a.eventRate! - b.eventRate!)
    const text = (one: TargetRates['rates'][number] | undefined): string =>
      one === undefined
        ? '–'
        : `${one.label}: ${formatNumber(one.eventRate, 'percent1')} of ${formatNumber(one.count, 'integer')}`
    return [column, formatNumber(eventRate, 'percent1'), text(known[0]), text(known.at(-1))]
  })
  return renderTable(
    [{ header: 'column' }, { header: 'event rate', align: 'right' }, { header: 'lowest' }, { header: 'highest' }],
    rows,
  )
}

function driftText(report: DataDrift): string {
  const psi = (one: DataDrift['columns'][number]): number => one.smoothedPopulationStabilityIndex.value ?? -1
  const rows = report.columns
    .toSorted((a, b) => psi(b) - psi(a))
    .map((one) => [
      one.column,
      formatNumber(one.populationStabilityIndex.value, 'index3'),
      formatNumber(one.smoothedPopulationStabilityIndex.value, 'index3'),
      formatNumber(one.noDriftLimit, 'index3'),
      formatNumber((one.type === 'numeric' ? one.ksTest : one.chiSquaredTest).pValue, 'pValue'),
      formatNumber(one.missingShareChange, 'pp1'),
      [
        levelsNote('new', one.newLevels),
        levelsNote('vanished', one.vanishedLevels),
        one.populationStabilityIndex.reason ?? '',
      ]
        .filter((text) => text !== '')
        .join('; '),
    ])
  const columns = [
    { header: 'column' },
    { header: 'PSI', align: 'right' },
    { header: 'PSI smoothed', align: 'right' },
    { header: 'by chance', align: 'right' },
    { header: 'p', align: 'right' },
    { header: 'missing', align: 'right' },
    { header: 'note' },
  ] as const
  const facts = renderFacts([
    ['Expected rows', formatNumber(report.nExpected, 'integer')],
    ['Actual rows', formatNumber(report.nActual, 'integer')],
  ])
  const left = report.uncompared.map(({ column, reason }) => `not compared: ${column} (${reason})`)
  return [facts, '', ...(rows.length === 0 ? [] : [renderTable(columns, rows)]), ...left].join('\n').trimEnd()
}

function levelsNote(word: string, levels: DataDrift['columns'][number]['newLevels']): string {
  if (levels === null || levels.nLevels === 0) return ''
  return `${formatNumber(levels.nLevels, 'integer')} ${word} values in ${formatNumber(levels.nRows, 'integer')} rows`
}

function diffText({ schema, rows, nRowsBefore, nRowsAfter, drift }: VersionDiff): string {
  const count = (n: number): string => formatNumber(n, 'integer')
  const names = (columns: readonly string[]): string => (columns.length === 0 ? '–' : columns.join(', '))
  const changed = schema.changed.map(
    ({ column, before, after }) => `${column}: ${before.type}, ${before.role} → ${after.type}, ${after.role}`,
  )
  const facts = renderFacts([
    ['Rows', `${count(nRowsBefore)} → ${count(nRowsAfter)}`],
    ['Columns added', names(schema.added)],
    ['Columns removed', names(schema.removed)],
    ['Columns changed', changed.length === 0 ? '–' : changed.join('; ')],
    ['Columns in another order', schema.isReordered ? 'yes' : 'no'],
    ['Rows added', count(rows.nAdded)],
    ['Rows removed', count(rows.nRemoved)],
    ...(rows.matching === 'key' ? [['Rows changed', count(rows.nChanged)] as const] : []),
    ['Rows unchanged', count(rows.nUnchanged)],
    ['Rows matched by', rows.matching === 'key' ? 'key' : `all cells: ${rows.reason}`],
  ])
  const changes = rows.matching === 'key' ? changeTable(rows) : []
  return [facts, ...changes, '', 'Distributions', driftText(drift)].join('\n')
}

function changeTable(rows: Extract<VersionDiff['rows'], { matching: 'key' }>): string[] {
  const changed = rows.columns.filter(({ nChanged }) => nChanged > 0)
  if (changed.length === 0) return []
  const table = renderTable(
    [{ header: 'column' }, { header: 'cells changed', align: 'right' }, { header: 'first keys' }],
    changed.map(({ column, nChanged, keys }) => [
      column,
      formatNumber(nChanged, 'integer'),
      keys
        .slice(0, SHOWN_KEYS)
        .map((key) => key.map((part) => (part === null ? '(missing)' : String(part))).join('/'))
        .join(', '),
    ]),
  )
  return ['', table]
}

function privacyReportText({ findings, quasiIdentifiers, kAnonymity }: PrivacyReport): string {
  const found =
    findings.length === 0
      ? 'No sign of personal data; that is not a proof.'
      : renderTable(
          [{ header: 'column' }, { header: 'suggested' }, { header: 'how sure' }, { header: 'because' }],
          findings.map((one) => [
            one.column,
            privacyText({ class: one.class, treatment: one.suggestion }),
            one.confidence,
            one.evidence,
          ]),
        )
  if (kAnonymity === null) return found
  const { k, nRows, nClasses, bands, rowsBelow } = kAnonymity
  const facts = renderFacts([
    ['Attributes together', quasiIdentifiers.join(', ')],
    ['Fewest people alike (k)', formatNumber(k, 'integer')],
    ['Combinations', formatNumber(nClasses, 'integer')],
    [`Rows shared by fewer than ${rowsBelow.k}`, formatFraction(rowsBelow.n, nRows)],
  ])
  const table = renderTable(
    [
      { header: 'rows alike' },
      { header: 'combinations', align: 'right' },
      { header: 'rows', align: 'right' },
      { header: 'share', align: 'right' },
    ],
    bands.map((band) => [
      band.to === null
        ? `${band.from} or more`
        : band.to === band.from
          ? String(band.from)
          : `${band.from} to ${band.to}`,
      formatNumber(band.nClasses, 'integer'),
      formatNumber(band.nRows, 'integer'),
      formatNumber(band.share, 'percent1'),
    ]),
  )
  return `${found}\n\n${facts}\n\n${table}`
}
