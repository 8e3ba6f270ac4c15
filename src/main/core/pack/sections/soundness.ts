import {
  cellLabel,
  estimated,
  groupRow,
  heading,
  muted,
  notAssessed,
  num,
  numberColumn,
  paragraph,
  row,
  strong,
  table,
  textColumn,
} from '../inline.ts'
import type { PackContext } from '../pack-context.ts'
import type { PackBlock, RichText, TableRow } from '../pack-document.ts'
import type { PackEvidenceOf } from '../pack-evidence.ts'
import type { FitReport } from '../pack-input.ts'

/** Section 4: the method, the characteristics, the scorecard, and what speaks for its soundness. */
export function soundnessBlocks(context: PackContext): PackBlock[] {
  return [
    { kind: 'heading', level: 1, number: '4', text: 'Conceptual soundness', isOnNewPage: false },
    heading(2, '4.1', 'Method'),
    paragraph(
      'The model is a scorecard: a logistic regression of the event on the weight of evidence of binned characteristics. ' +
        'Bins are chosen to maximise information value under a monotone or stated trend and smallest bin sizes; missing values and special codes have bins of their own. ' +
        'Coefficients are turned into points, and what is printed below is what is scored: the score of a case is the sum of its points.',
    ),
    paragraph(
      'Assumptions: the log-odds are additive in the weights of evidence; cases are independent of each other; the relation found in development holds where the model is used.',
    ),
    ...scorecardBlocks(context),
    ...(context.fit === null
      ? [
          notAssessed(
            'Fit, coefficients and characteristics',
            'No fit report exists for this model version. Train the model again so that coefficients, standard errors and binning are recorded.',
          ),
        ]
      : fitBlocks(context, context.fit)),
    notAssessed(
      'Alternatives considered',
      'Record which methods and designs were considered and why they were not chosen, and the expert judgement on the direction of each characteristic.',
    ),
  ]
}

function scorecardBlocks(context: PackContext): PackBlock[] {
  const { scorecard } = context.input
  const id = context.modelId
  const { scaling } = scorecard
  const rows: TableRow[] = scorecard.characteristics.flatMap((characteristic) => {
    const bins = scorecard.variables.find((variable) => variable.name === characteristic.name)?.bins ?? []
    return [
      groupRow(
        {
          kind: 'strong',
          text:
            characteristic.description === null
              ? characteristic.name
              : `${characteristic.name}: ${characteristic.description}`,
        },
        muted('   coefficient '),
        num(characteristic.coefficient, 'coefficient', id),
      ),
      ...characteristic.attributes.map((attribute) => {
        const bin = bins[attribute.bin]
        return row(
          cellLabel(attribute.label),
          num(attribute.points, 'points', id),
          num(bin?.woe ?? null, 'woe', id),
          num(bin?.count ?? null, 'integer', id),
          num(bin?.share ?? null, 'percent1', id),
          num(bin?.eventRate ?? null, 'percent1', id),
        )
      }),
    ]
  })
  const footer: RichText[] = [
    [
      'Scaling: ',
      num(scaling.targetPoints, 'points', id),
      ' points at good-to-bad odds of ',
      num(scaling.targetOdds, 'number', id),
      ':1; ',
      num(scaling.pointsToDoubleOdds, 'points', id),
      ' points double the odds (good to bad). Factor ',
      num(scorecard.factor, 'coefficient', id),
      ', offset ',
      num(scorecard.offset, 'coefficient', id),
      '. Points rounded: ',
      scaling.rounding === 'integer' ? 'to integers' : 'no',
      '.',
    ],
    ['PD = 1 / (1 + exp((score − offset) / factor)).'],
  ]
  return [
    heading(2, '4.2', 'Scorecard'),
    table(
      'Scorecard',
      [
        textColumn('Attribute', 3),
        numberColumn('Points'),
        numberColumn('WoE'),
        numberColumn('Count'),
        numberColumn('% of sample'),
        numberColumn('Bad rate'),
      ],
      rows,
      footer,
    ),
  ]
}

function fitBlocks(context: PackContext, fit: PackEvidenceOf<FitReport>): PackBlock[] {
  const { payload, id } = fit
  const kept = context.input.scorecard.characteristics.map((characteristic) => characteristic.name)
  const warnings: PackBlock[] =
    payload.warnings.length === 0
      ? []
      : [
          paragraph(strong('Warnings of the fit')),
          { kind: 'bullets', items: payload.warnings.map((warning): RichText => [cellLabel(warning)]) },
        ]
  return [
    heading(2, '4.3', 'Coefficients'),
    coefficientTable(fit),
    paragraph(
      payload.converged ? 'The fit converged after ' : 'The fit did not converge; it stopped after ',
      num(payload.nIterations, 'integer', id),
      ' iterations. Log-likelihood ',
      num(payload.logLikelihood, 'odds', id),
      ' against ',
      num(payload.logLikelihoodNull, 'odds', id),
      ' without characteristics (likelihood ratio p ',
      num(payload.likelihoodRatio.pValue, 'pValue', id),
      '); AIC ',
      num(payload.aic, 'odds', id),
      ', BIC ',
      num(payload.bic, 'odds', id),
      '. AUC on the development sample ',
      estimated(payload.developmentAuc, 'auc', id),
      '.',
    ),
    ...warnings,
    heading(2, '4.4', 'Characteristics considered'),
    {
      kind: 'charts',
      charts: [
        { chart: { name: 'informationValueBars', variables: payload.characteristicReport, kept }, evidenceId: id },
      ],
    },
    ...exclusionBlocks(fit),
    heading(2, '4.5', 'Weight of evidence of the characteristics in the scorecard'),
    ...context.input.scorecard.variables
      .filter((variable) => kept.includes(variable.name))
      .map(
        (variable): PackBlock => ({
          kind: 'charts',
          charts: [{ chart: { name: 'woeBins', variable }, evidenceId: id }],
        }),
      ),
  ]
}

function coefficientTable({ payload, id }: PackEvidenceOf<FitReport>): PackBlock {
  const rows = payload.coefficients.map((one) =>
    row(
      one.name,
      num(one.estimate, 'coefficient', id),
      num(one.standardError, 'coefficient', id),
      one.lower === null || one.upper === null
        ? '–'
        : [num(one.lower, 'ratio3', id), ' to ', num(one.upper, 'ratio3', id)],
      num(one.zValue, 'odds', id),
      num(one.pValue, 'pValue', id),
      num(one.varianceInflationFactor, 'odds', id),
    ),
  )
  return table(
    'Coefficients on weight of evidence',
    [
      textColumn('Characteristic', 3),
      numberColumn('Estimate'),
      numberColumn('Std. error'),
      numberColumn('95% interval'),
      numberColumn('z'),
      numberColumn('p'),
      numberColumn('VIF'),
    ],
    rows,
    [
      [
        'The event is modelled, so a sound characteristic has a negative coefficient: higher weight of evidence, lower risk. VIF: variance inflation factor.',
      ],
    ],
  )
}

function exclusionBlocks({ payload, id }: PackEvidenceOf<FitReport>): PackBlock[] {
  if (payload.exclusions.length === 0) return [paragraph('No characteristic was left out.')]
  const rows = payload.exclusions.map((one) => row(one.name, num(one.informationValue, 'index3', id), one.reason))
  return [
    table(
      'Characteristics left out',
      [textColumn('Characteristic', 2), numberColumn('IV'), textColumn('Reason', 3)],
      rows,
    ),
  ]
}
