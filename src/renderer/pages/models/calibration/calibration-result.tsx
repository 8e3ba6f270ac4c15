import { useMemo } from 'react'
import type { ChartSpec } from '../../../../charts/describe-chart.ts'
import { sentenceCase } from '../../../../charts/sentence-case.ts'
import type { CalibrationReport } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { ChartFigure } from '../../../metrics/chart-figure.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import { type CalibrationRow, calibrationRows, undefinedMeasures } from './calibration-rows.ts'

/** What a calibration changed: on the rows it was fitted to, and on the others. */
export function CalibrationResult({ report, source }: { report: CalibrationReport; source: string }) {
  const specs = useMemo<readonly ChartSpec[]>(
    () => report.samples.map((sample) => ({ name: 'calibrationChange', sample })),
    [report],
  )
  const columns = useMemo(() => columnsOf(report), [report])
  const notes = undefinedMeasures(report)
  return (
    <>
      <p className="caption" style={{ margin: 0 }}>
        {report.statement}
      </p>
      <DataTable
        title="Before and after"
        label="Calibration before and after"
        columns={columns}
        rows={calibrationRows(report)}
        rowKey={(row) => row.name}
        footer={[
          ...report.samples.map(
            ({ label, nRows }) => `${sentenceCase(label)}: n = ${formatNumber(nRows, 'integer')}. `,
          ),
          source,
          ...notes.map((note) => <div key={note}>{note}</div>),
        ]}
      />
      <div className="figures">
        {report.samples.map((sample, index) => (
          <ChartFigure key={sample.label} spec={specs[index]!} source={source} />
        ))}
      </div>
    </>
  )
}

/** Two columns per sample: before and after. */
function columnsOf(report: CalibrationReport): readonly Column<CalibrationRow>[] {
  return [
    {
      id: 'name',
      header: 'Measure',
      text: (row) => row.name,
      cell: (row) => <MetricInfo metric={row.metric} label={row.name} />,
    },
    ...report.samples.flatMap(({ label }, index) =>
      ['before', 'after'].map(
        (when, side): Column<CalibrationRow> => ({
          id: `${index}.${when}`,
          header: `${shortSample(label)}, ${when}`,
          isNumeric: true,
          text: (row) => row.cells[2 * index + side] ?? '–',
        }),
      ),
    ),
  ]
}

/** "the hold-out sample" as a column header. */
function shortSample(label: string): string {
  return sentenceCase(label.replace(/^the /, '').replace(/ sample$/, ''))
}
