import type { GbdtParams, MonotoneSuggestion } from '../../../../shared/contract/index.ts'
import type { Direction } from './constraint-words.ts'

/** What a person may ask of every tree: directions of numbers, and who may meet whom. */
export type Constraints = Pick<GbdtParams, 'monotone' | 'interactions'>

type Suggested = Pick<MonotoneSuggestion, 'column' | 'direction'>

/** The direction set for a characteristic; null: none. */
export function directionOf({ monotone }: Constraints, column: string): Direction | null {
  return monotone.find((one) => one.column === column)?.direction ?? null
}

/** The constraints with another direction for one characteristic; the others keep their places. */
export function withDirection(constraints: Constraints, column: string, direction: Direction | null): Constraints {
  const { monotone } = constraints
  if (directionOf(constraints, column) === direction) return constraints
  const at = monotone.findIndex((one) => one.column === column)
  if (direction === null) return { ...constraints, monotone: monotone.filter((one) => one.column !== column) }
  const one = { column, direction }
  return { ...constraints, monotone: at < 0 ? [...monotone, one] : monotone.with(at, one) }
}

/** Every direction that the data suggest; characteristics without a suggestion stay as they are. */
export function withSuggestions(constraints: Constraints, suggestions: readonly Suggested[]): Constraints {
  return suggestions.reduce(
    (before, { column, direction }) => (direction === null ? before : withDirection(before, column, direction)),
    constraints,
  )
}

/** How many characteristics "take all suggestions" would change. */
export function nOpenSuggestions(constraints: Constraints, suggestions: readonly Suggested[]): number {
  return suggestions.filter(
    ({ column, direction }) => direction !== null && directionOf(constraints, column) !== direction,
  ).length
}

/** A new interaction group that begins with one characteristic. */
export function withGroup(constraints: Constraints, column: string): Constraints {
  return { ...constraints, interactions: [...constraints.interactions, [column]] }
}

/** The group at this place with other members; without any it is gone. */
export function withMembers(constraints: Constraints, place: number, members: readonly string[]): Constraints {
  const { interactions } = constraints
  if (interactions[place] === undefined) return constraints
  return {
    ...constraints,
    interactions:
      members.length === 0
        ? interactions.filter((_, index) => index !== place)
        : interactions.with(place, [...members]),
  }
}

/** Characteristics that the group at this place may take: its own and those of no other group. */
export function choicesOfGroup({ interactions }: Constraints, place: number, all: readonly string[]): string[] {
  const elsewhere = new Set(interactions.filter((_, index) => index !== place).flat())
  return all.filter((name) => !elsewhere.has(name))
}
