import type { ColumnSchema, MonotoneSuggestion } from '../../../../shared/contract/index.ts'
import { type Constraints, directionOf } from './constraint-choices.ts'
import type { Direction } from './constraint-words.ts'

export interface ConstraintRow {
  readonly name: string
  readonly type: ColumnSchema['type']
  readonly direction: Direction | null
  /** Why it cannot have a direction; null: it can. */
  readonly obstacle: string | null
  /** Null while it is not known. */
  readonly suggestion: MonotoneSuggestion | null
}

export const CONSTRAINT_FILTERS = ['all', 'set', 'open'] as const
export type ConstraintFilter = (typeof CONSTRAINT_FILTERS)[number]

/** The characteristics of the training with what is set and what the data suggest. */
export function constraintRows(
  columns: readonly Pick<ColumnSchema, 'name' | 'type'>[],
  constraints: Constraints,
  suggestions: readonly MonotoneSuggestion[],
): ConstraintRow[] {
  const suggested = new Map(suggestions.map((one) => [one.column, one]))
  return columns.map(({ name, type }) => ({
    name,
    type,
    direction: directionOf(constraints, name),
    obstacle: type === 'numeric' ? null : 'Its values are levels: they have no order to rise in.',
    suggestion: suggested.get(name) ?? null,
  }))
}

/** Rows in question: all, those with a direction, or those where the data suggest another one than is set. */
export function filteredRows(rows: readonly ConstraintRow[], filter: ConstraintFilter): readonly ConstraintRow[] {
  switch (filter) {
    case 'all':
      return rows
    case 'set':
      return rows.filter(({ direction }) => direction !== null)
    case 'open':
      return rows.filter(isOpen)
  }
}

/** True where the data suggest a direction that is not set. */
export function isOpen({ suggestion, direction, obstacle }: ConstraintRow): boolean {
  return obstacle === null && suggestion !== null && suggestion.direction !== null && suggestion.direction !== direction
}
