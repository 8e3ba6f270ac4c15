import type { CreditModel, Estimate, FitReport, ModelVersion } from '../../../shared/contract/index.ts'
import { formatHash, formatInterval, formatNumber } from '../../../shared/format.ts'
import { coefficientTable, rejectTable } from './print-fit.ts'
import { handNotes, scorecardTable } from './print-scorecard.ts'
import { constraintNotes, treeFacts, treeTables } from './print-trees.ts'
import type { Reply } from './reply.ts'
import { printable, renderFacts, renderTable } from './table.ts'

export interface ShownModel {
  readonly version: ModelVersion
  readonly model: CreditModel
  readonly fit: FitReport
}

/** A model version as a person reads it: facts, printed scorecard or what the trees are, what was left out and why, warnings. */
export function modelReply(shown: ShownModel): Reply {
  const { fit, model } = shown
  const warnings = fit.warnings.map((warning) => `warning: ${printable(warning)}`)
  const left = fit.exclusions.map(({ name, reason }) => `left out: ${printable(name)}: ${printable(reason)}`)
  const rejects = fit.rejectInference === null ? [] : [rejectTable(fit.rejectInference)]
  const bands = model.riskBands === undefined ? [] : [riskBandTable(model.riskBands)]
  const { tables, notes } = kindParts(model, fit)
  const remarks = [...left, ...notes, ...warnings].join('\n')
  return {
    document: shown,
    text: [modelFacts(shown), ...tables, ...bands, coefficientTable(fit), ...rejects, remarks]
      .filter((part) => part !== '')
      .join('\n\n'),
  }
}

function kindParts(model: CreditModel, fit: FitReport): { tables: readonly string[]; notes: readonly string[] } {
  if (model.kind === 'treeModel') return { tables: treeTables(model, fit), notes: constraintNotes(fit) }
  return { tables: [scorecardTable(model)], notes: handNotes(model) }
}

function modelFacts({ version, model, fit }: ShownModel): string {
  const isImported = version.origin.kind === 'imported'
  const { scaling } = model
  const selection = fit.selectionMethod === null ? [] : ([['Selection', fit.selectionMethod]] as const)
  const weighting =
    fit.weighting === null
      ? []
      : ([['Weights', `${fit.weighting.column}, total ${formatNumber(fit.weighting.total, 'number')}`]] as const)
  const rejects = fit.rejectInference === null ? [] : ([['Rejects', fit.rejectInference.statement]] as const)
  return renderFacts([
    ['Model', `${version.name} v${version.version} (${version.method})`],
    ['Id', version.id],
    ['Content hash', formatHash(version.contentHash)],
    ['Origin', originText(version)],
    ...(isImported ? importedFacts(version, fit) : trainedFacts(version, fit)),
    ...selection,
    ...weighting,
    ...rejects,
    [
      'Scaling',
      `${formatNumber(scaling.targetPoints, 'points')} points at ${formatNumber(scaling.targetOdds, 'odds')}:1 good:bad, ${formatNumber(scaling.pointsToDoubleOdds, 'points')} to double the odds`,
    ],
    [
      'PD',
      model.calibration === undefined ? 'from the points' : `from the points, calibrated (${model.calibration.method})`,
    ],
    ...roundingFacts(fit),
    ...(model.kind === 'treeModel' ? treeFacts(model, fit) : []),
  ])
}

function originText({ origin }: ModelVersion): string {
  switch (origin.kind) {
    case 'trained':
      return 'trained here'
    case 'calibrated':
      return `calibrated (${origin.method}) from ${origin.modelVersionId}`
    case 'imported':
      return `imported from ${origin.fileName} (${origin.format})`
  }
}

function trainedFacts(version: ModelVersion, fit: FitReport): (readonly [string, string])[] {
  const { target } = version
  const [nDevelopment, nHoldout] = [fit.nDevelopment, fit.nHoldout].map((n) => formatNumber(n, 'integer'))
  return [
    ['Trained on', `${version.datasetName}, seed ${version.seed}, ${target.column} = ${target.eventValue}`],
    ['Sample', `development ${nDevelopment}, hold-out ${nHoldout}`],
    ['AUC, development', aucText(fit.developmentAuc)],
    ['AUC, hold-out', fit.holdoutAuc === null ? 'no hold-out sample' : aucText(fit.holdoutAuc)],
  ]
}

/** Nothing was fitted: the data only describe the model. */
function importedFacts(version: ModelVersion, fit: FitReport): (readonly [string, string])[] {
  const { target } = version
  const nRows = formatNumber(fit.nDevelopment, 'integer')
  return [
    ['Described on', `${version.datasetName}, ${nRows} rows, ${target.column} = ${target.eventValue}`],
    ['AUC there', aucText(fit.developmentAuc)],
  ]
}

function aucText({ value, lower, upper, reason }: Estimate): string {
  return value === null ? `– (${reason ?? 'not defined'})` : formatInterval(value, lower, upper, 'auc')
}

function roundingFacts({ rounding }: FitReport): (readonly [string, string])[] {
  if (rounding === null) return []
  const aucs = `AUC ${formatNumber(rounding.aucExact, 'auc')} exact, ${formatNumber(rounding.aucRounded, 'auc')} rounded`
  return [
    [
      'Rounding',
      `${formatNumber(rounding.minimumRounded, 'points')} to ${formatNumber(rounding.maximumRounded, 'points')} points; at most ${formatNumber(rounding.largestDifference, 'points')} off; ${aucs}`,
    ],
  ]
}

function riskBandTable(bands: NonNullable<CreditModel['riskBands']>): string {
  const rows = bands.map((band) => [
    band.label,
    band.minimumPoints === null ? 'below' : formatNumber(band.minimumPoints, 'points'),
    formatNumber(band.share, 'percent1'),
    formatNumber(band.eventRate, 'percent1'),
  ])
  const columns = [
    { header: 'risk band' },
    { header: 'from points', align: 'right' },
    { header: '% of development', align: 'right' },
    { header: 'bad rate', align: 'right' },
  ] as const
  return renderTable(columns, rows)
}
