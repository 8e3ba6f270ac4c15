import { UnstyledButton } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ChartSpec } from '../../../charts/describe-chart.ts'
import { shortName } from '../../../charts/short-name.ts'
import type { BinnedVariable, CreditModel, FitReport, ModelVersion } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { useDatasetName } from '../../fields/use-dataset-name.ts'
import { ChartFigure } from '../../metrics/chart-figure.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import { BinsTable } from './bins-table.tsx'

interface Row {
  readonly variable: BinnedVariable
  readonly fate: string
  readonly isUsed: boolean
}

/** Every characteristic looked at, by information value, with the chosen one's bins beside. */
export function CharacteristicReport({
  fit,
  model,
  version,
}: {
  fit: FitReport
  model: CreditModel
  version: ModelVersion
}) {
  const rows = useMemo(() => reportRows(fit, model), [fit, model])
  const [name, setName] = useState(rows[0]?.variable.name ?? '')
  const chosen = rows.find((row) => row.variable.name === name)?.variable ?? rows[0]?.variable
  const spec = useMemo<ChartSpec | null>(
    () => (chosen === undefined ? null : { name: 'woeBins', variable: chosen }),
    [chosen],
  )
  const dataset = useDatasetName(version)
  const source = `${dataset}, development sample. Run ${version.fitEvidenceId.slice(0, 12)}.`
  return (
    <div className="columns-2" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 480px), 1fr))' }}>
      <DataTable
        title="Characteristics by information value"
        label="Characteristics by information value"
        columns={columns(chosen?.name ?? '', setName)}
        rows={rows}
        rowKey={(row) => row.variable.name}
        hasSearch
        initialSort={{ column: 'iv', direction: 'descending' }}
        maxHeight="min(620px, 64vh)"
        footer="● in the model, ◇ left out. Choose a name to see its bins."
        rowTone={(row) => (row.variable.name === chosen?.name ? 'selected' : undefined)}
      />
      <div className="stack" aria-live="polite">
        {spec !== null && <ChartFigure spec={spec} source={source} />}
        {chosen !== undefined && <BinsTable variable={chosen} />}
      </div>
    </div>
  )
}

function reportRows(fit: FitReport, model: CreditModel): Row[] {
  const used = new Set(model.characteristics.map((characteristic) => characteristic.name))
  const reasons = new Map(fit.exclusions.map((exclusion) => [exclusion.name, exclusion.reason]))
  return [...fit.characteristicReport]
    .sort((a, b) => b.informationValue - a.informationValue)
    .map((variable) => ({
      variable,
      isUsed: used.has(variable.name),
      fate: used.has(variable.name) ? 'In the model' : (reasons.get(variable.name) ?? 'Left out'),
    }))
}

const TRENDS: Partial<Record<BinnedVariable['trend'], string>> = {
  ascending: 'Rises',
  descending: 'Falls',
  peak: 'Peak',
  valley: 'Valley',
}

/** How the bad rate runs over the bins; levels have no order of their own. */
function trendWord(variable: BinnedVariable): string {
  return variable.type === 'text' ? '–' : (TRENDS[variable.trend] ?? '–')
}

/** As many as stand in the first column beside the others. */
const NAME_LETTERS = 22

function columns(chosen: string, choose: (name: string) => void): Column<Row>[] {
  return [
    {
      id: 'name',
      header: 'Characteristic',
      value: (row) => row.variable.name,
      text: (row) => row.variable.name,
      cell: (row) => (
        <UnstyledButton
          className="link-button"
          aria-pressed={row.variable.name === chosen}
          onClick={() => choose(row.variable.name)}
        >
          <span aria-hidden="true">{row.isUsed ? '● ' : '◇ '}</span>
          <span className="visually-hidden">{row.variable.name}</span>
          <span aria-hidden="true">{shortName(row.variable.name, NAME_LETTERS)}</span>
        </UnstyledButton>
      ),
      clip: 190,
    },
    {
      id: 'iv',
      header: 'IV',
      headerNode: <MetricInfo metric="informationValue" label="IV" />,
      isNumeric: true,
      value: (row) => row.variable.informationValue,
      text: (row) => formatNumber(row.variable.informationValue, 'index3'),
    },
    {
      id: 'gini',
      header: 'Gini',
      headerNode: <MetricInfo metric="gini" label="Gini" />,
      isNumeric: true,
      value: (row) => row.variable.gini,
      text: (row) => formatNumber(row.variable.gini, 'percent1'),
    },
    {
      id: 'bins',
      header: 'Bins',
      isNumeric: true,
      value: (row) => row.variable.bins.length,
      text: (row) => String(row.variable.bins.length),
      isCopyOnly: true,
    },
    {
      id: 'monotone',
      header: 'Trend',
      value: (row) => trendWord(row.variable),
      text: (row) => trendWord(row.variable),
    },
    { id: 'fate', header: 'Outcome', value: (row) => (row.isUsed ? 0 : 1), text: (row) => row.fate, wrap: true },
  ]
}
