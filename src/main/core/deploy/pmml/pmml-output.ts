import type { Calibration, ScorecardModel } from '../../scorecard/scorecard-model.ts'
import { StatisticError } from '../../statistic-error.ts'
import type { TreeModel } from '../../trees/tree-model.ts'
import { pmmlNumber } from './pmml-number.ts'
import { type XmlElement, xmlElement } from './xml-element.ts'

/** Reason codes that the output gives, at most. */
const MAX_REASONS = 4

/** Names of the fields of the output, none of them that of a field of the data. */
export interface OutputNames {
  readonly score: string
  readonly logOdds: string
  readonly uncalibrated: string
  readonly probability: string
  readonly reasonCode: (rank: number) => string
}

/**
 * Output of a scorecard in PMML: the score, the log odds of the event, its probability (PD) and the reason codes.
 *
 *     logOdds = (offset − score) / factor,   probability = calibration(1 / (1 + e^−logOdds))
 *
 * Beta calibration takes its logarithms from the log odds, isotonic calibration is linear between the knots and constant beyond.
 *
 * @param model - a sound scorecard
 * @param names - names of the fields
 * @throws StatisticError `invalidInput` if a number is not finite or the knots do not ascend
 */
export function pmmlOutput(model: ScorecardModel, names: OutputNames): XmlElement {
  const nReasons = Math.min(MAX_REASONS, model.characteristics.length)
  const fields = [
    outputField(names.score, 'predictedValue'),
    outputField(names.logOdds, 'transformedValue', logOdds(model, names)),
    ...probabilityFields(model.calibration, names),
    ...Array.from({ length: nReasons }, (_, i) => reasonField(names.reasonCode(i + 1), i + 1)),
  ]
  return xmlElement('Output', {}, fields)
}

/** Names of the fields of the output of trees. */
export type TreeOutputNames = Pick<OutputNames, 'score' | 'logOdds' | 'uncalibrated' | 'probability'>

/**
 * Output of a tree model in PMML: the log odds of the event, which the trees add up to, the points, and the probability (PD).
 *
 *     points = offset − factor · logOdds,   probability = calibration(1 / (1 + e^−logOdds))
 *
 * @param model - a sound tree model
 * @param names - names of the fields
 * @throws StatisticError `invalidInput` if a number is not finite or the knots do not ascend
 */
export function treePmmlOutput(model: TreeModel, names: TreeOutputNames): XmlElement {
  const scaled = apply('*', constant(model.factor, 'factor'), ref(names.logOdds))
  return xmlElement('Output', {}, [
    outputField(names.logOdds, 'predictedValue'),
    outputField(names.score, 'transformedValue', apply('-', constant(model.offset, 'offset'), scaled)),
    ...probabilityFields(model.calibration, names),
  ])
}

function probabilityFields(calibration: Calibration | undefined, names: TreeOutputNames): XmlElement[] {
  const isIsotonic = calibration?.method === 'isotonic' && calibration.knots.length > 1
  return [
    ...(isIsotonic ? [outputField(names.uncalibrated, 'transformedValue', logistic(ref(names.logOdds)))] : []),
    outputField(names.probability, 'transformedValue', probability(calibration, names)),
  ]
}

function logOdds({ factor, offset }: ScorecardModel, names: OutputNames): XmlElement {
  return apply('/', apply('-', constant(offset, 'offset'), ref(names.score)), constant(factor, 'factor'))
}

function probability(calibration: Calibration | undefined, names: TreeOutputNames): XmlElement {
  const eta = ref(names.logOdds)
  switch (calibration?.method) {
    case undefined:
      return logistic(eta)
    case 'shift':
      return logistic(apply('+', eta, constant(calibration.intercept, 'intercept')))
    case 'platt':
      return logistic(sum(constant(calibration.intercept, 'intercept'), [calibration.slope, eta]))
    case 'beta':
      return logistic(
        sum(constant(calibration.c, 'c'), [-calibration.a, softPlus(negated(eta))], [calibration.b, softPlus(eta)]),
      )
    case 'isotonic':
      return isotonic(calibration.knots, names)
  }
}

/** start + Σ coefficient · term; a coefficient of 0 means that the term is not there. */
function sum(start: XmlElement, ...terms: readonly (readonly [number, XmlElement])[]): XmlElement {
  return terms.reduce(
    (total, [coefficient, term]) =>
      coefficient === 0 ? total : apply('+', total, apply('*', constant(coefficient, 'calibration'), term)),
    start,
  )
}

function logistic(x: XmlElement): XmlElement {
  return apply('/', number('1'), apply('+', number('1'), apply('exp', negated(x))))
}

/** ln(1 + e^x) without overflow. */
function softPlus(x: XmlElement): XmlElement {
  return apply('+', apply('max', x, number('0')), apply('ln1p', apply('exp', negated(apply('abs', x)))))
}

function isotonic(
  knots: readonly { readonly probability: number; readonly calibrated: number }[],
  names: TreeOutputNames,
): XmlElement {
  if (knots.length === 0) throw new StatisticError('invalidInput', 'isotonic calibration needs knots, got none')
  if (knots.length === 1) return constant(knots[0]!.calibrated, 'calibrated probability')
  for (let i = 1; i < knots.length; i++) {
    if (knots[i]!.probability > knots[i - 1]!.probability) continue
    throw new StatisticError(
      'invalidInput',
      `isotonic calibration needs ascending knots for PMML, got ${knots[i - 1]!.probability} before ${knots[i]!.probability}`,
    )
  }
  const norms = knots.map((knot) =>
    xmlElement('LinearNorm', {
      orig: pmmlNumber(knot.probability, 'knot'),
      norm: pmmlNumber(knot.calibrated, 'calibrated probability'),
    }),
  )
  return xmlElement('NormContinuous', { field: names.uncalibrated, outliers: 'asExtremeValues' }, norms)
}

function outputField(name: string, feature: string, expression?: XmlElement): XmlElement {
  const children = expression === undefined ? [] : [expression]
  return xmlElement('OutputField', { name, optype: 'continuous', dataType: 'double', feature }, children)
}

function reasonField(name: string, rank: number): XmlElement {
  return xmlElement('OutputField', { name, optype: 'categorical', dataType: 'string', feature: 'reasonCode', rank })
}

function negated(x: XmlElement): XmlElement {
  return apply('-', number('0'), x)
}

function apply(name: string, ...children: XmlElement[]): XmlElement {
  return xmlElement('Apply', { function: name }, children)
}

function ref(field: string): XmlElement {
  return xmlElement('FieldRef', { field })
}

function constant(value: number, what: string): XmlElement {
  return number(pmmlNumber(value, what))
}

function number(text: string): XmlElement {
  return xmlElement('Constant', { dataType: 'double' }, [text])
}
