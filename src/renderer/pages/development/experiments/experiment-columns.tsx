import type {
  CrossValidationReport,
  FoldResult,
  Method,
  SearchReport,
  SearchTrial,
} from '../../../../shared/contract/index.ts'
import { formatInterval, formatNumber } from '../../../../shared/format.ts'
import type { Column } from '../../../components/data-table.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import { parameterName } from './experiment-choices.ts'

export const FOLD_COLUMNS: readonly Column<FoldResult>[] = [
  { id: 'fold', header: 'Fold', text: (row) => (row.repeat > 1 ? `${row.repeat}.${row.fold}` : String(row.fold)) },
  { id: 'n', header: 'Rows', isNumeric: true, text: (row) => formatNumber(row.nTest, 'integer') },
  { id: 'bad', header: 'Bad', isNumeric: true, text: (row) => formatNumber(row.nEventsTest, 'integer') },
  {
    id: 'training',
    header: 'AUC, training',
    isNumeric: true,
    value: (row) => row.trainingAuc.value,
    text: (row) => formatNumber(row.trainingAuc.value, 'auc'),
  },
  {
    id: 'test',
    header: 'AUC [95% CI]',
    headerNode: <MetricInfo metric="rocAuc" label="AUC [95% CI]" />,
    isNumeric: true,
    value: (row) => row.testAuc.value,
    text: ({ testAuc }) => formatInterval(testAuc.value, testAuc.lower, testAuc.upper, 'auc'),
  },
  {
    id: 'ks',
    header: 'KS',
    headerNode: <MetricInfo metric="ksStatistic" label="KS" />,
    isNumeric: true,
    text: (row) => formatNumber(row.testKs.value, 'percent1'),
  },
  {
    id: 'loss',
    header: 'Log-loss',
    headerNode: <MetricInfo metric="logLoss" label="Log-loss" />,
    isNumeric: true,
    text: (row) => formatNumber(row.testLogLoss.value, 'index3'),
  },
  {
    id: 'brier',
    header: 'Brier',
    headerNode: <MetricInfo metric="brierScore" label="Brier" />,
    isNumeric: true,
    text: (row) => formatNumber(row.testBrier.value, 'index3'),
  },
  {
    id: 'kept',
    header: 'Characteristics',
    isNumeric: true,
    text: (row) => row.problem ?? String(row.nCharacteristics),
    wrap: true,
  },
]

type Kept = CrossValidationReport['stability'][number]

export const STABILITY_COLUMNS = (nFits: number): readonly Column<Kept>[] => [
  { id: 'name', header: 'Characteristic', value: (row) => row.name, text: (row) => row.name },
  {
    id: 'kept',
    header: `Kept, of ${nFits}`,
    isNumeric: true,
    value: (row) => row.nKept,
    text: (row) => String(row.nKept),
  },
]

/** A column per parameter tried, between number and result. */
export function trialColumns(report: SearchReport, method: Method): readonly Column<SearchTrial>[] {
  const paths = report.trials[0]?.settings.map(({ path }) => path) ?? []
  const settingAt = (row: SearchTrial, path: string) => row.settings.find((setting) => setting.path === path)?.value
  return [
    { id: 'trial', header: 'Trial', isNumeric: true, value: (row) => row.trial, text: (row) => String(row.trial) },
    {
      id: 'rows',
      header: 'Rows used',
      isNumeric: true,
      value: (row) => row.rowShare,
      text: (row) => formatNumber(row.rowShare, 'percent1'),
    },
    ...paths.map((path): Column<SearchTrial> => {
      const text = (row: SearchTrial) => {
        const value = settingAt(row, path)
        return typeof value === 'number' ? formatNumber(value, 'number') : String(value)
      }
      const sortable = (row: SearchTrial) => {
        const value = settingAt(row, path)
        return typeof value === 'number' || typeof value === 'string' ? value : String(value)
      }
      return { id: `path.${path}`, header: parameterName(path, method), isNumeric: true, value: sortable, text }
    }),
    {
      id: 'auc',
      header: 'Mean AUC [95% CI]',
      headerNode: <MetricInfo metric="crossValidatedAuc" label="Mean AUC [95% CI]" />,
      isNumeric: true,
      value: (row) => row.meanAuc.value,
      text: (row) => row.problem ?? formatInterval(row.meanAuc.value, row.meanAuc.lower, row.meanAuc.upper, 'auc'),
      wrap: true,
    },
    {
      id: 'loss',
      header: 'Log-loss',
      isNumeric: true,
      value: (row) => row.meanLogLoss.value,
      text: (row) => formatNumber(row.meanLogLoss.value, 'index3'),
    },
    {
      id: 'kept',
      header: 'Char.',
      isNumeric: true,
      value: (row) => row.nCharacteristics,
      text: (row) => formatNumber(row.nCharacteristics, 'number'),
    },
  ]
}
