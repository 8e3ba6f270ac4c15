import type { ProposedRule, QualityReport, QualityRule, QualitySuite } from '../../../shared/contract/index.ts'
import { formatHash, formatInstant, formatNumber } from '../../../shared/format.ts'
import { renderFacts, renderTable } from './table.ts'

const VERDICT_WORDS = { pass: 'pass', fail: 'FAIL', notAssessed: 'not assessed' } as const
const ORDER = { fail: 0, notAssessed: 1, pass: 2 } as const

export function proposedText(proposed: readonly ProposedRule[]): string {
  return renderTable(
    [{ header: 'rule' }, { header: 'severity' }, { header: 'demands' }, { header: 'because' }],
    proposed.map(({ rule, because }) => [rule.id, rule.severity, demandOf(rule), because]),
  )
}

export function suiteText(suite: QualitySuite): string {
  const facts = renderFacts([
    ['Rules of', `${suite.datasetName}, version ${suite.version}`],
    ['Content hash', formatHash(suite.contentHash)],
    ['Saved (UTC)', `${formatInstant(suite.createdAt)} by ${suite.createdBy}`],
  ])
  const rows = suite.rules.map((rule) => [rule.id, rule.severity, demandOf(rule)])
  return `${facts}\n\n${renderTable([{ header: 'rule' }, { header: 'severity' }, { header: 'demands' }], rows)}`
}

/** Every verdict, what fails first. */
export function qualityText({ results, totals, nRows }: QualityReport): string {
  const count = (n: number): string => formatNumber(n, 'integer')
  const sums = renderTable(
    [
      { header: 'severity' },
      { header: 'pass', align: 'right' },
      { header: 'fail', align: 'right' },
      { header: 'not assessed', align: 'right' },
    ],
    (['error', 'warning', 'information'] as const).map((severity) => {
      const { pass, fail, notAssessed } = totals[severity]
      return [severity, count(pass), count(fail), count(notAssessed)]
    }),
  )
  const rows = results
    .toSorted((a, b) => ORDER[a.verdict] - ORDER[b.verdict])
    .map((one) => [
      VERDICT_WORDS[one.verdict],
      one.severity,
      one.ruleId,
      typeof one.observed === 'number' ? formatNumber(one.observed, 'number') : (one.observed ?? '–'),
      one.expected,
      one.nFailing === null ? '–' : count(one.nFailing),
      one.reason ?? (one.verdict === 'pass' ? '' : one.message),
    ])
  const verdicts = renderTable(
    [
      { header: 'verdict' },
      { header: 'severity' },
      { header: 'rule' },
      { header: 'observed', align: 'right' },
      { header: 'expected' },
      { header: 'failing rows', align: 'right' },
      { header: 'note' },
    ],
    rows,
  )
  return `Rows: ${count(nRows)}\n\n${sums}\n\n${verdicts}`
}

/** What a rule demands, from its own words; the file has it in full. */
function demandOf({ id: _id, severity: _severity, note, ...rule }: QualityRule): string {
  const { kind, ...rest } = rule
  const parts = Object.entries(rest).map(
    ([key, value]) => `${key} ${Array.isArray(value) ? listText(value) : String(value)}`,
  )
  return [kind, ...parts, ...(note === undefined ? [] : [note])].join(', ')
}

function listText(values: readonly unknown[]): string {
  return values.length > 5 ? `(${values.length})` : values.join('/')
}
