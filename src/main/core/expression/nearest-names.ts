const MAX_COMPARED_LENGTH = 100

/**
 * The names that are most like one that does not exist, by edit distance (insertions, deletions, replacements; case
 * ignored), best first.
 *
 * @param wanted - the name that was written
 * @param names - the names there are
 * @param count - at most so many are returned
 * @returns names at a distance of at most a third of their length, at least 1
 */
export function nearestNames(wanted: string, names: Iterable<string>, count = 3): string[] {
  const target = wanted.slice(0, MAX_COMPARED_LENGTH).toLowerCase()
  const near: { name: string; distance: number }[] = []
  for (const name of names) {
    const limit = Math.max(1, Math.floor(Math.max(name.length, target.length) / 3))
    if (Math.abs(name.length - target.length) > limit || name.length > MAX_COMPARED_LENGTH) continue
    const distance = editDistance(target, name.toLowerCase())
    if (distance <= limit) near.push({ name, distance })
  }
  near.sort((a, b) => a.distance - b.distance)
  return near.slice(0, count).map(({ name }) => name)
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1))
    }
    previous = current
  }
  return previous[b.length]!
}
