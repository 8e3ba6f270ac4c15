import type { TreeCharacteristic } from '../../trees/tree-model.ts'
import { ZERO_RANGE } from '../../trees/walk-trees.ts'
import { codeOfLevel, codeOfMissing, codeOfUnseen, numberLevels } from '../level-codes.ts'
import { addStep, constant, type OnnxGraph } from './onnx-graph.ts'
import type { OnnxTensor, OnnxValue } from './onnx-proto.ts'

/**
 * Adds what makes of one column of values what the trees compare, shape (n, 1): numbers with NaN for all that counts as missing, levels
 * as codes.
 *
 * A number is a double; NaN is missing. A text is a string; the empty one is missing unless it is a level. Of numbers with levels the
 * whole part counts; negative and infinite ones are unseen.
 *
 * @param characteristic - the characteristic, whose name is that of the input
 * @param place - its place among the characteristics
 * @returns the name of the prepared column
 */
export function addInput(graph: OnnxGraph, characteristic: TreeCharacteristic, place: number): string {
  const { name, type, levels } = characteristic
  if (levels === null) return addNumber(graph, characteristic, place)
  const output = `assay/code/${place}`
  if (type === 'text') return addEncoder(graph, name, textKeys(levels), levels.length, output)
  const whole = addWholePart(graph, name, place)
  const known = addEncoder(graph, whole, numberKeys(levels), levels.length, `assay/known/${place}`)
  const isMissing = addStep(graph, 'IsNaN', [name], `assay/isMissing/${place}`)
  return addStep(graph, 'Where', [isMissing, constant(graph, codeOfMissing(levels.length)), known], output)
}

/** What a reader of the file has to give for a characteristic. */
export function inputValue({ name, type, levels, description }: TreeCharacteristic): OnnxValue {
  const words =
    type === 'text' ? `text; ${levels!.includes('') ? 'never missing' : 'empty = missing'}` : 'number; NaN = missing'
  return {
    name,
    type: type === 'text' ? 'string' : 'double',
    dims: ['n', 1],
    description: description === null ? words : `${description} (${words})`,
  }
}

function addNumber(graph: OnnxGraph, characteristic: TreeCharacteristic, place: number): string {
  const { name, missingCodes = [], zeroIsMissing } = characteristic
  let value = name
  const setMissing = (condition: string, word: string): void => {
    value = addStep(graph, 'Where', [condition, constant(graph, Number.NaN), value], `assay/${word}/${place}`)
  }
  missingCodes.forEach((code, i) => {
    setMissing(addStep(graph, 'Equal', [name, constant(graph, code)], `assay/isCode${i}/${place}`), `withoutCode${i}`)
  })
  if (zeroIsMissing === true) {
    const size = addStep(graph, 'Abs', [name], `assay/size/${place}`)
    const isZero = addStep(graph, 'LessOrEqual', [size, constant(graph, ZERO_RANGE)], `assay/isZero/${place}`)
    setMissing(isZero, 'withoutZero')
  }
  return value
}

/** Towards zero; what is not finite or not above −1 becomes −1, which is no level. */
function addWholePart(graph: OnnxGraph, name: string, place: number): string {
  const isAbove = addStep(graph, 'Greater', [name, constant(graph, -1)], `assay/isAbove/${place}`)
  const isBelow = addStep(graph, 'Less', [name, constant(graph, Number.POSITIVE_INFINITY)], `assay/isBelow/${place}`)
  const isSound = addStep(graph, 'And', [isAbove, isBelow], `assay/isSound/${place}`)
  const sound = addStep(graph, 'Where', [isSound, name, constant(graph, -1)], `assay/sound/${place}`)
  const floor = addStep(graph, 'Floor', [sound], `assay/floor/${place}`)
  const isFraction = addStep(graph, 'Greater', [sound, constant(graph, -1)], `assay/isFraction/${place}`)
  const zero = addStep(graph, 'Max', [floor, constant(graph, 0)], `assay/atLeastZero/${place}`)
  return addStep(graph, 'Where', [isFraction, zero, constant(graph, -1)], `assay/whole/${place}`)
}

interface Keys {
  readonly tensor: OnnxTensor
  readonly codes: readonly number[]
}

function textKeys(levels: readonly string[]): Keys {
  const hasEmpty = levels.includes('')
  const values = hasEmpty ? levels : [...levels, '']
  const codes = levels.map((_, i) => codeOfLevel(i))
  return {
    tensor: { type: 'string', dims: [values.length], values },
    codes: hasEmpty ? codes : [...codes, codeOfMissing(levels.length)],
  }
}

/** Levels that a number can have; one that no number has keeps its code, which then never occurs. */
function numberKeys(levels: readonly string[]): Keys {
  const known = numberLevels(levels)
  const keys = known.map(({ number }) => number)
  const codes = known.map(({ code }) => code)
  // An encoder needs a key: −1 is what the whole part of unfit numbers is.
  if (keys.length === 0) {
    keys.push(-1)
    codes.push(codeOfUnseen(levels.length))
  }
  return { tensor: { type: 'double', dims: [keys.length], values: keys }, codes }
}

function addEncoder(graph: OnnxGraph, input: string, keys: Keys, nLevels: number, output: string): string {
  graph.nodes.push({
    op: 'LabelEncoder',
    domain: 'ai.onnx.ml',
    inputs: [input],
    outputs: [output],
    attributes: {
      keys_tensor: { tensor: keys.tensor },
      values_tensor: { tensor: { type: 'double', dims: [keys.codes.length], values: keys.codes } },
      default_tensor: { tensor: { type: 'double', dims: [1], values: [codeOfUnseen(nLevels)] } },
    },
  })
  return output
}
