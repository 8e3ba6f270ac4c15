export type Tone = 'good' | 'attention' | 'breach' | 'neutral'

/** A status said three ways: by shape, by word and by colour. */
export function VerdictBadge({ shape, word, tone }: { shape: string; word: string; tone: Tone }) {
  return (
    <span className="verdict" data-tone={tone}>
      <span aria-hidden="true">{shape}</span>
      {word}
    </span>
  )
}
