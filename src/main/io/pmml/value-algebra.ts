import {
  ALL_LEVELS,
  complementOfLevels,
  intersectLevels,
  type LevelSet,
  theseLevels,
  uniteLevels,
} from './level-set.ts'
import {
  ALL_NUMBERS,
  complementOfNumbers,
  endAfter,
  intersectNumbers,
  type NumberSet,
  numbersBelow,
  numbersFrom,
  singleNumber,
  uniteNumbers,
} from './number-set.ts'

/** Sets of the values of a field and how predicates make them; null where an operator or value does not fit the field. */
export interface ValueAlgebra<S> {
  readonly all: S
  readonly isEmpty: (set: S) => boolean
  /** How many stretches or texts a set is made of. */
  readonly sizeOf: (set: S) => number
  readonly complement: (set: S) => S
  readonly intersect: (a: S, b: S) => S
  readonly unite: (a: S, b: S) => S
  /** The values for which `value operator text` is true. */
  readonly compared: (operator: string, text: string) => S | null
  /** The listed values. */
  readonly listed: (texts: readonly string[]) => S | null
}

export const NUMBER_ALGEBRA: ValueAlgebra<NumberSet> = {
  all: ALL_NUMBERS,
  isEmpty: (set) => set.length === 0,
  sizeOf: (set) => set.length,
  complement: complementOfNumbers,
  intersect: intersectNumbers,
  unite: uniteNumbers,
  compared: comparedNumbers,
  listed: listedNumbers,
}

export const LEVEL_ALGEBRA: ValueAlgebra<LevelSet> = {
  all: ALL_LEVELS,
  isEmpty: ({ isAllBut, levels }) => !isAllBut && levels.size === 0,
  sizeOf: ({ levels }) => levels.size,
  complement: complementOfLevels,
  intersect: intersectLevels,
  unite: uniteLevels,
  compared: (operator, text) =>
    operator === 'equal'
      ? theseLevels([text])
      : operator === 'notEqual'
        ? complementOfLevels(theseLevels([text]))
        : null,
  listed: theseLevels,
}

/** A number as PMML writes one; NaN for anything else, and for numbers beyond the range of doubles. */
export function pmmlNumberOf(text: string): number {
  const value = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) + 0 : Number.NaN
  return Number.isFinite(value) ? value : Number.NaN
}

function comparedNumbers(operator: string, text: string): NumberSet | null {
  const a = pmmlNumberOf(text)
  if (Number.isNaN(a)) return null
  switch (operator) {
    case 'equal':
      return singleNumber(a)
    case 'notEqual':
      return complementOfNumbers(singleNumber(a))
    case 'lessThan':
      return numbersBelow(a)
    case 'lessOrEqual':
      return numbersBelow(endAfter(a))
    case 'greaterThan':
      return numbersFrom(endAfter(a))
    case 'greaterOrEqual':
      return numbersFrom(a)
    default:
      return null
  }
}

function listedNumbers(texts: readonly string[]): NumberSet | null {
  const values = [...new Set(texts.map(pmmlNumberOf))].sort((a, b) => a - b)
  return values.some(Number.isNaN) ? null : balanced(values.map(singleNumber), uniteNumbers, [])
}

/** Combines a list by halves, so that each set is copied a few times, not once for every other one. */
export function balanced<S>(list: readonly S[], combine: (a: S, b: S) => S, empty: S): S {
  if (list.length < 2) return list[0] ?? empty
  const middle = list.length >> 1
  return combine(balanced(list.slice(0, middle), combine, empty), balanced(list.slice(middle), combine, empty))
}
