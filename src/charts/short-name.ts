/** A name with its middle left out where it is long: names of one family often differ at their end. */
export function shortName(name: string, maxLetters: number): string {
  const letters = Array.from(name)
  if (letters.length <= maxLetters) return name
  const nEnd = Math.floor((maxLetters - 1) / 2)
  return `${letters.slice(0, maxLetters - 1 - nEnd).join('')}…${letters.slice(-nEnd).join('')}`
}
