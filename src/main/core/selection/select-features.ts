import type { Exclusion } from '../scorecard/fit-report.ts'
import { StatisticError } from '../statistic-error.ts'
import { searchAll, searchByBounds } from './best-subset.ts'
import { compareValues, formatValue } from './criterion-text.ts'
import { limitCandidates } from './limit-candidates.ts'
import { modelCriterion } from './model-criterion.ts'
import type { SelectionGroup, SelectionInput, SelectionProgress, SelectionResult } from './selection-input.ts'
import { type SearchEnd, type StepSearch, searchBySteps, searchBySwaps } from './step-search.ts'
import { type Subset, toggle } from './subset-fits.ts'

/** Subsets that are all looked at where branch and bound does not hold. */
const EXHAUSTIVE_LIMIT = 4096
/** Most models of branch and bound: by work, so that it ends in minutes on any sample. */
const WORK_BUDGET = 3e10
const LEAST_BUDGET = 1_000
const MOST_BUDGET = 100_000

/** A search and what is to be said of it. */
interface Found extends SearchEnd {
  readonly how: string
  readonly proof: string
}

/**
 * Selects the characteristics of a logistic regression.
 *
 * First what may not stay goes, see `limitCandidates`. Then, by `selection.method`:
 *
 * - `none`: all stay; beyond `maxCharacteristics` the strongest by information value.
 * - `forward`: from the groups that must stay, the addition that improves the criterion most, until none does.
 * - `backward`: from all, removals in the same way.
 * - `stepwise`: from the groups that must stay, additions and removals.
 * - `bestSubset`: AIC and BIC by branch and bound, proven to be the best unless more models are needed than a budget that depends on the
 *   size of the sample alone; with a ridge penalty, and for the cross-validated AUC, all sets up to 4,096 (AUC: over the folds), beyond
 *   that the best of stepwise and exchanges of one for another, which is not proven. `statement` says which it was.
 *
 * Deterministic; of equally good moves that of the group given first is made. The search ends when the worker is terminated.
 *
 * @param input - groups of columns, labels, weights, offset, ridge penalty, selection, seed
 * @param onProgress - told after every model
 * @returns groups that stay, the path of the search, a statement, and the reason for each group left out
 * @throws StatisticError `invalidInput` if a group must and must not stay, or more must stay than may
 * @throws StatisticError `undefined` if there is one class only, a column is constant, a fold lacks a class, or the model found separates
 *   events from non-events
 */
export function selectFeatures(input: SelectionInput, onProgress: SelectionProgress = () => {}): SelectionResult {
  checkInput(input)
  const { kept: candidates, exclusions } = limitCandidates(input)
  const groups = candidates.map((index) => input.groups[index]!)
  if (input.selection.method === 'none' || groups.length === 0) return withoutSearch(input, candidates, exclusions)
  const search = prepare(input, groups, onProgress)
  const found = runMethod(input, search)
  if (!Number.isFinite(search.criterion.loss(found.subset))) throw separationError(groups, found.subset)
  const left = groups.flatMap((group, g) =>
    found.subset.includes(g) ? [] : [{ ...summary(group), reason: reasonFor(search, found.subset, g) }],
  )
  const nModels = search.criterion.nModels()
  return {
    kept: found.subset.map((g) => candidates[g]!),
    path: found.path,
    statement: `${found.how}: ${nModels} models fitted. ${found.proof}${footnote(input)}`,
    exclusions: [...exclusions, ...left],
  }
}

