import { createRandom } from '../random/seeded-random.ts'
import { modelInputs } from '../scorecard/model-inputs.ts'
import type { TreeModel } from '../trees/tree-model.ts'
import { type CaseValue, dateValues, writtenConstants } from './golden-cases.ts'
import { nextAbove, nextBelow } from './neighbours.ts'
import { mixedValues, type TreeCaseOptions, type TreeCases, thresholdsOf, treeCases, treeValues } from './tree-cases.ts'

/** Thresholds of other characteristics that an input gets, evenly over all of them. */
const MOST_THRESHOLDS = 200
const DEFAULT_SEED = 20_260_101

/**
 * Cases of a tree model as the columns it reads from a file. Where its characteristics are those columns, they are those of `treeCases`.
 * Where some are derived, no case can be led to a split; then the inputs are mixed, with the thresholds of all characteristics, the levels,
 * and the numbers and texts that the expressions name.
 *
 * @param model - a sound model
 * @param options - how many
 * @returns distinct cases in the order of `modelInputs(model)`, always the same for one model
 */
export function treeInputCases(model: TreeModel, options: Partial<TreeCaseOptions> = {}): TreeCases {
  if (model.preprocessing === undefined) return treeCases(model, options)
  const written = writtenConstants(model)
  const all = model.characteristics.flatMap((_, j) => thresholdsOf(model, j)).filter(Number.isFinite)
  const step = Math.max(1, Math.ceil(all.length / MOST_THRESHOLDS))
  const numbers = [...all.filter((_, i) => i % step === 0), ...written.numbers]
  const texts = [...model.characteristics.flatMap(({ type, levels }) => (type === 'text' ? (levels ?? []) : []))]
  const pools = modelInputs(model).map((input): readonly CaseValue[] => {
    if (input.type === 'date') return dateValues(input).values
    if (input.type === 'text') return [...new Set([...texts, ...written.texts, 'assay: not a level', '0']), null]
    const place = model.characteristics.findIndex(({ name, type }) => name === input.name && type === 'numeric')
    const own = place < 0 ? [] : treeValues(model.characteristics[place]!, thresholdsOf(model, place))
    const beside = numbers.flatMap((value) => [value, nextBelow(value), nextAbove(value)])
    return [...new Set([...own, ...beside, 0, 1, -1, 0.5, 1e15])].filter(isTame)
  })
  const { nMixed = 4_000, seed = DEFAULT_SEED } = options
  const mixed = mixedValues(pools, nMixed, createRandom(seed))
  const distinct = new Map(mixed.map((values) => [JSON.stringify(values), { values }]))
  const nNodes = model.trees.reduce((sum, { features }) => sum + features.length, 0)
  return { cases: [...distinct.values()], nNodesLeftOut: nNodes }
}

/** Derived values are computed from these: they stay away from the ends of the range, where some databases raise errors. */
function isTame(value: CaseValue): boolean {
  return typeof value !== 'number' || value === 0 || (Math.abs(value) > 1e-100 && Math.abs(value) < 1e100)
}
