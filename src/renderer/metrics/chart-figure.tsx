import { useCallback } from 'react'
import type { ChartTheme } from '../../charts/chart-theme.ts'
import { type ChartSpec, describeChart } from '../../charts/describe-chart.ts'
import { Figure } from '../components/figure.tsx'

/** Most width a square plot uses before it only grows. */
const SQUARE = new Set<ChartSpec['name']>(['rocCurve', 'calibrationCurve', 'gainsCurve'])

/** A chart of the field by name; keep `spec` stable between renders. */
export function ChartFigure({ spec, source }: { spec: ChartSpec; source: string }) {
  const describe = useCallback((theme: ChartTheme) => describeChart(spec, theme), [spec])
  return <Figure describe={describe} source={source} {...(SQUARE.has(spec.name) ? { maxWidth: 350 } : { maxWidth: 760 })} />
}
