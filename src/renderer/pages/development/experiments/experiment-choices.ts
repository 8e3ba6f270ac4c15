import {
  gbdtParamsSchema,
  type Method,
  type SearchDimension,
  scorecardParamsSchema,
} from '../../../../shared/contract/index.ts'
import {
  BOOSTING_DIMENSIONS,
  DIMENSION_GRAMMAR,
  parseSearchDimension,
  searchDimensionText,
} from '../../../../shared/search-dimension.ts'

export type ExperimentKind = 'crossValidation' | 'learningCurve' | 'search'
export type Strategy = 'grid' | 'random' | 'successiveHalving'

/** What a person asks of an experiment; kept while they look elsewhere. */
export interface ExperimentChoices {
  readonly kind: ExperimentKind
  readonly folds: number
  readonly repeats: number
  readonly strategy: Strategy
  readonly trials: number
  /** Text per path; an empty one leaves the parameter alone. */
  readonly vary: Readonly<Record<string, string>>
}

interface Searchable {
  readonly path: string
  readonly label: string
  readonly example: string
}

const OF_REGRESSIONS: readonly Searchable[] = [
  { path: 'binning.maxBins', label: 'Bins at most', example: '3..8:integer' },
  { path: 'binning.minBinShare', label: 'Smallest bin, share', example: '0.02..0.1' },
  { path: 'binning.trend', label: 'Trend', example: 'auto,none' },
  { path: 'minInformationValue', label: 'Least IV', example: '0.005..0.1:log' },
  { path: 'l2', label: 'Ridge penalty', example: '0.01..100:log' },
  { path: 'l1', label: 'Lasso penalty', example: '0.01..100:log' },
  { path: 'selection.maxCorrelation', label: 'Correlation below', example: '0.5,0.7,0.9,null' },
]

const OF_TREES: readonly Searchable[] = [
  { path: 'learningRate', label: 'Learning rate', example: '0.02..0.2:log' },
  { path: 'maxTrees', label: 'Trees at most', example: '100..600:integer' },
  { path: 'maxLeaves', label: 'Leaves per tree', example: '4..64:integer' },
  { path: 'minChildCount', label: 'Rows per leaf, least', example: '10..200:integer' },
  { path: 'l2', label: 'L2 penalty', example: '0.1..30:log' },
  { path: 'rowShare', label: 'Rows per tree, share', example: '0.5..1' },
  { path: 'columnShare', label: 'Columns per tree, share', example: '0.4..1' },
  { path: 'maxDepth', label: 'Depth at most', example: '3,4,6,null' },
  { path: 'maxBins', label: 'Bins per number', example: '63,127,255' },
]

/** Parameters of the method worth searching, each with a sensible range to begin with. */
export function searchableOf(method: Method): readonly Searchable[] {
  return method === 'gbdt' ? OF_TREES : OF_REGRESSIONS
}

/** What is asked at first of an experiment with this method. */
export function defaultExperiment(method: Method): ExperimentChoices {
  return method === 'gbdt' ? DEFAULT_TREE_EXPERIMENT : DEFAULT_EXPERIMENT
}

export const DEFAULT_EXPERIMENT: ExperimentChoices = {
  kind: 'crossValidation',
  folds: 5,
  repeats: 1,
  strategy: 'random',
  trials: 20,
  vary: { 'binning.maxBins': '3..8:integer', l2: '0.01..100:log' },
}

const DEFAULT_TREE_EXPERIMENT: ExperimentChoices = {
  ...DEFAULT_EXPERIMENT,
  vary: Object.fromEntries(BOOSTING_DIMENSIONS.map((one) => [one.path, searchDimensionText(one)])),
}

/** The dimensions that are filled in, and by path what is wrong with the others. */
export function dimensionsOf(
  vary: ExperimentChoices['vary'],
  method: Method,
): {
  readonly dimensions: readonly SearchDimension[]
  readonly wrong: ReadonlyMap<string, string>
} {
  const dimensions: SearchDimension[] = []
  const wrong = new Map<string, string>()
  for (const { path } of searchableOf(method)) {
    const text = vary[path] ?? ''
    if (text.trim() === '') continue
    const dimension = parseSearchDimension(path, text)
    const problem = dimension === null ? `Give ${DIMENSION_GRAMMAR}` : problemOf(dimension, method)
    if (problem !== null) wrong.set(path, problem)
    else if (dimension !== null) dimensions.push(dimension)
  }
  return { dimensions, wrong }
}

/** What the parameter does not take of this dimension; null if it takes everything. */
function problemOf({ path, values, range }: SearchDimension, method: Method): string | null {
  if (range === undefined) {
    const refused = (values ?? []).find((value) => !takes(path, value, method))
    return refused === undefined ? null : `Does not take ${String(refused)}`
  }
  const { minimum, maximum, scale } = range
  if (minimum >= maximum) return 'The range needs a smaller and a larger end'
  if (scale === 'log' && minimum <= 0) return 'A range on the log scale begins above 0'
  const refused = [minimum, maximum].find((value) => !takes(path, value, method))
  if (refused !== undefined) return `Does not take ${refused}`
  const between = minimum + (maximum - minimum) * 0.437
  return scale === 'integer' || takes(path, between, method)
    ? null
    : `Takes whole numbers only: ${minimum}..${maximum}:integer`
}

/** Whether the contract takes a value at this path of the parameters. */
function takes(path: string, value: unknown, method: Method): boolean {
  const params = path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
  return (method === 'gbdt' ? gbdtParamsSchema : scorecardParamsSchema).safeParse(params).success
}

/** The name on the form of a parameter by its path. */
export function parameterName(path: string, method: Method): string {
  return searchableOf(method).find((one) => one.path === path)?.label ?? path
}
