/** A piece of a text: whether the search found it. */
export interface TextPiece {
  readonly text: string
  readonly isHit: boolean
}

/** A text cut at the places where the needle stands, upper and lower case alike. */
export function splitHits(text: string, needle: string): readonly TextPiece[] {
  const lower = text.toLowerCase()
  const wanted = needle.toLowerCase()
  // Where small letters take another number of units than capital ones, places would be wrong.
  if (wanted === '' || lower.length !== text.length) return [{ text, isHit: false }]
  const pieces: TextPiece[] = []
  let from = 0
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    if (at > from) pieces.push({ text: text.slice(from, at), isHit: false })
    from = at + wanted.length
    pieces.push({ text: text.slice(at, from), isHit: true })
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), isHit: false })
  return pieces
}
