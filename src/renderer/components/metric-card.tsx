import type { ReactNode } from 'react'

/** One figure to be read at a glance, with what qualifies it below. */
export function MetricCard(props: { label: ReactNode; value: string; detail?: ReactNode; status?: ReactNode }) {
  return (
    <div className="metric-card">
      <div className="caption">{props.label}</div>
      <div className="metric-card-value number">{props.value}</div>
      {props.detail !== undefined && <div className="caption">{props.detail}</div>}
      {props.status !== undefined && <div style={{ marginTop: 4 }}>{props.status}</div>}
    </div>
  )
}