function checkInput({ groups, yTrue, selection }: SelectionInput): void {
  const both = selection.mustHave.find((name) => selection.mustNot.includes(name))
  if (both !== undefined)
    throw new StatisticError('invalidInput', `selection needs mustHave and mustNot apart, got "${both}" in both`)
  const nMust = groups.filter(({ name }) => selection.mustHave.includes(name)).length
  const most = selection.maxCharacteristics
  if (most !== null && nMust > most)
    throw new StatisticError(
      'invalidInput',
      `selection needs maxCharacteristics of at least the ${nMust} that must stay, got ${most}`,
    )
  const events = yTrue.reduce((sum, y) => sum + y, 0)
  if (events === 0 || events === yTrue.length)
    throw new StatisticError(
      'undefined',
      `selection needs events and non-events, got ${events} events in ${yTrue.length} rows`,
    )
}

function withoutSearch(
  { groups, selection }: SelectionInput,
  candidates: readonly number[],
  exclusions: readonly Exclusion[],
): SelectionResult {
  const most = selection.maxCharacteristics ?? candidates.length
  const rank = (index: number): number =>
    selection.mustHave.includes(groups[index]!.name) ? Number.POSITIVE_INFINITY : groups[index]!.informationValue
  const strongest = [...candidates].sort((a, b) => (rank(a) === rank(b) ? a - b : rank(b) - rank(a))).slice(0, most)
  const weaker = candidates.filter((index) => !strongest.includes(index))
  const reason = `At most ${most} may be kept, and as many have a higher information value or must stay.`
  return {
    kept: candidates.filter((index) => strongest.includes(index)),
    path: [],
    statement:
      weaker.length === 0
        ? 'No search: all characteristics within the limits stay.'
        : `No search: of the characteristics within the limits the ${most} of highest information value stay.`,
    exclusions: [...exclusions, ...weaker.map((index) => ({ ...summary(groups[index]!), reason }))],
  }
}

function prepare(
  { yTrue, weights, offset, l2, selection, seed }: SelectionInput,
  groups: readonly SelectionGroup[],
  onProgress: SelectionProgress,
): StepSearch {
  const criterion = modelCriterion(selection.criterion, { groups, yTrue, weights, offset, l2 }, selection.folds, seed)
  const names = groups.map(({ name }) => name)
  const expected = (names.length * (names.length + 1)) / 2
  return {
    criterion,
    names,
    mustHave: new Set(names.flatMap((name, g) => (selection.mustHave.includes(name) ? [g] : []))),
    most: selection.maxCharacteristics ?? names.length,
    onModel: () => {
      const done = criterion.nModels()
      onProgress('Selecting', done, Math.max(done, expected))
    },
  }
}

function runMethod(input: SelectionInput, search: StepSearch): Found {
  const must = [...search.mustHave].sort((a, b) => a - b)
  const all = search.names.map((_, g) => g)
  const by = `by the ${search.criterion.name}`
  const proof = 'A search by single steps: a better set may exist.'
  switch (input.selection.method) {
    case 'forward':
      return { ...searchBySteps(search, must, { add: true, remove: false }), how: `Forward selection ${by}`, proof }
    case 'backward':
      return { ...searchBySteps(search, all, { add: false, remove: true }), how: `Backward selection ${by}`, proof }
    case 'stepwise':
      return { ...searchBySteps(search, must, { add: true, remove: true }), how: `Stepwise selection ${by}`, proof }
    default:
      return bestSubset(input, search, must, all)
  }
}

function bestSubset(input: SelectionInput, search: StepSearch, must: Subset, all: Subset): Found {
  const nFree = all.length - must.length
  const bySteps = searchBySteps(search, must, { add: true, remove: true })
  const nSets = 2 ** nFree
  const isLikelihood = search.criterion.isLowerBetter && input.l2 === 0
  const cost = search.criterion.isLowerBetter ? 1 : input.selection.folds
  if (!isLikelihood && nSets * cost > EXHAUSTIVE_LIMIT) {
    const proof =
      'Stepwise search, then exchanges of one characteristic for another while any helps: not proven to be the best set.'
    return { ...searchBySwaps(search, bySteps), how: `Best subset by the ${search.criterion.name}`, proof }
  }
  const budget = modelBudget(input, search)
  const { subset, isProven } = isLikelihood
    ? searchByBounds(search, bySteps.subset, budget)
    : searchAll(search, bySteps.subset)
  const how = `Best subset by the ${search.criterion.name}, ${isLikelihood ? 'branch and bound' : 'all sets looked at'}`
  const limit = search.most < all.length ? ` of at most ${search.most}` : ''
  const proof = isProven
    ? `Proven to be the best of all sets${limit} of ${nFree} characteristics${must.length > 0 ? ' beside those that must stay' : ''}.`
    : `Stopped at the most models allowed for a sample of this size, ${budget}: the best found, not proven to be the best set.`
  return { subset, path: [...bySteps.path, chosen(search, bySteps.subset, subset, isProven)], how, proof }
}

