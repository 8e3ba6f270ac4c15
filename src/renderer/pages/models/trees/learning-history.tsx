import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { BoostingView } from '../../../../charts/boosting-curve.ts'
import type { ChartSpec } from '../../../../charts/describe-chart.ts'
import type { BoostingReport } from '../../../../shared/contract/index.ts'
import { ChartFigure } from '../../../metrics/chart-figure.tsx'

/** How the fit went, tree by tree. */
export function LearningHistory({ boosting, source }: { boosting: BoostingReport; source: string }) {
  const [view, setView] = useState<BoostingView>('logLoss')
  const hasAuc = boosting.history.some(({ watchedAuc }) => watchedAuc !== null)
  const spec = useMemo<ChartSpec>(
    () => ({
      name: 'boostingCurve',
      view,
      curve: {
        history: boosting.history,
        watched: boosting.watched,
        metric: boosting.metric,
        best: boosting.nTrees,
        isRunning: false,
      },
    }),
    [boosting, view],
  )
  if (boosting.history.length === 0) return null
  return (
    <div className="stack" style={{ gap: 8 }}>
      {hasAuc && (
        <SegmentedControl
          aria-label="What the learning curve shows"
          size="xs"
          style={{ alignSelf: 'flex-end' }}
          data={[
            { value: 'logLoss', label: 'Log loss' },
            { value: 'rocAuc', label: 'AUC' },
          ]}
          value={view}
          onChange={(value) => setView(value === 'rocAuc' ? 'rocAuc' : 'logLoss')}
        />
      )}
      <ChartFigure spec={spec} source={source} />
    </div>
  )
}
