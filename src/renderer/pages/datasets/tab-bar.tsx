import type { ReactNode } from 'react'

/** The line above the content of a tab: what to show on the left, what to do on the right. */
export function TabBar({ controls, actions }: { controls?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="row-between">
      <div className="row">{controls}</div>
      <div className="page-actions">{actions}</div>
    </div>
  )
}
