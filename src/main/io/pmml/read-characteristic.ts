import { AppError } from '../../../shared/errors.ts'
import { binLabel } from '../../core/binning/bin-label.ts'
import type { BinDefinition, BinnedVariable } from '../../core/binning/binned-variable.ts'
import type { Characteristic, ScorecardAttribute } from '../../core/scorecard/scorecard-model.ts'
import { badPmml } from './bad-pmml.ts'
import { type AttributeBin, binsOfLevels, binsOfNumbers } from './bins-of-regions.ts'
import { firstTrueRegions } from './first-true.ts'
import type { PmmlNode } from './parse-pmml-xml.ts'
import { childrenOf, type PmmlField, readField } from './read-field.ts'
import { type AttributePoints, readPoints } from './read-points.ts'
import { fieldsOf, predicateOf } from './read-predicate.ts'
import { LEVEL_ALGEBRA, NUMBER_ALGEBRA } from './value-algebra.ts'

/** Most attributes, levels and bins of a characteristic. */
export const CHARACTERISTIC_LIMITS = { attributes: 3_000, levels: 100_000, bins: 10_000 } as const

/** Longest note on a bin, in characters. */
const MAX_NOTE = 500

/** A characteristic of a PMML file as a model has it, and what was decided on the way. */
export interface ReadCharacteristic {
  readonly variable: BinnedVariable
  readonly characteristic: Characteristic
  readonly statements: readonly string[]
  /** Null where the file says none. */
  readonly baseline: number | null
}

/** Straight lines without caps are capped here: beyond any value, and near enough for a finite width. */
const NO_CAPS = { minimum: -8e307, maximum: 8e307 } as const

/**
 * Reads a characteristic: its field, which values fall to which attribute, and their points.
 *
 * @param node - the element
 * @param context - the file, its scorecard, and derived fields that are understood
 * @throws AppError `badData` with the place for what a scorecard here cannot be, `tooLarge` beyond {@link CHARACTERISTIC_LIMITS}
 */
export function readCharacteristic(
  node: PmmlNode,
  index: number,
  context: { pmml: PmmlNode; card: PmmlNode; derived: ReadonlyMap<string, PmmlField['type']> },
): ReadCharacteristic {
  const place = `characteristic "${(node.attributes.get('name') ?? String(index + 1)).slice(0, 80)}"`
  const attributes = node.children.filter(({ name }) => name === 'Attribute')
  if (attributes.length === 0) throw badPmml(`needs attributes in ${place}, got none`, node.line)
  checkCount('attributes', attributes.length, place)
  const name = fieldOf(attributes, place, node.line)
  const field = readField(name, context.pmml, context.card, context.derived, place, node.line)
  const points = attributes.map((one, i) => readPoints(one, name, `attribute ${i + 1} of ${place}`))
  const { bins, unscored } = binsOf(field, attributes, place, node.line)
  checkCount('bins', bins.length, place)
  const unused = attributes.flatMap((_, i) => (bins.some(({ attribute }) => attribute === i) ? [] : [i + 1]))
  const statements = [
    ...unused.map(
      (i) =>
        `Attribute ${i} of ${place} is never reached, as the ones before it take all of its values; it was left out.`,
    ),
    ...(unscored
      ? [
          `The file leaves some values of "${name}" without a score (outside of those it declares valid); here they get the points of the attribute that their value falls to.`,
        ]
      : []),
    ...(points.some(({ perUnit, range }) => perUnit !== null && range === null)
      ? [`Straight lines of ${place} have no caps; here values beyond ±8e307 count as that.`]
      : []),
  ]
  const baseline = Number(node.attributes.get('baselineScore') ?? Number.NaN)
  return {
    variable: variableOf(name, field.type, bins, attributes),
    characteristic: characteristicOf(name, field.type, bins, points, attributes, place, node.line),
    statements,
    baseline: Number.isFinite(baseline) ? baseline : null,
  }
}

function fieldOf(attributes: readonly PmmlNode[], place: string, line: number): string {
  const fields = new Set(
    attributes.flatMap((one, i) => [...fieldsOf(predicateOf(one, `attribute ${i + 1} of ${place}`))]),
  )
  if (fields.size === 1) return [...fields][0]!
  const got =
    fields.size === 0
      ? 'none'
      : [...fields]
          .slice(0, 5)
          .map((name) => `"${name.slice(0, 80)}"`)
          .join(', ')
  throw badPmml(
    `needs one field in ${place}, got ${got}`,
    line,
    'A characteristic here is one column. Derive a column from the fields, and let the characteristic read that.',
  )
}

function binsOf(
  field: PmmlField,
  attributes: readonly PmmlNode[],
  place: string,
  line: number,
): { bins: AttributeBin[]; unscored: boolean } {
  if (field.type === 'numeric') {
    const regions = firstTrueRegions(field, attributes, NUMBER_ALGEBRA, place, line)
    return {
      bins: binsOfNumbers(regions.ofAttribute, regions.missing, place, line),
      unscored: !NUMBER_ALGEBRA.isEmpty(regions.unscored),
    }
  }
  const regions = firstTrueRegions(field, attributes, LEVEL_ALGEBRA, place, line)
  checkCount(
    'levels',
    regions.ofAttribute.reduce((sum, { levels }) => sum + levels.size, 0),
    place,
  )
  const isSpecial = (i: number): boolean => extensionOf(attributes[i]!, 'bin') === 'special'
  return {
    bins: binsOfLevels(regions.ofAttribute, regions.missing, isSpecial),
    unscored: !LEVEL_ALGEBRA.isEmpty(regions.unscored),
  }
}

