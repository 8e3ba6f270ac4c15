import type { FitReport, ModelVersion, ScorecardModel } from '../../../shared/contract/index.ts'
import { formatHash, formatInterval, formatNumber } from '../../../shared/format.ts'
import type { Reply } from './reply.ts'
import { printable, renderFacts, renderTable } from './table.ts'

export interface ShownModel {
  readonly version: ModelVersion
  readonly model: ScorecardModel
  readonly fit: FitReport
}

/** A model version as a person reads it: facts, printed scorecard, what was left out and why, warnings. */
export function modelReply(shown: ShownModel): Reply {
  const { fit, model } = shown
  const warnings = fit.warnings.map((warning) => `warning: ${printable(warning)}`)
  const left = fit.exclusions.map(({ name, reason }) => `left out: ${printable(name)}: ${printable(reason)}`)
  const bands = model.riskBands === undefined ? [] : ['', riskBandTable(model.riskBands)]
  return {
    document: shown,
    text: [modelFacts(shown), '', scorecardTable(shown), ...bands, '', ...left, ...warnings].join('\n').trimEnd(),
  }
}

function modelFacts({ version, model, fit }: ShownModel): string {
  const { value, lower, upper } = fit.developmentAuc
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
    [
      'Trained on',
      `${version.datasetName}, seed ${version.seed}, ${version.target.column} = ${version.target.eventValue}`,
    ],
    [
      'Sample',
      `development ${formatNumber(fit.nDevelopment, 'integer')}, hold-out ${formatNumber(fit.nHoldout, 'integer')}`,
    ],
    ['AUC, development', formatInterval(value, lower, upper, 'auc')],
    ['AUC, hold-out', holdoutText(fit)],
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

function holdoutText({ holdoutAuc }: FitReport): string {
  return holdoutAuc === null
    ? 'no hold-out sample'
    : formatInterval(holdoutAuc.value, holdoutAuc.lower, holdoutAuc.upper, 'auc')
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

function scorecardTable({ model }: ShownModel): string {
  const variables = new Map(model.variables.map((variable) => [variable.name, variable]))
  const rows = model.characteristics.flatMap((characteristic) =>
    characteristic.attributes.map((attribute, index) => {
      const bin = variables.get(characteristic.name)?.bins[attribute.bin]
      const slope = attribute.pointsPerUnit
      return [
        index === 0 ? characteristic.name : '',
        attribute.label,
        slope === undefined
          ? formatNumber(attribute.points, 'points')
          : `${formatNumber(attribute.points, 'points')} + ${formatNumber(slope, 'number')} · value`,
        formatNumber(bin?.woe, 'woe'),
        index === 0 ? formatNumber(characteristic.coefficient, 'coefficient') : '',
        formatNumber(bin?.share, 'percent1'),
        formatNumber(bin?.eventRate, 'percent1'),
      ]
    }),
  )
  const columns = [
    { header: 'characteristic' },
    { header: 'attribute' },
    { header: 'points', align: 'right' },
    { header: 'WoE', align: 'right' },
    { header: 'coefficient', align: 'right' },
    { header: '% of population', align: 'right' },
    { header: 'bad rate', align: 'right' },
  ] as const
  return renderTable(columns, rows)
}

function riskBandTable(bands: NonNullable<ScorecardModel['riskBands']>): string {
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
