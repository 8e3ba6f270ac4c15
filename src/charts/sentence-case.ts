/** A phrase as it may begin a sentence: "the hold-out sample" becomes "The hold-out sample". */
export function sentenceCase(phrase: string): string {
  return phrase.slice(0, 1).toUpperCase() + phrase.slice(1)
}
