import { MODEL_EXTENSION, type ModelExtension } from '../../core/deploy/pmml/pmml-extension.ts'
import { scorecardPmml } from '../../core/deploy/pmml/scorecard-pmml.ts'
import { pointsBaseline } from '../../core/explain/points-baseline.ts'
import { scalingConstants } from '../../core/scorecard/scaling.ts'
import { compileScorecard } from '../../core/scorecard/score-scorecard.ts'
import type { Characteristic, Scaling, ScorecardModel, Target } from '../../core/scorecard/scorecard-model.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import { badPmml } from './bad-pmml.ts'
import { type PmmlNode, parsePmmlXml } from './parse-pmml-xml.ts'
import { characteristicNodes, type ReadCharacteristic, readCharacteristic } from './read-characteristic.ts'
import { readExtension } from './read-extension.ts'
import type { PmmlField } from './read-field.ts'
import { pmmlNumberOf } from './value-algebra.ts'

/** What a PMML file of another maker does not say. */
export interface PmmlDefaults {
  /** The scale of the points, from which the PD follows. */
  readonly scaling?: Scaling | undefined
}

/** A scorecard read from PMML. */
export interface ReadPmml {
  /**
   * Scores as the file does. Counts, shares, weights of evidence and statistics of its bins are not known and 0 until they are
   * described on a data set; in a file of another maker so are intercept, coefficients and the event rate of development.
   */
  readonly model: ScorecardModel
  /** Name of the model in the file; null if it has none. */
  readonly name: string | null
  /** Null if the file does not tell: `model.target` is then without meaning. */
  readonly target: Target | null
  /** Where the scale comes from; with `assumed` the PD means nothing until it is calibrated. */
  readonly scale: 'file' | 'given' | 'assumed'
  /** True for a file that Assay wrote. */
  readonly isOwn: boolean
  /** What was decided in reading, in words. */
  readonly notes: readonly string[]
}

const ASSUMED: Scaling = { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'none' }
const CHANGED = 'The file was changed after Assay wrote it. Export the model again, or import it as JSON.'
const MAX_CHARACTERISTICS = 1_000

/**
 * Reads a PMML scorecard, Assay's own or another maker's (PMML 4.1 to 4.4), so that it scores as the file says.
 *
 * Predicates become bins: the first one that is true takes a value; x ≤ a becomes x < the next double above a, so that every edge is
 * exact. An initial score is added to the points of the first characteristic, and to its baseline. Of Assay's own file the derived
 * columns and the output must be those that its extension describes.
 *
 * @param text - the file, decoded from UTF-8
 * @param defaults - what is assumed where the file does not say
 * @throws AppError `badData` with the place (line, characteristic, attribute) for a file that is no PMML scorecard, or one that a
 *   scorecard here cannot be; `tooLarge` beyond the limits of the readers
 */
export function readPmml(text: string, defaults: PmmlDefaults = {}): ReadPmml {
  const pmml = parsePmmlXml(text)
  const card = scorecardOf(pmml)
  const extension = readExtension(card)
  const nodes = characteristicNodes(card)
  if (nodes.length === 0 || nodes.length > MAX_CHARACTERISTICS) {
    throw badPmml(`needs 1 to ${MAX_CHARACTERISTICS} characteristics, got ${nodes.length}`, card.line)
  }
  const derived = extension === null ? new Map<string, PmmlField['type']>() : derivedTypes(card)
  const read = nodes.map((node, i) => readCharacteristic(node, i, { pmml, card, derived }))
  checkDistinct(read, nodes)
  const shifted = withInitialScore(read, card)
  const notes = [...read.flatMap(({ statements }) => statements), ...shifted.notes]
  const modelName = card.attributes.get('modelName') ?? null
  if (extension !== null) {
    const model = ownModel(shifted.parts, extension, card)
    checkUnchanged(pmml, card, model)
    checkSound(model, card)
    return { model, name: modelName, target: model.target, scale: 'file', isOwn: true, notes }
  }
  const model = foreignModel(shifted.parts, card, defaults.scaling ?? ASSUMED)
  checkSound(model, card)
  return {
    model,
    name: modelName,
    target: null,
    scale: defaults.scaling === undefined ? 'assumed' : 'given',
    isOwn: false,
    notes: [...notes, ...foreignNotes(read, card, defaults)],
  }
}

