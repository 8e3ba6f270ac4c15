const MAX_NAMES = 30
const MAX_LENGTH = 60

/** Names from a file as part of a message: the first of them, long ones shortened. */
export function listNames(names: Iterable<string>, maxNames = MAX_NAMES): string {
  const all = [...names]
  const shown = all.slice(0, maxNames).map(shortName).join(', ')
  return all.length > maxNames ? `${shown}, …` : shown
}

/** As {@link listNames}, each name in quotation marks, and the number of those left out. */
export function quoteNames(names: Iterable<string>, maxNames = 10): string {
  const all = [...names]
  const shown = all
    .slice(0, maxNames)
    .map((name) => `"${shortName(name)}"`)
    .join(', ')
  return all.length > maxNames ? `${shown} and ${all.length - maxNames} more` : shown
}

function shortName(name: string): string {
  const characters = [...name]
  return characters.length > MAX_LENGTH ? `${characters.slice(0, MAX_LENGTH - 1).join('')}…` : name
}
