import type { FairnessGroup, FairnessReport } from '../../../shared/contract/index.ts'
import { formatAgainst, formatFraction, formatInterval, formatNumber } from '../../../shared/format.ts'
import { VERDICT_WORDS } from '../../../shared/words.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import { Verdict } from '../../words/verdicts.tsx'
import { FOUR_FIFTHS, groupVerdict, groupWords, preferredP } from './fairness-verdict.ts'

type Basis = FairnessReport['bases'][number]

/** Groups with rates, ratio, test and verdict; small groups stay listed. */
export function GroupsTable({ report, basis }: { report: FairnessReport; basis: Basis }) {
  return (
    <DataTable
      label={`Groups of ${report.grouping.column}`}
      columns={columns(report, basis)}
      rows={basis.groups}
      rowKey={(row) => row.group}
      rowTone={(row) => (row.isReference ? 'strong' : undefined)}
      footer={`Selected means: ${basis.selectedMeans}. Verdicts read the four-fifths rule (0.80 to 1.25) with the test at 5%; the gate uses the limits of the policy.`}
    />
  )
}

function columns(report: FairnessReport, basis: Basis): readonly Column<FairnessGroup>[] {
  const isDecision = basis.basis === 'decision'
  return [
    ...rateColumns(isDecision ? 'Approved' : 'Good outcome'),
    verdictColumn(report.minimumGroupSize),
    ...DIFFERENCES,
    ...(isDecision ? DECISION_ONLY : []),
  ]
}

function rateColumns(rateWord: string): readonly Column<FairnessGroup>[] {
  return [
    {
      id: 'group',
      header: 'Group',
      value: (row) => row.group,
      text: (row) => `${row.group}${row.isReference ? ' (reference)' : ''}`,
      clip: 170,
    },
    {
      id: 'selected',
      header: `${rateWord}, n / N`,
      isNumeric: true,
      value: (row) => row.nSelected,
      text: (row) => formatFraction(row.nSelected, row.count),
    },
    {
      id: 'rate',
      header: 'Rate',
      headerNode: <MetricInfo metric="selectionRate" label="Rate" />,
      isNumeric: true,
      value: (row) => row.selectionRate,
      text: (row) => formatNumber(row.selectionRate, 'percent1'),
    },
    {
      id: 'air',
      header: 'AIR [95% CI]',
      headerNode: <MetricInfo metric="adverseImpactRatio" label="AIR [95% CI]" />,
      isNumeric: true,
      value: (row) => row.adverseImpactRatio.value,
      text: ratioText,
    },
    {
      id: 'p',
      header: 'p',
      headerNode: <MetricInfo metric="fairnessTest" label="p" />,
      isNumeric: true,
      value: preferredP,
      text: (row) => (row.isReference ? '–' : formatAgainst(preferredP(row), 'pValue', 0.05)),
      cell: (row) => (
        <>
          {row.isReference ? '–' : formatAgainst(preferredP(row), 'pValue', 0.05)}
          {!row.isReference && <div className="caption">{testWord(row)}</div>}
        </>
      ),
    },
  ]
}

function verdictColumn(minimumGroupSize: number): Column<FairnessGroup> {
  return {
    id: 'verdict',
    header: 'Verdict',
    text: (row) =>
      row.isReference
        ? 'Reference group'
        : `${VERDICT_WORDS[groupVerdict(row)].word}: ${groupWords(row, minimumGroupSize)}`,
    cell: (row) =>
      row.isReference ? (
        <span className="muted">Reference group</span>
      ) : (
        <>
          <Verdict verdict={groupVerdict(row)} />
          <div className="caption">{groupWords(row, minimumGroupSize)}</div>
        </>
      ),
  }
}

const DIFFERENCES: readonly Column<FairnessGroup>[] = [
  {
    id: 'test',
    header: 'Test',
    text: (row) => (row.isReference ? '–' : testWord(row)),
    isCopyOnly: true,
  },
  {
    id: 'difference',
    header: 'Difference',
    headerNode: <MetricInfo metric="rateDifference" label="Difference" />,
    isNumeric: true,
    value: (row) => row.rateDifference,
    text: (row) => (row.isReference ? '–' : formatNumber(row.rateDifference, 'pp1')),
  },
  {
    id: 'shortfall',
    header: 'Shortfall',
    headerNode: <MetricInfo metric="shortfall" label="Shortfall" />,
    isNumeric: true,
    value: (row) => row.shortfall,
    text: (row) =>
      row.isReference ? '–' : formatNumber(row.shortfall === null ? null : Math.ceil(row.shortfall), 'integer'),
  },
]

/** Only where there are decisions and points. */
const DECISION_ONLY: readonly Column<FairnessGroup>[] = [
  {
    id: 'smd',
    header: 'SMD',
    headerNode: <MetricInfo metric="standardizedMeanDifference" label="SMD" />,
    isNumeric: true,
    value: (row) => row.standardizedMeanDifference,
    text: (row) => (row.isReference ? '–' : formatNumber(row.standardizedMeanDifference, 'ratio3')),
  },
  {
    id: 'goods',
    header: 'Goods, rate',
    isNumeric: true,
    value: (row) => row.selectionRateNonEvents,
    text: (row) => formatNumber(row.selectionRateNonEvents, 'percent1'),
  },
  {
    id: 'bads',
    header: 'Bads, rate',
    isNumeric: true,
    value: (row) => row.selectionRateEvents,
    text: (row) => formatNumber(row.selectionRateEvents, 'percent1'),
  },
]

function testWord(row: FairnessGroup): string {
  return row.preferredTest === 'fisher' ? 'Fisher' : 'Chi-squared'
}

function ratioText(row: FairnessGroup): string {
  if (row.isReference) return '1'
  const { value, lower, upper } = row.adverseImpactRatio
  const text = formatAgainst(value, 'ratio3', FOUR_FIFTHS)
  return lower === null || upper === null
    ? text
    : text + formatInterval(value, lower, upper, 'ratio3').replace(/^[^[]*/, ' ')
}
