import type { ColumnSchema, GbdtParams } from '../../../../shared/contract/index.ts'

/** What in the parameters does not fit together or does nothing, in whole sentences. */
export function boostingProblems(
  params: GbdtParams,
  candidates: readonly Pick<ColumnSchema, 'name' | 'type'>[],
): string[] {
  const types = new Map(candidates.map(({ name, type }) => [name, type]))
  const { earlyStopping: stopping } = params
  const constrained = params.monotone.map(({ column }) => column)
  const strange = constrained.filter((name) => !types.has(name))
  const texts = constrained.filter((name) => types.has(name) && types.get(name) !== 'numeric')
  const inGroups = params.interactions.flat().filter((name) => !types.has(name))
  const fullLeaves = params.maxDepth === null ? null : 2 ** params.maxDepth
  return [
    stopping.sample === 'holdout' && params.developmentShare === 1
      ? 'Early stopping on the hold-out sample needs one: set Development below 100%.'
      : null,
    stopping.sample !== 'none' && stopping.patience >= params.maxTrees
      ? 'The patience is not smaller than the number of trees, so it never stops early.'
      : null,
    fullLeaves !== null && fullLeaves < params.maxLeaves
      ? `A depth of ${params.maxDepth} allows ${fullLeaves} leaves, fewer than the ${params.maxLeaves} asked for.`
      : null,
    strange.length > 0 ? `Constraints on what is not a characteristic now: ${listed(strange)}.` : null,
    texts.length > 0 ? `Only numbers can have a direction: ${listed(texts)}.` : null,
    inGroups.length > 0 ? `Interaction groups name what is not a characteristic now: ${listed(inGroups)}.` : null,
  ].filter((problem) => problem !== null)
}

function listed(names: readonly string[]): string {
  const some = [...new Set(names)]
  return some.length <= 6 ? some.join(', ') : `${some.slice(0, 5).join(', ')} and ${some.length - 5} more`
}