function scorecardOf(pmml: PmmlNode): PmmlNode {
  const models = pmml.children.filter(
    ({ name }) => name.endsWith('Model') || name === 'RuleSet' || name === 'Scorecard',
  )
  const card = models.find(({ name }) => name === 'Scorecard')
  if (card === undefined || models.length > 1) {
    const got =
      models.length === 0
        ? 'none'
        : models
            .map(({ name }) => name)
            .slice(0, 5)
            .join(', ')
    throw badPmml(`needs one model, a Scorecard, got ${got}`, (card ?? models[0] ?? pmml).line)
  }
  const functionName = card.attributes.get('functionName') ?? ''
  if (functionName !== 'regression' || card.attributes.get('isScorable') === 'false') {
    throw badPmml(`needs a scorecard that can be scored, of function "regression", got "${functionName}"`, card.line)
  }
  const rescaled = card.children
    .filter(({ name }) => name === 'Targets')
    .flatMap(({ children }) => children)
    .find(({ attributes }) =>
      ['rescaleFactor', 'rescaleConstant', 'castInteger', 'min', 'max'].some((key) => attributes.has(key)),
    )
  if (rescaled !== undefined) {
    throw badPmml('needs a score that is the sum of its points, got a target that rescales it', rescaled.line)
  }
  return card
}

/** Types of the derived fields of Assay's own file; that they mean what the extension says is checked afterwards. */
function derivedTypes(card: PmmlNode): Map<string, PmmlField['type']> {
  const fields = card.children.filter(({ name }) => name === 'LocalTransformations').flatMap(({ children }) => children)
  return new Map(
    fields.map((field) => [
      field.attributes.get('name') ?? '',
      field.attributes.get('dataType') === 'string' ? 'text' : 'numeric',
    ]),
  )
}

function checkDistinct(read: readonly ReadCharacteristic[], nodes: readonly PmmlNode[]): void {
  const seen = new Set<string>()
  read.forEach(({ variable: { name } }, i) => {
    if (seen.has(name)) {
      throw badPmml(`needs characteristics over distinct fields, got two over "${name}"`, nodes[i]!.line)
    }
    seen.add(name)
  })
}

/**
 * 0 + (initial + points₁) + points₂ … is the sum in the order PMML adds it, so the first characteristic takes the initial score; if
 * its points are a straight line, the first one without.
 */
function withInitialScore(
  read: readonly ReadCharacteristic[],
  card: PmmlNode,
): { parts: ReadCharacteristic[]; notes: string[] } {
  const initialText = card.attributes.get('initialScore')
  const initial = initialText === undefined ? 0 : pmmlNumberOf(initialText)
  if (Number.isNaN(initial)) throw badPmml('needs a number as initial score, got none', card.line)
  const common = pmmlNumberOf(card.attributes.get('baselineScore') ?? '')
  const place = Math.max(
    0,
    read.findIndex(({ characteristic }) => characteristic.range === undefined),
  )
  const parts = read.map((part, i): ReadCharacteristic => {
    const addend = i === place ? initial : 0
    const { characteristic } = part
    const attributes = characteristic.attributes.map((one) => ({ ...one, points: one.points + addend }))
    const given = part.baseline ?? (Number.isNaN(common) ? null : common)
    const ownPoints = characteristic.attributes.map(({ points }) => points)
    const baseline = given ?? ownPoints.reduce((sum, one) => sum + one, 0) / ownPoints.length
    return {
      ...part,
      characteristic: {
        ...characteristic,
        attributes,
        meanPoints: baseline + addend,
        maximumPoints: characteristic.maximumPoints + addend,
        minimumPoints: characteristic.minimumPoints + addend,
      },
    }
  })
  const name = read[place]!.variable.name
  return {
    parts,
    notes: initial === 0 ? [] : [`The initial score of ${initial} is part of the points of "${name}".`],
  }
}

function ownModel(parts: readonly ReadCharacteristic[], extension: ModelExtension, card: PmmlNode): ScorecardModel {
  const { characteristics: rest, preprocessing, calibration, riskBands, ...whole } = extension
  const isSame = rest.length === parts.length && rest.every(({ name }, i) => name === parts[i]!.variable.name)
  if (!isSame) {
    throw badPmml(`has characteristics other than its ${MODEL_EXTENSION} extension describes`, card.line, CHANGED)
  }
  const model: ScorecardModel = {
    kind: 'scorecardModel',
    ...whole,
    ...(preprocessing === undefined ? {} : { preprocessing }),
    variables: parts.map(({ variable }) => variable),
    characteristics: parts.map(({ characteristic }, i): Characteristic => {
      const { description, coefficient, meanPoints } = rest[i]!
      return { ...characteristic, description, coefficient, meanPoints }
    }),
    ...(calibration === undefined ? {} : { calibration }),
    ...(riskBands === undefined ? {} : { riskBands }),
  }
  // The baseline in the file is the mean on a coarser grid; where it is another number, it was changed, and PMML's word counts.
  const { points } = pointsBaseline(model)
  const characteristics = model.characteristics.map((one, i) =>
    points[i] === parts[i]!.characteristic.meanPoints
      ? one
      : { ...one, meanPoints: parts[i]!.characteristic.meanPoints },
  )
  return { ...model, characteristics }
}

