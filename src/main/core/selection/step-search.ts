import type { SelectionStep } from '../scorecard/fit-report.ts'
import { compareValues, formatValue } from './criterion-text.ts'
import type { ModelCriterion } from './model-criterion.ts'
import { type Subset, toggle } from './subset-fits.ts'

/** What a search by steps works on. */
export interface StepSearch {
  readonly criterion: ModelCriterion
  readonly names: readonly string[]
  /** Groups that are never removed. */
  readonly mustHave: ReadonlySet<number>
  /** Most groups a model may have. */
  readonly most: number
  /** Called after every model. */
  readonly onModel: () => void
}

/** Where a search ended and how it came there. */
export interface SearchEnd {
  readonly subset: Subset
  readonly path: readonly SelectionStep[]
}

/** A criterion must improve by more than this: less is rounding. */
export const LEAST_GAIN = 1e-7

interface Move {
  readonly group: number
  readonly subset: Subset
  readonly loss: number
}

/**
 * Search by single steps: from a model, the one addition or removal that improves the criterion most, until none does.
 *
 * A model larger than `most` loses characteristics whatever the criterion says, those first that cost least. Of moves that are equally good
 * the one of the characteristic given first is taken.
 *
 * @param search - criterion, names, limits
 * @param start - groups of the first model, ascending
 * @param directions - whether steps may add, remove, or both
 */
export function searchBySteps(
  search: StepSearch,
  start: Subset,
  directions: { readonly add: boolean; readonly remove: boolean },
): SearchEnd {
  const { criterion, names, most } = search
  const path: SelectionStep[] = []
  let subset = start
  let loss = criterion.loss(subset)
  path.push(step(search, 'start', null, subset, loss, startReason(start, names.length)))
  for (;;) {
    const isOverfull = subset.length > most
    const move = bestMove(search, subset, directions.add && subset.length < most, directions.remove || isOverfull)
    if (move === null || !(isOverfull || move.loss < loss - LEAST_GAIN)) {
      path.push(step(search, 'stop', null, subset, loss, stopReason(search, subset, loss, move, directions)))
      return { subset, path }
    }
    const isAddition = move.subset.length > subset.length
    const reason = `${isAddition ? 'Adding' : 'Removing'} it ${compareValues(criterion, loss, move.loss)}${
      move.loss < loss - LEAST_GAIN
        ? ', more than any other step'
        : `, the least harm of all; at most ${most} may be kept`
    }.`
    path.push(step(search, isAddition ? 'add' : 'remove', names[move.group]!, move.subset, move.loss, reason))
    subset = move.subset
    loss = move.loss
  }
}

/**
 * Exchanges one group of a model for one outside it, the best such exchange at a time, with single steps in between, until neither
 * improves the criterion.
 */
export function searchBySwaps(search: StepSearch, start: SearchEnd): SearchEnd {
  const { criterion, names } = search
  const path = [...start.path]
  let subset = start.subset
  for (;;) {
    const loss = criterion.loss(subset)
    let best: { out: number; into: number; subset: Subset; loss: number } | null = null
    for (const out of subset.filter((group) => !search.mustHave.has(group))) {
      for (let into = 0; into < names.length; into++) {
        if (subset.includes(into)) continue
        const swapped = toggle(toggle(subset, out), into)
        const reached = criterion.loss(swapped, subset)
        search.onModel()
        if (reached < (best?.loss ?? loss) - LEAST_GAIN) best = { out, into, subset: swapped, loss: reached }
      }
    }
    if (best === null) return { subset, path }
    const reason = `Taking it in place of "${names[best.out]}" ${compareValues(criterion, loss, best.loss)}, more than any other exchange.`
    path.push(step(search, 'choose', names[best.into]!, best.subset, best.loss, reason))
    const polished = searchBySteps(search, best.subset, { add: true, remove: true })
    path.push(...polished.path.slice(1))
    subset = polished.subset
  }
}

function step(
  { criterion }: StepSearch,
  action: SelectionStep['action'],
  name: string | null,
  subset: Subset,
  loss: number,
  reason: string,
): SelectionStep {
  const value = Number.isFinite(loss) ? criterion.valueOf(loss) : null
  return { action, name, nCharacteristics: subset.length, criterion: value, reason }
}

function bestMove(search: StepSearch, subset: Subset, mayAdd: boolean, mayRemove: boolean): Move | null {
  let best: Move | null = null
  for (let group = 0; group < search.names.length; group++) {
    const isIn = subset.includes(group)
    if (isIn ? !mayRemove || search.mustHave.has(group) : !mayAdd) continue
    const next = toggle(subset, group)
    const loss = search.criterion.loss(next, subset)
    search.onModel()
    if (best === null || loss < best.loss - 1e-9) best = { group, subset: next, loss }
  }
  return best
}

function startReason(start: Subset, nCandidates: number): string {
  if (start.length === 0) return 'The model of the intercept alone.'
  return start.length === nCandidates ? 'The model of all candidates.' : 'The model of those that must stay.'
}

function stopReason(
  search: StepSearch,
  subset: Subset,
  loss: number,
  move: Move | null,
  directions: { readonly add: boolean; readonly remove: boolean },
): string {
  const { criterion, names, most } = search
  const isFull = directions.add && subset.length >= most && subset.length < names.length
  const limit = isFull ? `No more than ${most} may be kept. ` : ''
  if (move === null) return `${limit}No step is left.`
  const verb = move.subset.length > subset.length ? 'adding' : 'removing'
  const best = Number.isFinite(move.loss)
    ? `the best, ${verb} "${names[move.group]}", ${compareValues(criterion, loss, move.loss)}`
    : `${verb} "${names[move.group]}" has no finite coefficients`
  return `${limit}No step improves the ${criterion.name} of ${formatValue(criterion, loss)}: ${best}.`
}
