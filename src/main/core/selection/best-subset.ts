import type { ModelCriterion } from './model-criterion.ts'
import { LEAST_GAIN, type StepSearch } from './step-search.ts'
import { type Subset, toggle } from './subset-fits.ts'

/** The best subset found. */
export interface BestSubset {
  readonly subset: Subset
  /** Whether no other subset can be better. */
  readonly isProven: boolean
}

interface Search extends StepSearch {
  readonly penaltyPerParameter: number
  readonly budget: number
  best: { subset: Subset; loss: number }
  isComplete: boolean
}

/**
 * Best subset by a penalised likelihood, by branch and bound: exact, unless it needs more models than the budget.
 *
 * A subset never has a higher likelihood than a set that contains it. So for all sets B between the forced groups F and a set A
 *
 *     −2·LL(B) + penalty(B) ≥ −2·LL(A) + penalty(F),   and if B lacks g:   ≥ −2·LL(A without g) + penalty(F)
 *
 * Where the first is no better than the best model known, the branch is not entered; where the second is not, g is forced, which raises
 * the penalty of F and may force more. Holds for maximum likelihood alone, not with a ridge penalty.
 *
 * @param search - criterion with `penaltyPerParameter`, groups that must stay, most groups
 * @param incumbent - a good subset to begin with
 * @param budget - most models to fit
 * @see Furnival and Wilson (1974), Regressions by leaps and bounds, Technometrics 16; Lawless and Singhal (1978), Efficient screening of
 *   nonnormal regression models, Biometrics 34
 */
export function searchByBounds(search: StepSearch, incumbent: Subset, budget: number): BestSubset {
  const { criterion, names, mustHave } = search
  const penaltyPerParameter = criterion.penaltyPerParameter ?? 0
  const best = { subset: incumbent, loss: criterion.loss(incumbent) }
  const state: Search = { ...search, penaltyPerParameter, budget, best, isComplete: true }
  const all = names.map((_, group) => group)
  consider(state, all, incumbent)
  visit(
    state,
    all.filter((group) => mustHave.has(group)),
    all.filter((group) => !mustHave.has(group)),
  )
  return { subset: state.best.subset, isProven: state.isComplete }
}

/**
 * Best subset by looking at all of them.
 *
 * @param search - criterion, groups that must stay, most groups
 * @param incumbent - a subset to begin with
 */
export function searchAll(search: StepSearch, incumbent: Subset): BestSubset {
  const free = search.names.map((_, group) => group).filter((group) => !search.mustHave.has(group))
  let best = { subset: incumbent, loss: search.criterion.loss(incumbent) }
  let subset: Subset = [...search.mustHave].sort((a, b) => a - b)
  let near = subset
  for (let count = 0; count < 2 ** free.length; count++) {
    // Gray code: each subset differs from the one before in one group.
    if (count > 0) subset = toggle(subset, free[Math.log2(count & -count)]!)
    if (subset.length > search.most) continue
    const loss = search.criterion.loss(subset, near)
    search.onModel()
    near = subset
    if (loss < best.loss - LEAST_GAIN) best = { subset, loss }
  }
  return { subset: best.subset, isProven: true }
}

/** Looks at the sets between `forced` and `forced` ∪ `free`, the fit of the latter being known. */
function visit(state: Search, forced: readonly number[], free: readonly number[]): void {
  if (!state.isComplete || forced.length > state.most) return
  const all = union(forced, free)
  const floor = deviance(state.criterion, all)
  if (floor + penalty(state, forced) >= state.best.loss - LEAST_GAIN || free.length === 0) return
  const costs = new Map<number, number>()
  for (const group of free) {
    const without = toggle(all, group)
    if (!consider(state, without, all)) return
    costs.set(group, Math.max(0, deviance(state.criterion, without) - floor))
  }
  const stays = force(state, forced, free, costs, floor)
  const open = free.filter((group) => !stays.includes(group)).sort((a, b) => costs.get(b)! - costs.get(a)! || a - b)
  if (stays.length > state.most) return
  // Every smaller set is in the branch of the first open group it leaves out; the largest branch has the highest bound.
  open.forEach((_, i) => {
    visit(state, union(stays, open.slice(0, i)), open.slice(i + 1))
  })
}

/** Fits a subset and keeps it if it is the best so far; false when the budget is spent. */
function consider(state: Search, subset: Subset, near: Subset): boolean {
  if (state.criterion.nModels() >= state.budget) state.isComplete = false
  if (!state.isComplete) return false
  const loss = state.criterion.loss(subset, near)
  state.onModel()
  if (subset.length <= state.most && loss < state.best.loss - LEAST_GAIN) state.best = { subset, loss }
  return true
}

/** Forced groups with those added whose removal alone is bound to be worse than the best model; each adds its penalty to the bound. */
function force(
  state: Search,
  forced: readonly number[],
  free: readonly number[],
  costs: ReadonlyMap<number, number>,
  floor: number,
): number[] {
  let stays = [...forced]
  for (;;) {
    const base = floor + penalty(state, stays)
    const more = free.filter((g) => !stays.includes(g) && base + costs.get(g)! >= state.best.loss - LEAST_GAIN)
    if (more.length === 0) return stays
    stays = union(stays, more)
  }
}

/** −2·log-likelihood; 0, its least possible value, where it has no finite maximum. */
function deviance(criterion: ModelCriterion, subset: Subset): number {
  const fit = criterion.fits.fit(subset)
  return fit.isFinite ? -2 * fit.logLikelihood : 0
}

function penalty({ criterion, penaltyPerParameter }: Search, subset: Subset): number {
  return penaltyPerParameter * (1 + subset.reduce((sum, group) => sum + criterion.fits.sizes[group]!, 0))
}

function union(a: readonly number[], b: readonly number[]): number[] {
  return [...a, ...b].sort((x, y) => x - y)
}
