import type { Estimate, SampleReport, ValidationReport } from '../../../shared/contract/index.ts'
import { formatNumber, type NumberFormat } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import { METRIC_TEXTS, type MetricKey } from '../../metrics/metric-texts.ts'
import { estimateText, SAMPLE_WORDS } from '../../words/estimates.ts'

interface Measure {
  readonly metric: MetricKey
  readonly text: (sample: SampleReport) => string
  readonly method: (sample: SampleReport) => string
}

const estimate = (metric: MetricKey, format: NumberFormat, read: (sample: SampleReport) => Estimate): Measure => ({
  metric,
  text: (sample) => estimateText(read(sample), format),
  method: (sample) => read(sample).reason ?? read(sample).method,
})

const MEASURES: readonly Measure[] = [
  estimate('rocAuc', 'auc', (sample) => sample.rocAuc),
  estimate('gini', 'percent1', (sample) => sample.gini),
  estimate('ksStatistic', 'percent1', (sample) => sample.ksStatistic),
  estimate('brierScore', 'index3', (sample) => sample.brierScore),
  estimate('logLoss', 'index3', (sample) => sample.logLoss),
  {
    metric: 'hosmerLemeshow',
    text: (sample) =>
      sample.hosmerLemeshow.pValue === null
        ? 'Undefined'
        : `χ² ${formatNumber(sample.hosmerLemeshow.statistic, 'odds')}, p ${formatNumber(sample.hosmerLemeshow.pValue, 'pValue')}`,
    method: (sample) => sample.hosmerLemeshow.reason ?? sample.hosmerLemeshow.formula,
  },
  estimate('calibrationSlope', 'index3', (sample) => sample.calibrationSlope),
  estimate('calibrationIntercept', 'index3', (sample) => sample.calibrationIntercept),
  estimate('calibrationInTheLarge', 'pp2', (sample) => sample.calibrationInTheLarge),
  estimate('expectedCalibrationError', 'pp2', (sample) => sample.expectedCalibrationError),
]

/** Every measure (or some) on every sample, side by side, with its interval and method. */
export function MeasuresTable({
  report,
  only,
  title,
}: {
  report: ValidationReport
  only?: readonly MetricKey[]
  title?: string
}) {
  const last = report.samples.at(-1)
  const columns: Column<Measure>[] = [
    {
      id: 'measure',
      header: 'Measure',
      text: (row) => METRIC_TEXTS[row.metric].name,
      cell: (row) => <MetricInfo metric={row.metric} />,
    },
    ...report.samples.map(
      (sample): Column<Measure> => ({
        id: sample.sample,
        header: SAMPLE_WORDS[sample.sample],
        isNumeric: true,
        text: (row) => row.text(sample),
      }),
    ),
    ...(only === undefined
      ? [
          {
            id: 'method',
            header: 'Method',
            text: (row: Measure) => (last === undefined ? '' : row.method(last)),
            wrap: true,
          },
        ]
      : []),
  ]
  const rows = only === undefined ? MEASURES : MEASURES.filter((measure) => only.includes(measure.metric))
  return (
    <DataTable
      {...(title === undefined ? {} : { title })}
      label={title ?? 'All measures'}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.metric}
    />
  )
}
