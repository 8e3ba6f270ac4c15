import { Fragment, type ReactNode } from 'react'

/** Facts as pairs of a name and a value. */
export function KeyValues({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="key-values">
      {items.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

/** A hash shortened to its first digits; the whole stands in the title and is copied with the text. */
export function HashText({ hash }: { hash: string }) {
  return (
    <code title={hash} className="number">
      {hash.slice(0, 12)}
    </code>
  )
}
