import { StatisticError } from '../statistic-error.ts'
import type { Feature } from './plan-features.ts'

/** Groups of features that may meet on the way to a leaf; none: all may. */
export interface InteractionGroups {
  /** Per group and feature 1 where the feature is a member. */
  readonly members: readonly Uint8Array[]
}

/**
 * The groups by places of features. Characteristics in no group form one more.
 *
 * @throws StatisticError `invalidInput` if a group names what is no characteristic
 */
export function interactionGroups(
  groups: readonly (readonly string[])[],
  characteristics: readonly string[],
  features: readonly Feature[],
): InteractionGroups {
  if (groups.length === 0) return { members: [] }
  const named = new Set(groups.flat())
  for (const name of named)
    if (!characteristics.includes(name))
      throw new StatisticError('invalidInput', `interaction group needs characteristics, got "${name}"`)
  const all = [...groups, characteristics.filter((name) => !named.has(name))]
  return {
    members: all.map((group) => {
      const places = new Set(group.map((name) => characteristics.indexOf(name)))
      return Uint8Array.from(features, ({ place }) => (places.has(place) ? 1 : 0))
    }),
  }
}

/**
 * The groups that are left after a split.
 *
 * @param groups - those that hold every feature on the way so far; null: there are no groups, or no split yet
 */
export function narrowGroups(
  { members }: InteractionGroups,
  groups: readonly number[] | null,
  feature: number,
): readonly number[] | null {
  if (members.length === 0) return null
  return (groups ?? [...members.keys()]).filter((group) => members[group]![feature] === 1)
}
