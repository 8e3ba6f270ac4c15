import type { Tree } from '../trees/tree-model.ts'

/**
 * Code of a level in files that know no texts: its place, counted from 1; then come missing values and unseen levels. No value has the
 * code 0.
 *
 * @param place - place of the level, counted from 0
 */
export function codeOfLevel(place: number): number {
  return place + 1
}

/** Code of missing values. @param nLevels - levels of the characteristic */
export function codeOfMissing(nLevels: number): number {
  return nLevels + 1
}

/** Code of values that are none of the levels. @param nLevels - levels of the characteristic */
export function codeOfUnseen(nLevels: number): number {
  return nLevels + 2
}

/**
 * By code whether a split on levels sends it left.
 *
 * @param tree - a sound tree
 * @param node - inner node on a characteristic with levels
 * @param nLevels - levels of the characteristic
 * @returns 1 for left, shape (nLevels + 3,); place 0 stays empty
 */
export function codesGoingLeft(tree: Tree, node: number, nLevels: number): Uint8Array {
  const goesLeft = new Uint8Array(nLevels + 3)
  for (const place of tree.sets[tree.thresholds[node]!]!) goesLeft[codeOfLevel(place)] = 1
  goesLeft[codeOfMissing(nLevels)] = tree.missingLeft[node]!
  goesLeft[codeOfUnseen(nLevels)] = tree.unseenLeft?.[node] ?? tree.missingLeft[node]!
  return goesLeft
}

/**
 * Levels that a number can have, with their codes: whole numbers from 0 up, written as Assay writes them.
 *
 * @param levels - levels of a characteristic whose column holds numbers
 * @returns numbers and their codes; a level that no number has is left out
 */
export function numberLevels(levels: readonly string[]): { readonly number: number; readonly code: number }[] {
  return levels.flatMap((level, place) => {
    const number = Number(level)
    const isOne = Number.isInteger(number) && number >= 0 && String(number) === level
    return isOne ? [{ number, code: codeOfLevel(place) }] : []
  })
}
