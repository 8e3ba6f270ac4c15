import { isCommonGivenName } from './given-names.ts'

const LETTERS_ONLY = /^\p{L}[\p{L}\p{M}'’. ,-]*$/u

/** What a text looks like, read as the name of a person. */
export interface PersonNameShape {
  /** One to five words of letters, hyphens and apostrophes. */
  readonly isNameLike: boolean
  /** Two to five words that begin with capitals, small particles (`van`, `de`) aside. */
  readonly isCapitalised: boolean
  readonly hasGivenName: boolean
  /** The first word, or the first after a comma, is a given name: `San Diego` is none, `Maria Rossi` and `Rossi, Maria` are. */
  readonly beginsWithGivenName: boolean
}

/**
 * Reads a text as the name of a person.
 *
 * @param text - any text
 */
export function personNameShape(text: string): PersonNameShape {
  const isLetters = text.length >= 2 && text.length <= 80 && LETTERS_ONLY.test(text)
  const words = isLetters ? text.split(/[\s,]+/).filter((word) => word !== '') : []
  const isNameLike = words.length >= 1 && words.length <= 5
  if (!isNameLike) return { isNameLike, isCapitalised: false, hasGivenName: false, beginsWithGivenName: false }
  const leading = (
    text
      .slice(text.indexOf(',') + 1)
      .trim()
      .split(/[\s,]+/)[0] ?? ''
  ).split('-')
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word))
  return {
    isNameLike,
    isCapitalised: capitals.length >= 2 && words.every((word) => /^\p{Lu}/u.test(word) || word.length <= 3),
    hasGivenName: words.some((word) => word.split('-').some(isCommonGivenName)),
    beginsWithGivenName: leading.some(isCommonGivenName),
  }
}
