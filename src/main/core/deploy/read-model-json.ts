import { canonicalJson } from '../governance/canonical-json.ts'
import type { CreditModel } from '../model/credit-model.ts'
import { requireTrees } from '../trees/require-trees.ts'
import type { TreeModel } from '../trees/tree-model.ts'
import {
  checkVariables,
  listAt,
  type Members,
  membersOf,
  numberAt,
  readScorecardJson,
  textAt,
  unfit,
} from './read-scorecard-json.ts'
import { parseStrictJson } from './strict-json.ts'

/** Longest text of a model, in characters. */
export const MAX_MODEL_JSON_CHARACTERS = 128 * 1024 * 1024

/**
 * Reads a model that Assay exported as JSON, a scorecard or boosted trees: strictly (see `parseStrictJson`), and only if it can score.
 *
 * Of trees every place is in range and every node has one way to it (`requireTrees`); bins of the characteristics are checked as those of
 * scorecards are. The rest of the shape is the contract's to check.
 *
 * @param text - JSON text, canonical or not
 * @returns the model: equal models have equal canonical JSON and so one content hash (`contentHash`)
 * @throws StatisticError `invalidInput` with line and column for a fault of the JSON, with the path (`trees[2].left`) for one of the model
 */
export function readModelJson(text: string): CreditModel {
  const value = parseStrictJson(text, { characters: MAX_MODEL_JSON_CHARACTERS })
  const { kind } = membersOf(value, 'the model')
  if (kind === 'treeModel') return treeModelOf(value)
  if (kind === 'scorecardModel') return readScorecardJson(text)
  throw unfit('kind', 'to be "scorecardModel" or "treeModel"', kind)
}

function treeModelOf(value: unknown): TreeModel {
  const model = membersOf(value, 'the model')
  if (model.formatVersion !== 1) throw unfit('formatVersion', 'to be 1, the only one known', model.formatVersion)
  for (const name of ['factor', 'offset', 'baseMargin', 'developmentEventRate']) numberAt(model[name], name)
  if (model.arithmetic !== 'double' && model.arithmetic !== 'single')
    throw unfit('arithmetic', 'to be "double" or "single"', model.arithmetic)
  for (const [i, one] of listAt(model.characteristics, 'characteristics').entries())
    checkCharacteristic(membersOf(one, `characteristics[${i}]`), `characteristics[${i}]`)
  for (const [i, one] of listAt(model.trees, 'trees').entries()) checkTree(membersOf(one, `trees[${i}]`), `trees[${i}]`)
  const trees = value as TreeModel
  requireTrees(trees)
  checkVariables(model.variables)
  canonicalJson(trees)
  return trees
}

function checkCharacteristic(characteristic: Members, path: string): void {
  const { name, type, levels, missingCodes } = characteristic
  textAt(name, `${path}.name`)
  if (type !== 'numeric' && type !== 'text') throw unfit(`${path}.type`, 'to be "numeric" or "text"', type)
  if (levels !== null)
    for (const [i, level] of listAt(levels, `${path}.levels`).entries()) textAt(level, `${path}.levels[${i}]`)
  if (missingCodes !== undefined) numbersAt(missingCodes, `${path}.missingCodes`)
}

function checkTree(tree: Members, path: string): void {
  const { sets, unseenLeft, ...columns } = tree
  for (const name of ['features', 'thresholds', 'left', 'right', 'missingLeft', 'values', 'covers', 'gains'])
    numbersAt(columns[name], `${path}.${name}`)
  if (unseenLeft !== undefined) numbersAt(unseenLeft, `${path}.unseenLeft`)
  for (const [i, set] of listAt(sets, `${path}.sets`).entries()) numbersAt(set, `${path}.sets[${i}]`)
}

function numbersAt(value: unknown, path: string): void {
  const list = listAt(value, path)
  for (let i = 0; i < list.length; i++)
    if (typeof list[i] !== 'number') throw unfit(`${path}[${i}]`, 'to be a number', list[i])
}
