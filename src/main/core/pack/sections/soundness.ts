import {
  cellLabel,
  estimated,
  heading,
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
import type { PackBlock, RichText } from '../pack-document.ts'
import type { PackEvidenceOf } from '../pack-evidence.ts'
import type { FitReport, PackMethod } from '../pack-input.ts'
import { calibrationBlocks } from './calibration.ts'
import { exclusionBlocks } from './exclusions.ts'
import { scorecardBlocks } from './scorecard-table.ts'
import { treeFitBlocks, treeTableBlocks } from './tree-soundness.ts'

const METHOD_WORDS: Readonly<Record<PackMethod, string>> = {
  scorecard:
    'The model is a scorecard: a logistic regression of the event on the weight of evidence of binned characteristics. ' +
    'Bins are chosen to maximise information value under a monotone or stated trend and smallest bin sizes, unless a person set them; missing values and special codes have bins of their own. ' +
    'Coefficients are turned into points, and what is printed below is what is scored: the score of a case is the sum of its points.',
  logistic:
    'The model is a logistic regression of the event on the columns themselves: a straight line for numbers, one constant for each level of texts; missing values and special codes have constants of their own. ' +
    'Coefficients are turned into points, and what is printed below is what is scored: the score of a case is the sum of its points.',
  gbdt:
    'The model is a sum of decision trees (gradient boosting): each tree is grown to lower the log loss of those before it, and the log-odds of a case are the sum of the values of the leaves it falls into. ' +
    'Trees find turning points and interactions by themselves; constraints on the direction of the PD, where set, hold in every tree. ' +
    'Missing values have a way of their own at every split. Log-odds are turned into points on the scale of the scorecards.',
}

const ASSUMPTIONS =
  'Assumptions: the log-odds are additive in the weights of evidence; cases are independent of each other; the relation found in development holds where the model is used.'
const TREE_ASSUMPTIONS =
  'Assumptions: cases are independent of each other; the relation found in development holds where the model is used. No shape is assumed. Outside the range of the development data the PD stays at that of the outermost split.'

/** Section 4: the method, the characteristics, the scorecard, and what speaks for its soundness. */
export function soundnessBlocks(context: PackContext): PackBlock[] {
  const { scorecard, model } = context.input
  const isTrees = scorecard.kind === 'treeModel'
  return [
    { kind: 'heading', level: 1, number: '4', text: 'Conceptual soundness', isOnNewPage: false },
    heading(2, '4.1', 'Method'),
    paragraph(METHOD_WORDS[model.method], ...originWords(context)),
    paragraph(isTrees ? TREE_ASSUMPTIONS : ASSUMPTIONS),
    ...(isTrees ? treeTableBlocks(context, scorecard) : scorecardBlocks(context, scorecard)),
    ...calibrationBlocks(context),
    ...(context.fit === null
      ? [
          notAssessed(
            isTrees ? 'Growing of the trees and characteristics' : 'Fit, coefficients and characteristics',
            `No fit report exists for this model version. Train the model again so that ${isTrees ? 'growing, importance and checks' : 'coefficients, standard errors and binning'} are recorded.`,
          ),
        ]
      : isTrees
        ? treeFitBlocks(context.fit, scorecard)
        : fitBlocks(context, context.fit)),
    notAssessed(
      'Alternatives considered',
      'Record which methods and designs were considered and why they were not chosen, and the expert judgement on the direction of each characteristic.',
    ),
  ]
}

function originWords(context: PackContext): string[] {
  const { origin } = context.input.model
  switch (origin?.kind) {
    case 'calibrated':
      return [
        ` Its points are those of model version ${origin.modelVersionId}; its PD is calibrated (${origin.method}).`,
      ]
    case 'imported':
      return [
        ` It was imported from ${origin.fileName} (SHA-256 ${origin.sha256}); figures of its fit describe it on the data set named.`,
      ]
    default:
      return []
  }
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
    coefficientTable(fit, context.input.model.method),
    paragraph(
      ...(context.input.model.origin?.kind === 'imported'
        ? ['The model was not fitted here.']
        : [
            payload.converged ? 'The fit converged after ' : 'The fit did not converge; it stopped after ',
            num(payload.nIterations, 'integer', id),
            ' iterations.',
          ]),
      ' Log-likelihood ',
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

function coefficientTable({ payload, id }: PackEvidenceOf<FitReport>, method: PackMethod): PackBlock {
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
    method === 'scorecard' ? 'Coefficients on weight of evidence' : 'Coefficients on the columns themselves',
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
        method === 'scorecard'
          ? 'The event is modelled, so a sound characteristic has a negative coefficient: higher weight of evidence, lower risk. VIF: variance inflation factor.'
          : 'The event is modelled: a positive coefficient raises the risk. VIF: variance inflation factor.',
      ],
    ],
  )
}
