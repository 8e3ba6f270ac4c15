import { UnstyledButton } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ChartSpec } from '../../../charts/describe-chart.ts'
import type { StabilityReport, ValidationReport } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ChartFigure } from '../../metrics/chart-figure.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'

/** Stability of the score and of every characteristic; the chosen one in bands beside. */
export function StabilityView({ report, source }: { report: ValidationReport; source: string }) {
  const rows = useMemo(
    () => [...(report.scoreStability === null ? [] : [report.scoreStability]), ...report.characteristicStability],
    [report],
  )
  const [name, setName] = useState<string | null>(null)
  const chosen = rows.find((row) => row.name === name) ?? rows[0]
  const spec = useMemo<ChartSpec | null>(
    () => (chosen === undefined ? null : { name: 'stabilityBands', report: chosen }),
    [chosen],
  )
  if (chosen === undefined || spec === null) {
    return (
      <EmptyState title="Nothing to compare with">
        Stability needs a second sample: validate on a dataset with a hold-out part.
      </EmptyState>
    )
  }
  return (
    <div className="columns-2">
      <DataTable
        title="Population stability"
        label="Population stability"
        columns={columns(chosen.name, setName)}
        rows={rows}
        rowKey={(row) => row.name}
        rowTone={(row) => (row.name === chosen.name ? 'selected' : undefined)}
        footer="No-drift limit: 95% of indices stay below it by chance alone when nothing has moved."
      />
      <ChartFigure spec={spec} source={source} />
    </div>
  )
}

function columns(chosen: string, choose: (name: string) => void): Column<StabilityReport>[] {
  return [
    {
      id: 'name',
      header: 'Variable',
      value: (row) => row.name,
      text: (row) => row.name,
      cell: (row) => (
        <UnstyledButton className="link-button" aria-pressed={row.name === chosen} onClick={() => choose(row.name)}>
          {row.name}
        </UnstyledButton>
      ),
    },
    {
      id: 'psi',
      header: 'PSI',
      headerNode: <MetricInfo metric="populationStabilityIndex" label="PSI" />,
      isNumeric: true,
      value: (row) => row.populationStabilityIndex.value,
      text: (row) => formatNumber(row.populationStabilityIndex.value, 'index3'),
    },
    {
      id: 'limit',
      header: 'No-drift limit',
      isNumeric: true,
      value: (row) => row.noDriftLimit,
      text: (row) => formatNumber(row.noDriftLimit, 'index3'),
    },
  ]
}
