import { useViewportSize } from '@mantine/hooks'
import { useCallback } from 'react'
import type { ChartTheme } from '../../charts/chart-theme.ts'
import { type ChartSpec, describeChart } from '../../charts/describe-chart.ts'
import { Figure } from '../components/figure.tsx'

/** Plots that are square: they stay low enough to be seen whole below the head of a page. */
const SQUARE = new Set<ChartSpec['name']>([
  'rocCurve',
  'calibrationCurve',
  'gainsCurve',
  'calibrationChange',
  'comparisonRoc',
])

const SMALLEST_SQUARE = 350
const LARGEST_SQUARE = 520
const WIDEST = 760
/** Height of title, fields, cards, tabs, legend and note around a plot. */
const PAGE_HEAD = 560

/** A chart of the field by name; keep `spec` stable between renders. `subject` names a case that is no row of a dataset. */
export function ChartFigure({ spec, source, subject }: { spec: ChartSpec; source: string; subject?: string }) {
  const describe = useCallback(
    (theme: ChartTheme) => {
      const chart = describeChart(spec, theme)
      return subject === undefined ? chart : { ...chart, title: chart.title.replace(/^Row \d+/, subject) }
    },
    [spec, subject],
  )
  const { height } = useViewportSize()
  const maxWidth = SQUARE.has(spec.name)
    ? Math.min(LARGEST_SQUARE, Math.max(SMALLEST_SQUARE, height - PAGE_HEAD))
    : WIDEST
  return <Figure describe={describe} source={source} maxWidth={maxWidth} />
}