function variableOf(
  name: string,
  type: PmmlField['type'],
  bins: readonly AttributeBin[],
  nodes: readonly PmmlNode[],
): BinnedVariable {
  return {
    kind: 'binnedVariable',
    name,
    type,
    trend: 'none',
    trendReason: 'The bins were read from a PMML file.',
    splits: bins.flatMap(({ definition }) =>
      definition.kind === 'interval' && definition.lower !== null ? [definition.lower] : [],
    ),
    bins: bins.map(({ definition, attribute }) => ({
      ...noteOf(nodes[attribute]!),
      definition,
      label: binLabel(definition, type),
      count: 0,
      share: 0,
      events: 0,
      nonEvents: 0,
      eventRate: null,
      woe: 0,
      informationValue: 0,
      isAdjusted: true,
    })),
    informationValue: 0,
    gini: null,
    ksStatistic: null,
    cramersV: null,
    isMonotone: true,
    zeroCellRule: 'A PMML file keeps no counts of its bins.',
  }
}

function characteristicOf(
  name: string,
  type: PmmlField['type'],
  bins: readonly AttributeBin[],
  points: readonly AttributePoints[],
  nodes: readonly PmmlNode[],
  place: string,
  line: number,
): Characteristic {
  const range = commonRange(points, place, line)
  const attributes = bins.map(({ definition, attribute }, bin): ScorecardAttribute => {
    const own = points[attribute]!
    const printed = { bin, label: binLabel(definition, type) }
    if (own.perUnit === null || range === null) {
      const rule = definition.kind === 'missing' ? ruleOf(nodes[attribute]!) : null
      return { ...printed, points: own.points, ...(rule === null ? {} : { rule }) }
    }
    if (definition.kind === 'interval') return { ...printed, points: own.points, pointsPerUnit: own.perUnit }
    const onLine = pointsOfCode(own, definition, range)
    if (onLine !== null) return { ...printed, points: onLine }
    throw badPmml(`needs straight lines over intervals only in ${place}, got one for other values`, line)
  })
  const extremes = attributes.flatMap(({ points: base, pointsPerUnit }) =>
    pointsPerUnit === undefined || range === null
      ? [base]
      : [base + pointsPerUnit * range.minimum, base + pointsPerUnit * range.maximum],
  )
  return {
    name,
    description: null,
    coefficient: 0,
    attributes,
    meanPoints: 0,
    maximumPoints: Math.max(...extremes),
    minimumPoints: Math.min(...extremes),
    ...(range === null ? {} : { range }),
  }
}

/** A single number on a line has its points; several have not the same. */
function pointsOfCode(
  { points, perUnit }: AttributePoints,
  definition: BinDefinition,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): number | null {
  if (definition.kind !== 'special' || definition.codes.length !== 1) return null
  return points + perUnit! * Math.max(minimum, Math.min(maximum, Number(definition.codes[0])))
}

/** The caps of all straight lines of a characteristic, which has room for one pair; null without lines. */
function commonRange(points: readonly AttributePoints[], place: string, line: number): AttributePoints['range'] {
  const ranges = points.filter(({ perUnit }) => perUnit !== null).map(({ range }) => range ?? NO_CAPS)
  const first = ranges[0]
  if (first === undefined) return null
  if (ranges.every(({ minimum, maximum }) => minimum === first.minimum && maximum === first.maximum))
    return { ...first }
  throw badPmml(`needs the same caps for all straight lines of ${place}, got several`, line)
}

function ruleOf(attribute: PmmlNode): 'neutral' | 'worst' | 'points' | null {
  const rule = extensionOf(attribute, 'rule')
  return rule === 'neutral' || rule === 'worst' || rule === 'points' ? rule : null
}

function noteOf(attribute: PmmlNode): { readonly note?: string } {
  const note = extensionOf(attribute, 'note')
  return note === null ? {} : { note: note.slice(0, MAX_NOTE) }
}

function extensionOf(attribute: PmmlNode, name: string): string | null {
  const own = attribute.children.find(
    (child) =>
      child.name === 'Extension' &&
      child.attributes.get('extender') === 'Assay' &&
      child.attributes.get('name') === name,
  )
  return own?.attributes.get('value') ?? null
}

function checkCount(what: keyof typeof CHARACTERISTIC_LIMITS, count: number, place: string): void {
  const most = CHARACTERISTIC_LIMITS[what]
  if (count <= most) return
  throw new AppError('tooLarge', `PMML file needs at most ${most} ${what} in ${place}, got ${count}`)
}

/** The characteristics of a scorecard element. */
export function characteristicNodes(card: PmmlNode): PmmlNode[] {
  return childrenOf(card, 'Characteristics', 'Characteristic')
}
