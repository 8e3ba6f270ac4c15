import { StatisticError } from '../statistic-error.ts'

/** Distinct texts with codes in the order they came. */
export interface LevelPool {
  readonly levels: string[]
  readonly codeOf: Map<string, number>
  nCharacters: number
}

/** Longest text an expression makes; a longer one is missing. */
export const MAX_TEXT_LENGTH = 32_767

/** Most characters the distinct texts of one column may have together. */
const MAX_POOL_CHARACTERS = 2 ** 29

/** A pool without texts. */
export function createLevelPool(): LevelPool {
  return { levels: [], codeOf: new Map(), nCharacters: 0 }
}

/**
 * The code of a text, a new one if it has none yet; −1 for null.
 *
 * @throws StatisticError `invalidInput` if the pool would hold more than 2²⁹ characters
 */
export function codeOfText(pool: LevelPool, text: string | null): number {
  if (text === null) return -1
  const known = pool.codeOf.get(text)
  if (known !== undefined) return known
  pool.nCharacters += text.length
  if (pool.nCharacters > MAX_POOL_CHARACTERS) {
    throw new StatisticError(
      'invalidInput',
      `expression needs distinct texts of at most ${MAX_POOL_CHARACTERS} characters`,
    )
  }
  const code = pool.levels.length
  pool.levels.push(text)
  pool.codeOf.set(text, code)
  return code
}

/** Something computed once per level: results by code, as long as the levels are the same list. */
export interface LevelMemo {
  source: readonly string[] | null
  results: number[]
}

/** A memo that knows nothing. */
export function createLevelMemo(): LevelMemo {
  return { source: null, results: [] }
}

/**
 * The result for one level, computed at its first use.
 *
 * @param code - index into `levels`, not negative
 * @param compute - text → number
 */
export function onceForLevel(
  memo: LevelMemo,
  levels: readonly string[],
  code: number,
  compute: (text: string) => number,
): number {
  if (memo.source !== levels) {
    memo.source = levels
    memo.results = []
  }
  const known = memo.results[code]
  if (known !== undefined) return known
  const result = compute(levels[code]!)
  memo.results[code] = result
  return result
}
