import type { ReactNode } from 'react'
import { formatNumber, type NumberFormat } from '../../../../shared/format.ts'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import { intervalText } from '../../../words/estimates.ts'
import type { BinEditorState } from './use-bin-editor.ts'

/** What the edits do: with the automatic bins of this characteristic, then as it stands now. */
export function EditorFigures({ editor }: { editor: BinEditorState }) {
  const now = editor.shown
  const before = editor.isEdited ? editor.before : null
  const one = now?.variables[0] ?? null
  const was = before?.variables[0] ?? null
  return (
    <dl className={editor.isFresh ? 'bin-figures' : 'bin-figures bin-stale'}>
      <Pair
        label={<MetricInfo metric="informationValue" label="IV" />}
        format="index3"
        now={one?.variable.informationValue}
        before={was?.variable.informationValue}
      />
      <Pair
        label="IV, hold-out"
        format="index3"
        now={one?.holdoutInformationValue}
        before={was?.holdoutInformationValue}
      />
      <Pair
        label={<MetricInfo metric="gini" label="Gini" />}
        format="percent1"
        now={one?.variable.gini}
        before={was?.variable.gini}
      />
      <Pair
        label={<MetricInfo metric="populationStabilityIndex" label="PSI, hold-out" />}
        format="index3"
        now={one?.stabilityIndex}
        before={was?.stabilityIndex}
      />
      <Pair
        label={<MetricInfo metric="rocAuc" label="AUC, development" />}
        format="auc"
        now={now?.developmentAuc.value}
        before={before?.developmentAuc.value}
        title={now === null ? '' : `95% CI ${intervalText(now.developmentAuc, 'auc')}`}
      />
      <Pair
        label="AUC, hold-out"
        format="auc"
        now={now?.holdoutAuc.value}
        before={before?.holdoutAuc.value}
        title={now === null ? '' : `95% CI ${intervalText(now.holdoutAuc, 'auc')}`}
      />
      <Pair label="Characteristics" format="integer" now={now?.nCharacteristics} before={before?.nCharacteristics} />
    </dl>
  )
}

interface PairProps {
  readonly label: ReactNode
  readonly format: NumberFormat
  readonly now: number | null | undefined
  readonly before: number | null | undefined
  readonly title?: string
}

function Pair({ label, format, now, before, title }: PairProps) {
  const [from, to] = [formatNumber(before, format), formatNumber(now, format)]
  return (
    <div title={title}>
      <dt>{label}</dt>
      <dd className="number">
        {before !== null && before !== undefined && from !== to && (
          <span className="muted">
            {from} <span aria-hidden="true">→</span>
            <span className="visually-hidden">before, now</span>{' '}
          </span>
        )}
        {to}
      </dd>
    </div>
  )
}
