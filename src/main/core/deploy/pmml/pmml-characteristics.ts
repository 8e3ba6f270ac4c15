import type { BinnedVariable } from '../../binning/binned-variable.ts'
import { pointsBaseline } from '../../explain/points-baseline.ts'
import { variableOf } from '../../scorecard/score-scorecard.ts'
import type { Characteristic, ScorecardAttribute, ScorecardModel } from '../../scorecard/scorecard-model.ts'
import { pmmlNumber } from './pmml-number.ts'
import { binPredicate } from './pmml-predicates.ts'
import { writableText, type XmlElement, xmlElement } from './xml-element.ts'

/** The program that Assay's extension elements name as their maker. */
export const EXTENDER = 'Assay'

/** PMML takes the first attribute whose predicate is true: what overrides other bins stands before them. */
const ORDER = ['missing', 'special', 'interval', 'levels', 'unseen'] as const

/**
 * The characteristics of a scorecard as PMML has them, in scorecard order, each with its attributes: missing values first, then special
 * codes, intervals or levels, and all other values last.
 *
 * Reason codes are R with the place of the characteristic, as Assay prints them; the baseline is Assay's own (see `pointsBaseline`).
 *
 * @param model - a sound scorecard
 * @throws StatisticError `invalidInput` for a value that PMML cannot express
 */
export function pmmlCharacteristics(model: ScorecardModel): XmlElement {
  const baseline = pointsBaseline(model)
  const characteristics = model.characteristics.map((characteristic, j) => {
    const variable = variableOf(model, characteristic)
    return xmlElement(
      'Characteristic',
      {
        name: characteristic.name,
        reasonCode: reasonCodeOf(j),
        baselineScore: pmmlNumber(baseline.points[j]!, `mean points of "${characteristic.name}"`),
      },
      attributesOf(characteristic, withoutOverridden(variable)),
    )
  })
  return xmlElement('Characteristics', {}, characteristics)
}

/**
 * The reason code of a characteristic: R01 for the first.
 *
 * @param index - place on the scorecard, from 0
 */
export function reasonCodeOf(index: number): string {
  return `R${String(index + 1).padStart(2, '0')}`
}

function attributesOf(characteristic: Characteristic, variable: BinnedVariable): XmlElement[] {
  const ordered = [...characteristic.attributes].sort((a, b) => rank(variable, a) - rank(variable, b) || a.bin - b.bin)
  return ordered.flatMap((attribute) => {
    const { definition, note } = variable.bins[attribute.bin]!
    const predicate = binPredicate(variable.name, variable.type, definition)
    if (predicate === null) return []
    const isTextCode = variable.type === 'text' && definition.kind === 'special'
    const extensions = [
      ...(isTextCode ? [xmlElement('Extension', { extender: EXTENDER, name: 'bin', value: 'special' })] : []),
      ...(attribute.rule === undefined
        ? []
        : [xmlElement('Extension', { extender: EXTENDER, name: 'rule', value: attribute.rule })]),
      ...(note === undefined
        ? []
        : [xmlElement('Extension', { extender: EXTENDER, name: 'note', value: writableText(note) })]),
    ]
    const line = straightLine(characteristic, attribute)
    const partialScore = line === null ? pointsText(characteristic, attribute.points) : null
    return [xmlElement('Attribute', { partialScore }, [...extensions, predicate, ...(line === null ? [] : [line])])]
  })
}

/** points + pointsPerUnit · value, the value capped to the range of the characteristic. */
function straightLine(characteristic: Characteristic, attribute: ScorecardAttribute): XmlElement | null {
  if (attribute.pointsPerUnit === undefined) return null
  const field = xmlElement('FieldRef', { field: characteristic.name })
  const { range } = characteristic
  const value =
    range === undefined ? field : apply('min', apply('max', field, constant(range.minimum)), constant(range.maximum))
  const slope = apply('*', constant(attribute.pointsPerUnit), value)
  return xmlElement('ComplexPartialScore', {}, [apply('+', constant(attribute.points), slope)])
}

function apply(name: string, ...children: XmlElement[]): XmlElement {
  return xmlElement('Apply', { function: name }, children)
}

function constant(value: number): XmlElement {
  return xmlElement('Constant', { dataType: 'double' }, [pmmlNumber(value, 'straight line')])
}

function pointsText(characteristic: Characteristic, points: number): string {
  return pmmlNumber(points, `points of "${characteristic.name}"`)
}

function rank(variable: BinnedVariable, { bin }: ScorecardAttribute): number {
  return ORDER.indexOf(variable.bins[bin]!.definition.kind)
}

/** A numeric code named by two bins counts for the last, as the engine has it. */
function withoutOverridden(variable: BinnedVariable): BinnedVariable {
  if (variable.type === 'text') return variable
  const binOfCode = new Map<number, number>()
  variable.bins.forEach(({ definition }, index) => {
    if (definition.kind === 'special') for (const code of definition.codes) binOfCode.set(Number(code), index)
  })
  const bins = variable.bins.map((bin, index) =>
    bin.definition.kind === 'special'
      ? {
          ...bin,
          definition: {
            ...bin.definition,
            codes: bin.definition.codes.filter((code) => binOfCode.get(Number(code)) === index),
          },
        }
      : bin,
  )
  return { ...variable, bins }
}