function chosen({ criterion, names }: StepSearch, from: Subset, to: Subset, isProven: boolean) {
  const apart = [
    ...to.filter((g) => !from.includes(g)).map((g) => `"${names[g]}" in`),
    ...from.filter((g) => !to.includes(g)).map((g) => `"${names[g]}" out`),
  ]
  const what = isProven ? 'The best of all sets' : 'The best set found'
  const value = `${criterion.name} ${formatValue(criterion, criterion.loss(to))}`
  const reason =
    apart.length === 0
      ? `${what} is that of the steps: ${value}.`
      : `${what}: against that of the steps ${apart.join(', ')}; it ${compareValues(criterion, criterion.loss(from), criterion.loss(to))}.`
  const loss = criterion.loss(to)
  return {
    action: 'choose' as const,
    name: null,
    nCharacteristics: to.length,
    criterion: Number.isFinite(loss) ? criterion.valueOf(loss) : null,
    reason,
  }
}

function modelBudget({ yTrue, groups }: SelectionInput, { criterion }: StepSearch): number {
  const columns = criterion.fits.sizes.reduce((sum, size) => sum + size, 0)
  const affordable = Math.floor(WORK_BUDGET / (yTrue.length * (columns + 1) ** 2))
  return Math.max(LEAST_BUDGET, groups.length ** 2, Math.min(MOST_BUDGET, affordable))
}

function summary({ name, informationValue }: SelectionGroup): { name: string; informationValue: number } {
  return { name, informationValue }
}

/** Why a group is not in the model found, by what adding it would do. */
function reasonFor(search: StepSearch, subset: Subset, group: number): string {
  const { criterion, most } = search
  const without = criterion.loss(subset)
  const beside = criterion.loss(toggle(subset, group), subset)
  if (!Number.isFinite(beside))
    return 'With it the model has no finite coefficients: events and non-events are separated.'
  if (beside >= without) return `Leaving it out ${compareValues(criterion, beside, without)}.`
  const gain = `Adding it alone ${compareValues(criterion, without, beside)}`
  if (subset.length >= most) return `At most ${most} may be kept, and others do more. ${gain}.`
  if (without - beside <= 1e-6) return `${gain}: too little to count.`
  return `The search left it out on its way. ${gain}, but a search by removals alone does not come back to it.`
}

function footnote({ selection, l2, seed }: SelectionInput): string {
  const folds =
    selection.criterion === 'crossValidatedAuc'
      ? ` The AUC is the mean over ${selection.folds} stratified folds, seed ${seed}; the highest mean counts, without a rule of one standard error.`
      : ''
  const ridge =
    l2 > 0 && selection.criterion !== 'crossValidatedAuc' ? ' Log-likelihoods are those of the ridge fits.' : ''
  return `${folds}${ridge}`
}

function separationError(groups: readonly SelectionGroup[], subset: Subset): StatisticError {
  const names = subset.map((g) => `"${groups[g]!.name}"`).join(', ')
  return new StatisticError(
    'undefined',
    `selection has no model with finite coefficients, got separation of events from non-events by ${names}: ` +
      'leave out the characteristic known only after the outcome, select forward, or set a ridge penalty (l2) above 0',
  )
}
