import type { ReactNode } from 'react'

/** What an empty place says: what belongs here and what to do next. */
export function EmptyState(props: { title: string; children: ReactNode; action?: ReactNode; icon?: ReactNode }) {
  return (
    <div className="empty-state">
      {props.icon !== undefined && <span aria-hidden="true">{props.icon}</span>}
      <h2>{props.title}</h2>
      <p>{props.children}</p>
      {props.action !== undefined && <div className="row">{props.action}</div>}
    </div>
  )
}