/** Derived columns and output of the file are those that its extension stands for. */
function checkUnchanged(pmml: PmmlNode, card: PmmlNode, model: ScorecardModel): void {
  const header = { name: '', version: 1, contentHash: '', codeVersion: '' }
  let expected: PmmlNode
  try {
    expected = scorecardOf(parsePmmlXml(scorecardPmml(model, header).text))
  } catch (error) {
    if (!(error instanceof StatisticError)) throw error
    throw badPmml(`is not a sound scorecard: ${error.message}`, card.line, CHANGED)
  }
  for (const part of ['MiningSchema', 'LocalTransformations', 'Output']) {
    const found = card.children.filter(({ name }) => name === part)
    const wanted = expected.children.filter(({ name }) => name === part)
    if (shapeOf(found) === shapeOf(wanted)) continue
    throw badPmml(
      `has a ${part} other than its ${MODEL_EXTENSION} extension describes`,
      (found[0] ?? card).line,
      CHANGED,
    )
  }
  const isTransformed = pmml.children.some(({ name }) => name === 'TransformationDictionary')
  if (isTransformed) throw badPmml('has transformations that Assay did not write', card.line, CHANGED)
}

function shapeOf(nodes: readonly PmmlNode[]): string {
  return JSON.stringify(nodes, (key, value: unknown) => {
    if (key === 'line') return undefined
    if (key === 'text' && typeof value === 'string') return value.trim()
    return value instanceof Map ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value
  })
}

function foreignModel(parts: readonly ReadCharacteristic[], card: PmmlNode, scaling: Scaling): ScorecardModel {
  const isInteger = parts.every(({ characteristic }) =>
    characteristic.attributes.every(
      ({ points, pointsPerUnit }) => Number.isInteger(points) && pointsPerUnit === undefined,
    ),
  )
  return {
    kind: 'scorecardModel',
    formatVersion: 1,
    target: { column: card.attributes.get('modelName') ?? 'unknown', eventValue: '1' },
    ...constantsOf(scaling, card),
    scaling: { ...scaling, rounding: isInteger ? 'integer' : 'none' },
    variables: parts.map(({ variable }) => variable),
    characteristics: parts.map(({ characteristic }) => characteristic),
    intercept: 0,
    developmentEventRate: 0,
  }
}

function constantsOf(scaling: Scaling, card: PmmlNode): { factor: number; offset: number } {
  try {
    return scalingConstants(scaling)
  } catch (error) {
    if (error instanceof StatisticError) throw badPmml(`needs a sound scale: ${error.message}`, card.line)
    throw error
  }
}

function foreignNotes(read: readonly ReadCharacteristic[], card: PmmlNode, { scaling }: PmmlDefaults): string[] {
  const hasBaselines = read.every(({ baseline }) => baseline !== null) || card.attributes.has('baselineScore')
  return [
    'The file was not written by Assay: it tells neither the event, nor coefficients, nor counts of its bins.',
    'Higher scores count as safer.',
    ...(scaling === undefined
      ? [
          `The file has no scale from points to odds: ${ASSUMED.targetPoints} points at ${ASSUMED.targetOdds}:1 and ${ASSUMED.pointsToDoubleOdds} points to double the odds were assumed. Calibrate the model before its PD is used.`,
        ]
      : []),
    ...(hasBaselines
      ? []
      : ['Where the file has no baseline, reasons are measured from the plain mean of the points of the attributes.']),
    ...(card.attributes.get('reasonCodeAlgorithm') === 'pointsAbove'
      ? ['The file names reasons above the baseline; Assay names those below it.']
      : []),
    ...(card.children.some(({ name }) => name === 'Output')
      ? ['Output fields of the file were not read, nor its reason codes.']
      : []),
  ]
}

function checkSound(model: ScorecardModel, card: PmmlNode): void {
  try {
    compileScorecard(model)
  } catch (error) {
    if (error instanceof StatisticError) throw badPmml(`is not a sound scorecard: ${error.message}`, card.line)
    throw error
  }
}
