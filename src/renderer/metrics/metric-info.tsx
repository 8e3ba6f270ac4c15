import type { ReactNode } from 'react'
import { InfoPopover } from '../components/info-popover.tsx'
import { METRIC_TEXTS, type MetricKey } from './metric-texts.ts'

/** The name of a metric with "about this number": definition, formula, direction of good, limits, source. */
export function MetricInfo({ metric, label }: { metric: MetricKey; label?: ReactNode }) {
  const text = METRIC_TEXTS[metric]
  return (
    <InfoPopover label={label ?? text.name} title={text.name}>
      <p>{text.definition}</p>
      <code>{text.formula}</code>
      <p>
        <strong>Direction. </strong>
        {text.direction}
      </p>
      <p>
        <strong>Limits. </strong>
        {text.limits}
      </p>
      <p className="muted">Source: {text.source}</p>
    </InfoPopover>
  )
}
