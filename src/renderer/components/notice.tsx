import { CircleAlert, Info } from 'lucide-react'
import type { ReactNode } from 'react'

/** A short message in the page: information, or something that needs attention. */
export function Notice(props: {
  kind?: 'info' | 'attention'
  title?: string
  children?: ReactNode
  action?: ReactNode
  role?: 'alert' | 'status'
}) {
  const isAttention = props.kind === 'attention'
  return (
    <div className="notice" data-kind={props.kind ?? 'info'} role={props.role}>
      <span className="notice-mark" aria-hidden="true" style={{ lineHeight: 0, marginTop: 2 }}>
        {isAttention ? <CircleAlert size={16} /> : <Info size={16} />}
      </span>
      <div className="notice-body">
        {props.title !== undefined && <strong>{props.title}</strong>}
        {props.children}
      </div>
      {props.action}
    </div>
  )
}
