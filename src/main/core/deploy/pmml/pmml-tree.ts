import type { Tree, TreeCharacteristic } from '../../trees/tree-model.ts'
import { codeOfLevel, codeOfMissing, codeOfUnseen, codesGoingLeft, numberLevels } from '../level-codes.ts'
import { pmmlMiningSchema } from './pmml-fields.ts'
import { pmmlNumber } from './pmml-number.ts'
import { binPredicate } from './pmml-predicates.ts'
import { type XmlElement, xmlElement } from './xml-element.ts'

/** What the trees of a model have in common. */
export interface PmmlTreePlan {
  readonly characteristics: readonly TreeCharacteristic[]
  /** Field per characteristic. */
  readonly fields: readonly string[]
  /** Inputs that a characteristic is made from. */
  readonly inputsOf: readonly (readonly string[])[]
  /** Named by trees that ask nothing: a mining schema has a field. */
  readonly firstInput: string
}

/** Splits from the root to a leaf, at most: readers of XML go down as many elements. */
export const MOST_PMML_DEPTH = 200

/**
 * A tree as a PMML `TreeModel` of regression. Each node has two children: the first with a predicate, the second with True; where the
 * value is missing the predicate is unknown and `defaultChild` names the way.
 *
 * @param tree - a sound tree
 * @throws StatisticError `invalidInput` for a level with a character that XML cannot hold
 * @see Data Mining Group (2019), PMML 4.4, TreeModel: missing value strategies
 */
export function pmmlTree(tree: Tree, plan: PmmlTreePlan): XmlElement {
  const inputs = new Set(tree.features.flatMap((feature) => plan.inputsOf[feature]!))
  return xmlElement(
    'TreeModel',
    {
      functionName: 'regression',
      missingValueStrategy: 'defaultChild',
      noTrueChildStrategy: 'returnNullPrediction',
      splitCharacteristic: 'binarySplit',
    },
    [schemaOf([...inputs], plan), tree.features.length === 0 ? leaf(tree, 0, TRUE) : node(tree, 0, TRUE, plan)],
  )
}

/** A tree that is a number alone. @throws StatisticError `invalidInput` if it is not finite */
export function pmmlConstantTree(value: number, plan: PmmlTreePlan): XmlElement {
  const node = xmlElement('Node', { id: 'L0', score: pmmlNumber(value, 'base margin') }, [TRUE])
  const attributes = { functionName: 'regression', missingValueStrategy: 'defaultChild' }
  return xmlElement('TreeModel', attributes, [schemaOf([], plan), node])
}

function schemaOf(inputs: readonly string[], { firstInput }: PmmlTreePlan): XmlElement {
  return pmmlMiningSchema(inputs.length === 0 ? [firstInput] : inputs, null)
}

const TRUE = xmlElement('True')
const FALSE = xmlElement('False')

/** The first child of a node: its predicate, the side it is on, and whether missing values go there. */
interface FirstChild {
  readonly predicate: XmlElement
  readonly isLeft: boolean
  readonly takesMissing: boolean
}

function node(tree: Tree, place: number, predicate: XmlElement, plan: PmmlTreePlan): XmlElement {
  const first = firstChild(tree, place, plan)
  const [one, other] = [tree.left[place]!, tree.right[place]!]
  const children = first.isLeft ? [one, other] : [other, one]
  const write = (child: number, condition: XmlElement): XmlElement =>
    child < 0 ? leaf(tree, -child - 1, condition) : node(tree, child, condition, plan)
  const defaultChild = idOf(children[first.takesMissing ? 0 : 1]!)
  return xmlElement('Node', { id: idOf(place), defaultChild }, [
    predicate,
    write(children[0]!, first.predicate),
    write(children[1]!, TRUE),
  ])
}

function leaf(tree: Tree, place: number, predicate: XmlElement): XmlElement {
  return xmlElement('Node', { id: `L${place}`, score: pmmlNumber(tree.values[place]!, 'leaf') }, [predicate])
}

function idOf(child: number): string {
  return child < 0 ? `L${-child - 1}` : `N${child}`
}

function firstChild(tree: Tree, place: number, plan: PmmlTreePlan): FirstChild {
  const feature = tree.features[place]!
  const characteristic = plan.characteristics[feature]!
  const field = plan.fields[feature]!
  const missingLeft = tree.missingLeft[place] === 1
  if (characteristic.levels !== null) return firstOfLevels(tree, place, characteristic, field)
  const threshold = tree.thresholds[place]!
  if (Number.isFinite(threshold)) {
    const value = pmmlNumber(threshold, 'threshold')
    return { predicate: simple(field, 'lessOrEqual', value), isLeft: true, takesMissing: missingLeft }
  }
  // Every number is at or below ∞, and none but −∞ at or below that.
  const isNumberLeft = threshold > 0
  const predicate = isNumberLeft === missingLeft ? TRUE : simple(field, 'isNotMissing')
  return { predicate, isLeft: isNumberLeft, takesMissing: isNumberLeft === missingLeft }
}

/** The first child takes listed levels, the second all others: it is the side that unseen ones go to. */
function firstOfLevels(tree: Tree, place: number, characteristic: TreeCharacteristic, field: string): FirstChild {
  const levels = characteristic.levels!
  const goesLeft = codesGoingLeft(tree, place, levels.length)
  const isLeft = goesLeft[codeOfUnseen(levels.length)] === 0
  const isOnSide = (code: number): boolean => (goesLeft[code] === 1) === isLeft
  const takesMissing = isOnSide(codeOfMissing(levels.length))
  const listed =
    characteristic.type === 'text'
      ? binPredicate(field, 'text', { kind: 'levels', levels: levels.filter((_, i) => isOnSide(codeOfLevel(i))) })
      : binPredicate(field, 'numeric', {
          kind: 'special',
          codes: numberLevels(levels).flatMap(({ number, code }) => (isOnSide(code) ? [String(number)] : [])),
        })
  const none = takesMissing ? simple(field, 'isMissing') : FALSE
  return { predicate: listed ?? none, isLeft, takesMissing }
}

function simple(field: string, operator: string, value?: string): XmlElement {
  return xmlElement('SimplePredicate', { field, operator, value })
}
