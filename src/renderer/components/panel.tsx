import { type ReactNode, useId } from 'react'

/** A titled part of a page. */
export function Panel(props: { title: ReactNode; children: ReactNode; tools?: ReactNode; isFlush?: boolean }) {
  const id = useId()
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{props.title}</h2>
        {props.tools}
      </div>
      {props.isFlush === true ? props.children : <div className="panel-body">{props.children}</div>}
    </section>
  )
}
