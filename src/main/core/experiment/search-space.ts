import { createRandom, type SeededRandom } from '../random/seeded-random.ts'
import { StatisticError } from '../statistic-error.ts'
import type { SearchDimension, SearchStrategy, Setting, SettingValue } from './experiment-types.ts'

/** Most combinations of a grid. */
export const MAX_GRID = 1000

/**
 * The parameter settings a search tries first, in order.
 *
 * `grid`: every combination, the last dimension changing fastest. `random` and `successiveHalving`: `trials` draws, each dimension
 * on its own: uniform over values, over a range, over the logarithms of a range, or over its integers. Equal draws are kept once.
 *
 * @param dimensions - parameters with values or ranges, paths distinct
 * @param strategy - how the space is covered
 * @param trials - number of draws; a grid ignores it
 * @param seed - integer in [0, 2³²)
 * @throws StatisticError `invalidInput` if a path occurs twice, a dimension has neither values nor a range or both, a range is empty,
 *   not finite or (log) not positive, a grid has a range that is not of integers, or it has more than 1,000 combinations
 * @see Bergstra and Bengio (2012), Random search for hyper-parameter optimization, JMLR 13
 */
export function planSearch(
  dimensions: readonly SearchDimension[],
  strategy: SearchStrategy,
  trials: number,
  seed: number,
): Setting[][] {
  checkDimensions(dimensions)
  if (strategy === 'grid') return gridOf(dimensions)
  const random = createRandom(seed)
  const seen = new Set<string>()
  const plan: Setting[][] = []
  for (let i = 0; i < trials; i++) {
    const settings = dimensions.map((dimension) => ({ path: dimension.path, value: drawValue(dimension, random) }))
    const key = JSON.stringify(settings)
    if (seen.has(key)) continue
    seen.add(key)
    plan.push(settings)
  }
  return plan
}

/**
 * Parameters with some values replaced, by path; nothing is changed in place.
 *
 * @param params - plain parameters
 * @param settings - path and value; a path names a value that exists in `params`
 * @throws StatisticError `invalidInput` if a path leads nowhere
 */
export function applySettings(params: Record<string, unknown>, settings: readonly Setting[]): Record<string, unknown> {
  return settings.reduce((current, { path, value }) => replaceAt(current, path.split('.'), value, path), params)
}

function replaceAt(
  node: Record<string, unknown>,
  keys: readonly string[],
  value: SettingValue,
  path: string,
): Record<string, unknown> {
  const [key, ...rest] = keys
  if (key === undefined || !Object.hasOwn(node, key))
    throw new StatisticError('invalidInput', `a search needs paths of parameters, got "${path}"`)
  if (rest.length === 0) return { ...node, [key]: value }
  const child = node[key]
  if (typeof child !== 'object' || child === null || Array.isArray(child))
    throw new StatisticError('invalidInput', `a search needs paths of parameters, got "${path}"`)
  return { ...node, [key]: replaceAt(child as Record<string, unknown>, rest, value, path) }
}

function checkDimensions(dimensions: readonly SearchDimension[]): void {
  const seen = new Set<string>()
  for (const { path, values, range } of dimensions) {
    if (seen.has(path)) throw invalid(`each parameter once, got "${path}" twice`)
    seen.add(path)
    if ((values === undefined) === (range === undefined))
      throw invalid(`values or a range for "${path}", got ${values === undefined ? 'neither' : 'both'}`)
    if (range === undefined) continue
    const { minimum, maximum, scale } = range
    if (!(Number.isFinite(minimum) && Number.isFinite(maximum) && minimum < maximum))
      throw invalid(`a range of two finite ascending numbers for "${path}", got ${minimum} to ${maximum}`)
    if (scale === 'log' && minimum <= 0) throw invalid(`a range above 0 for the log scale of "${path}", got ${minimum}`)
    if (scale === 'integer' && !(Number.isInteger(minimum) && Number.isInteger(maximum)))
      throw invalid(`whole numbers as range of "${path}", got ${minimum} to ${maximum}`)
  }
}

function gridOf(dimensions: readonly SearchDimension[]): Setting[][] {
  const lists = dimensions.map((dimension) => ({ path: dimension.path, values: gridValues(dimension) }))
  const total = lists.reduce((product, { values }) => product * values.length, 1)
  if (total > MAX_GRID) throw invalid(`at most ${MAX_GRID} combinations in a grid, got ${total}: take a random search`)
  let plan: Setting[][] = [[]]
  for (const { path, values } of lists)
    plan = plan.flatMap((settings) => values.map((value) => [...settings, { path, value }]))
  return plan
}

function gridValues({ path, values, range }: SearchDimension): readonly SettingValue[] {
  if (values !== undefined) return [...new Set(values)]
  if (range!.scale !== 'integer') throw invalid(`values, or a range of whole numbers, for "${path}" in a grid`)
  return Array.from({ length: range!.maximum - range!.minimum + 1 }, (_, i) => range!.minimum + i)
}

function drawValue({ values, range }: SearchDimension, random: SeededRandom): SettingValue {
  if (values !== undefined) return values[random.nextBelow(values.length)]!
  const { minimum, maximum, scale } = range!
  switch (scale) {
    case 'integer':
      return minimum + random.nextBelow(maximum - minimum + 1)
    case 'linear':
      return minimum + random.nextDouble() * (maximum - minimum)
    case 'log':
      return Math.exp(Math.log(minimum) + random.nextDouble() * (Math.log(maximum) - Math.log(minimum)))
  }
}

function invalid(needs: string): StatisticError {
  return new StatisticError('invalidInput', `a search needs ${needs}`)
}
