import type { Estimate, FitReport, TreeModel } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { MetricCard } from '../../../components/metric-card.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import { intervalText, plural } from '../../../words/estimates.ts'
import { stoppedText } from '../../development/training/training-words.ts'

/** What matters of a tree model at a glance. */
export function TreeFigures({ fit, model }: { fit: FitReport; model: TreeModel }) {
  const { boosting } = fit
  const used = boosting?.importance.filter(({ nSplits }) => nSplits > 0).length ?? model.characteristics.length
  return (
    <div className="cards">
      <MetricCard
        label={<MetricInfo metric="rocAuc" label="AUC, development" />}
        value={formatNumber(fit.developmentAuc.value, 'auc')}
        detail={intervalDetail(fit.developmentAuc)}
      />
      {fit.holdoutAuc !== null && (
        <MetricCard
          label={<MetricInfo metric="rocAuc" label="AUC, hold-out" />}
          value={formatNumber(fit.holdoutAuc.value, 'auc')}
          detail={intervalDetail(fit.holdoutAuc)}
        />
      )}
      <MetricCard
        label={<MetricInfo metric="treesKept" label="Trees kept" />}
        value={formatNumber(model.trees.length, 'integer')}
        detail={boosting === null ? undefined : keptText(boosting)}
      />
      {boosting !== null && (
        <MetricCard
          label="Leaves"
          value={formatNumber(boosting.nLeaves, 'integer')}
          detail={`${formatNumber(boosting.nTrees === 0 ? null : boosting.nLeaves / boosting.nTrees, 'number')} a tree, depth at most ${boosting.largestDepth}`}
        />
      )}
      <MetricCard
        label="Characteristics used"
        value={String(used)}
        detail={`of ${plural(model.characteristics.length, 'characteristic')} offered`}
      />
    </div>
  )
}

function intervalDetail(estimate: Estimate): string {
  return estimate.value === null ? intervalText(estimate, 'auc') : `95% CI ${intervalText(estimate, 'auc')}`
}

function keptText(boosting: NonNullable<FitReport['boosting']>): string {
  const words = stoppedText(boosting)
  return boosting.stopped === 'imported' ? words : `of ${formatNumber(boosting.nGrown, 'integer')} grown. ${words}`
}
