import type {
  CrossValidationReport,
  Estimate,
  Experiment,
  LearningCurveReport,
  SearchReport,
} from '../../../shared/contract/index.ts'
import { assertNever } from '../../../shared/errors.ts'
import { formatHash, formatInterval, formatNumber } from '../../../shared/format.ts'
import { printable, renderFacts, renderTable } from './table.ts'

/** An experiment as a person reads it in a terminal; the whole of it is in the JSON. */
export function experimentText(experiment: Experiment): string {
  const head = renderFacts([
    ['Experiment', experiment.title],
    ['Id', experiment.id],
    ['Content hash', formatHash(experiment.contentHash)],
    ['Result', experiment.headline],
  ])
  return `${head}\n\n${payloadText(experiment.payload)}`
}

function payloadText(payload: Experiment['payload']): string {
  switch (payload.kind) {
    case 'crossValidation':
      return foldText(payload)
    case 'learningCurve':
      return curveText(payload)
    case 'search':
      return searchText(payload)
    default:
      return assertNever(payload)
  }
}

function foldText(report: CrossValidationReport): string {
  const rows = report.results.map((one) => [
    report.repeats === 1 ? String(one.fold) : `${one.repeat}.${one.fold}`,
    formatNumber(one.nTest, 'integer'),
    formatNumber(one.nEventsTest, 'integer'),
    auc(one.trainingAuc),
    auc(one.testAuc),
    formatNumber(one.testKs.value, 'percent1'),
    formatNumber(one.testLogLoss.value, 'index3'),
    formatNumber(one.testBrier.value, 'index3'),
    one.problem ?? String(one.nCharacteristics),
  ])
  const columns = [
    { header: 'fold' },
    { header: 'rows', align: 'right' },
    { header: 'bad', align: 'right' },
    { header: 'AUC, training', align: 'right' },
    { header: 'AUC [95% CI]', align: 'right' },
    { header: 'KS', align: 'right' },
    { header: 'log-loss', align: 'right' },
    { header: 'Brier', align: 'right' },
    { header: 'characteristics' },
  ] as const
  const facts = renderFacts([
    ['Mean AUC', whole(report.meanAuc)],
    ['Pooled AUC', whole(report.pooledAuc)],
    ['Mean KS', formatNumber(report.meanKs.value, 'percent1')],
    ['Mean log-loss', formatNumber(report.meanLogLoss.value, 'index3')],
    ['Mean Brier score', formatNumber(report.meanBrier.value, 'index3')],
    ['Rows', report.sample],
  ])
  return `${renderTable(columns, rows)}\n\n${facts}`
}

function curveText(report: LearningCurveReport): string {
  const rows = report.points.map((one) => [
    formatNumber(one.share, 'percent1'),
    formatNumber(one.nRows, 'integer'),
    auc(one.trainingAuc),
    one.problem ?? auc(one.testAuc),
  ])
  const columns = [
    { header: 'share', align: 'right' },
    { header: 'rows', align: 'right' },
    { header: 'AUC, training', align: 'right' },
    { header: 'AUC, hold-out', align: 'right' },
  ] as const
  return `${renderTable(columns, rows)}\n\n${printable(report.statement)}`
}

function searchText(report: SearchReport): string {
  const paths = report.trials[0]?.settings.map(({ path }) => path) ?? []
  const rows = report.trials.map((one, index) => [
    index === report.best ? `${one.trial} *` : String(one.trial),
    formatNumber(one.rowShare, 'percent1'),
    ...one.settings.map(({ value }) => (typeof value === 'number' ? formatNumber(value, 'number') : String(value))),
    one.problem ?? auc(one.meanAuc),
    formatNumber(one.meanLogLoss.value, 'index3'),
  ])
  const columns = [
    { header: 'trial' },
    { header: 'rows', align: 'right' as const },
    ...paths.map((path) => ({ header: path, align: 'right' as const })),
    { header: 'mean AUC', align: 'right' as const },
    { header: 'log-loss', align: 'right' as const },
  ]
  return `${renderTable(columns, rows)}\n\n${printable(report.statement)}`
}

function auc({ value, lower, upper }: Estimate): string {
  return formatInterval(value, lower, upper, 'auc')
}

function whole(estimate: Estimate): string {
  return estimate.value === null ? `– (${estimate.reason ?? 'undefined'})` : auc(estimate)
}
