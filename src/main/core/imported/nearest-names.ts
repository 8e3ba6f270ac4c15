/** Names longer than this are compared by their beginnings. */
const LONGEST = 60

/**
 * The names that are most like another one, most alike first: by the number of letters to put in, take out, change or swap with their
 * neighbour, capitals and small letters being the same.
 *
 * @param name - the name looked for
 * @param among - names to choose from
 * @param count - how many at most
 * @returns names that differ in less than about half of their letters, or contain each other
 * @see Damerau (1964); optimal string alignment distance
 */
export function nearestNames(name: string, among: Iterable<string>, count = 3): string[] {
  const wanted = name.toLowerCase().slice(0, LONGEST)
  const found: { other: string; distance: number }[] = []
  for (const other of among) {
    const candidate = other.toLowerCase().slice(0, LONGEST)
    const isPart =
      wanted.length > 1 && candidate.length > 1 && (candidate.includes(wanted) || wanted.includes(candidate))
    const distance = isPart ? 1 : distanceOf(wanted, candidate)
    if (distance <= Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) * 0.45)))
      found.push({ other, distance })
  }
  return found
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ other }) => other)
}

function distanceOf(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1)
    }
    before = last
    last = row
  }
  return last[b.length]!
}
