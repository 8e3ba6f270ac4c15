import type { Coefficient } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'

const COLUMNS: readonly Column<Coefficient>[] = [
  { id: 'name', header: 'Term', value: (row) => row.name, text: (row) => row.name, clip: 320 },
  {
    id: 'estimate',
    header: 'Coefficient',
    headerNode: <MetricInfo metric="coefficient" label="Coefficient" />,
    isNumeric: true,
    value: (row) => row.estimate,
    text: (row) => coefficientText(row.estimate),
  },
  {
    id: 'error',
    header: 'Std. error',
    isNumeric: true,
    value: (row) => row.standardError,
    text: (row) => coefficientText(row.standardError),
  },
  { id: 'interval', header: '95% CI', isNumeric: true, text: (row) => intervalOnly(row) },
  {
    id: 'z',
    header: 'z',
    isNumeric: true,
    value: (row) => row.zValue,
    text: (row) => formatNumber(row.zValue, 'index3'),
  },
  {
    id: 'p',
    header: 'p',
    headerNode: <MetricInfo metric="pValue" label="p" />,
    isNumeric: true,
    value: (row) => row.pValue,
    text: (row) => formatNumber(row.pValue, 'pValue'),
  },
  {
    id: 'lr',
    header: 'p, likelihood ratio',
    headerNode: <MetricInfo metric="likelihoodRatioDrop" label="p, LR" />,
    isNumeric: true,
    value: (row) => row.likelihoodRatioP,
    text: (row) => formatNumber(row.likelihoodRatioP, 'pValue'),
  },
  {
    id: 'vif',
    header: 'VIF',
    headerNode: <MetricInfo metric="varianceInflationFactor" label="VIF" />,
    isNumeric: true,
    value: (row) => row.varianceInflationFactor,
    text: (row) => formatNumber(row.varianceInflationFactor, 'index3'),
  },
]

/** The logistic regression behind the scorecard. */
export function CoefficientsTable({
  coefficients,
  title,
  maxHeight = 'max(420px, calc(100vh - 250px))',
}: {
  coefficients: readonly Coefficient[]
  title?: string
  maxHeight?: string
}) {
  return (
    <DataTable
      {...(title === undefined ? {} : { title })}
      label="Coefficients"
      columns={COLUMNS}
      rows={coefficients}
      rowKey={(row) => row.name}
      hasSearch={coefficients.length > 20}
      maxHeight={maxHeight}
    />
  )
}

function intervalOnly(row: Coefficient): string {
  if (row.lower === null || row.upper === null) return '–'
  return `[${coefficientText(row.lower)}, ${coefficientText(row.upper)}]`
}

/** Four decimals; coefficients of raw columns with large values would vanish in them and keep three digits. */
function coefficientText(value: number | null): string {
  if (value === null || value === 0 || Math.abs(value) >= 0.001) return formatNumber(value, 'coefficient')
  return formatNumber(Number(value.toPrecision(3)), 'number')
}
