import type { ReactNode } from 'react'

/** What an empty place says: what belongs here and what to do next. */
export function EmptyState(props: { title: string; children: ReactNode; action?: ReactNode; icon?: ReactNode; level?: 2 | 3 }) {
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <div className="empty-state">
      {props.icon !== undefined && <span aria-hidden="true">{props.icon}</span>}
      <Heading>{props.title}</Heading>
      <p>{props.children}</p>
      {props.action !== undefined && <div className="row">{props.action}</div>}
    </div>
  )
}
