import { Anchor, Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { DatasetVersion, QualityRule, RuleResult } from '../../../../shared/contract/index.ts'
import { formatInstant, formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { VerdictBadge } from '../../../components/verdict-badge.tsx'
import type { ShownDataEvidence } from '../../../fields/use-data-evidence.ts'
import { plural } from '../../../words/estimates.ts'
import { RuleVerdict, resultRank, ruleVerdict, SEVERITY_WORDS, SUITE_WORDS, totalsText } from './quality-words.tsx'
import { RULE_KIND_TEXTS, ruleText } from './rule-kinds.ts'

interface Row {
  readonly result: RuleResult
  readonly rule: QualityRule | null
}

/** What a run found: the verdict, every rule with what was observed, and the rows of one rule that fail. */
export function QualityResult({
  version,
  evidence,
}: {
  version: DatasetVersion
  evidence: ShownDataEvidence<'quality'>
}) {
  const { report, rules } = evidence.payload
  const [open, setOpen] = useState<string | null>(null)
  const rows = useMemo<Row[]>(() => {
    const byId = new Map(rules.map((rule) => [rule.id, rule]))
    return report.results.map((result) => ({ result, rule: byId.get(result.ruleId) ?? null }))
  }, [report, rules])
  const columns = useMemo(() => resultColumns(open, setOpen), [open])
  const shown = rows.find((row) => row.result.ruleId === open)
  if (rows.length === 0)
    return <EmptyState title="This run had no rules">Choose severities above and run again.</EmptyState>
  return (
    <div className="stack">
      <div className="verdict-banner" data-tone={SUITE_WORDS[report.verdict].tone}>
        <VerdictBadge {...SUITE_WORDS[report.verdict]} />
        <span>{totalsText(report)}.</span>
        <span className="caption">
          {formatNumber(report.nRows, 'integer')} rows, {formatNumber(report.nColumns, 'integer')} columns; run{' '}
          {evidence.id}, {formatInstant(evidence.createdAt)} UTC by {evidence.createdBy}
        </span>
      </div>
      {shown !== undefined && <FailingRows version={version} row={shown} onClose={() => setOpen(null)} />}
      <DataTable
        label={`Quality of ${version.name}`}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.result.ruleId}
        hasSearch
        initialSort={{ column: 'verdict', direction: 'ascending' }}
        rowTone={(row) => (row.result.ruleId === open ? 'selected' : undefined)}
        maxHeight="max(320px, calc(100vh - 330px))"
      />
    </div>
  )
}

function resultColumns(open: string | null, onOpen: (id: string | null) => void): Column<Row>[] {
  return [
    {
      id: 'rule',
      header: 'Rule',
      value: ({ result }) => result.ruleId,
      text: ({ result }) => result.ruleId,
      cell: ({ result }) =>
        result.failingRows.length === 0 ? (
          result.ruleId
        ) : (
          <button
            type="button"
            className="plain-button link-button"
            aria-pressed={open === result.ruleId}
            onClick={() => onOpen(open === result.ruleId ? null : result.ruleId)}
          >
            {result.ruleId}
          </button>
        ),
      clip: 220,
    },
    {
      id: 'verdict',
      header: 'Verdict',
      value: ({ result }) => resultRank(result),
      text: ({ result }) => `${ruleVerdict(result).shape} ${ruleVerdict(result).word}`,
      cell: ({ result }) => <RuleVerdict result={result} />,
    },
    {
      id: 'severity',
      header: 'Severity',
      value: ({ result }) => result.severity,
      text: ({ result }) => SEVERITY_WORDS[result.severity],
    },
    {
      id: 'kind',
      header: 'Kind',
      value: ({ result }) => RULE_KIND_TEXTS[result.kind].word,
      text: ({ result }) => RULE_KIND_TEXTS[result.kind].word,
    },
    { id: 'message', header: 'Found', text: ({ result }) => foundText(result), wrap: true },
    { id: 'expected', header: 'Expected', text: ({ result }) => result.expected, wrap: true },
    {
      id: 'failing',
      header: 'Rows failing',
      isNumeric: true,
      value: ({ result }) => result.nFailing,
      text: ({ result }) => formatNumber(result.nFailing, 'integer'),
    },
    { id: 'observed', header: 'Observed', text: ({ result }) => String(result.observed ?? ''), isCopyOnly: true },
    { id: 'demand', header: 'Demand', text: ({ rule }) => (rule === null ? '' : ruleText(rule)), isCopyOnly: true },
    { id: 'note', header: 'Note', text: ({ rule }) => rule?.note ?? '', isCopyOnly: true },
  ]
}

/** The message of the rule, which never rounds across a limit; or why it could not be assessed. */
export function foundText(result: RuleResult): string {
  return result.verdict === 'notAssessed' ? (result.reason ?? result.message) : result.message
}

/** The first rows that fail a rule, each a way into the grid. */
function FailingRows({ version, row, onClose }: { version: DatasetVersion; row: Row; onClose: () => void }) {
  const { result } = row
  const total = result.nFailing ?? result.failingRows.length
  return (
    <Panel
      title={`Rows that fail ${result.ruleId}`}
      tools={
        <Button variant="subtle" color="gray" onClick={onClose}>
          Close
        </Button>
      }
    >
      <p style={{ margin: 0 }}>{foundText(result)}</p>
      <p className="caption" style={{ margin: 0 }}>
        {total > result.failingRows.length
          ? `The first ${formatNumber(result.failingRows.length, 'integer')} of ${plural(total, 'row')}`
          : plural(total, 'row')}
        ; each opens the grid there.
      </p>
      <div className="row" style={{ gap: '4px 12px', maxHeight: 132, overflow: 'auto' }}>
        {result.failingRows.map((index) => (
          <Anchor key={index} component={Link} href={`/datasets/${version.id}/rows/${index + 1}`} className="number">
            {formatNumber(index + 1, 'integer')}
          </Anchor>
        ))}
      </div>
    </Panel>
  )
}
