import { Button } from '@mantine/core'
import { errorReply, placeText } from '../hooks/error-reply.ts'
import { copyText } from './clipboard.ts'
import { Notice } from './notice.tsx'

/** A failure as a person can act on it: what is wrong, where, and the remedy. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const reply = errorReply(error)
  const place = newPlace(reply.message, placeText(reply.place))
  return (
    <Notice kind="attention" role="alert" title={sentence(reply.message)}>
      {place !== null && <p className="caption">Place: {place}</p>}
      {reply.hint !== null && <p>{sentence(reply.hint)}</p>}
      <div className="row" style={{ marginTop: 4 }}>
        {onRetry !== undefined && (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={() => copyText(JSON.stringify(reply, null, 2))}>
          Copy details
        </Button>
        <span className="caption">Code: {reply.code}</span>
      </div>
    </Notice>
  )
}

/** The place, unless the message has named it already. */
function newPlace(message: string, place: string | null): string | null {
  return place === null || message.includes(place) ? null : place
}

/** First letter upper case, one full stop at the end. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return ''
  const first = trimmed.split(/\s/, 1)[0] ?? ''
  // A file's or a column's name stays as it is written.
  const start = /[._/\\\d]/.test(first) ? trimmed : trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
  return /[.!?…]$/.test(start) ? start : `${start}.`
}
