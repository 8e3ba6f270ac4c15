/**
 * Puts an entry into a list of the most frequent, which stays sorted by falling count; earlier entries win ties.
 *
 * @param top - the list so far, changed in place
 * @param entry - the entry to put in, if it is frequent enough
 * @param limit - longest the list may get
 */
export function insertTop<T extends { readonly count: number }>(top: T[], entry: T, limit = 10): void {
  if (top.length === limit && top[limit - 1]!.count >= entry.count) return
  let at = top.length
  while (at > 0 && top[at - 1]!.count < entry.count) at--
  top.splice(at, 0, entry)
  if (top.length > limit) top.pop()
}
