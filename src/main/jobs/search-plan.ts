import { gbdtParamsSchema, type SearchDimension, scorecardParamsSchema } from '../../shared/contract/index.ts'
import type { SearchStrategy, Setting } from '../core/experiment/experiment-types.ts'
import { applySettings, planSearch } from '../core/experiment/search-space.ts'
import { StatisticError } from '../core/statistic-error.ts'
import type { MethodParams } from './tasks/read-training.ts'

/** What decides the settings a search tries. */
export type SearchPlanInput = MethodParams & {
  readonly strategy: SearchStrategy
  readonly dimensions: readonly SearchDimension[]
  readonly trials: number
  readonly seed: number
}

/** Parameters that decide which rows and columns are read; a search reads once. */
const NOT_SEARCHED = ['developmentShare', 'weights', 'offsetColumn', 'rejectInference', 'riskBands']

/**
 * The settings a search tries first, in order, each checked to make parameters that training takes.
 *
 * @throws StatisticError `invalidInput` if a path leads nowhere, a value is none the parameter can have, or the space cannot be planned
 */
export function planSettings(input: SearchPlanInput): Setting[][] {
  const { strategy, dimensions, trials, seed } = input
  for (const { path } of dimensions) {
    const [first] = path.split('.')
    if (first !== undefined && NOT_SEARCHED.includes(first))
      throw new StatisticError('invalidInput', `a search needs parameters of the fit itself, got "${path}"`)
  }
  const planned = planSearch(dimensions, strategy, trials, seed)
  for (const settings of planned) paramsWith(input, settings)
  return planned
}

/** The method with the parameters of one trial. @throws StatisticError as {@link planSettings} */
export function paramsWith(asked: MethodParams, settings: readonly Setting[]): MethodParams {
  const applied = applySettings({ ...asked.params }, settings)
  if (asked.method === 'gbdt')
    return { method: asked.method, params: taken(gbdtParamsSchema.safeParse(applied), settings) }
  return { method: asked.method, params: taken(scorecardParamsSchema.safeParse(applied), settings) }
}

type Parsed<Params> =
  | { readonly success: true; readonly data: Params }
  | {
      readonly success: false
      readonly error: {
        readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]
      }
    }

function taken<Params>(parsed: Parsed<Params>, settings: readonly Setting[]): Params {
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const path = issue?.path.join('.') ?? ''
  const tried = settings.find((setting) => setting.path === path || path.startsWith(`${setting.path}.`))
  throw new StatisticError(
    'invalidInput',
    `a search needs values that training takes, got ${JSON.stringify(tried?.value)} for "${path}": ${issue?.message}`,
  )
}
