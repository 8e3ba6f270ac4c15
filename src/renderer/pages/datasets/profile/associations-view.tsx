import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { DatasetVersion } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Notice } from '../../../components/notice.tsx'
import { versionName } from '../../../fields/choice-fields.tsx'
import { DataEvidenceView, dataSourceText } from '../../../fields/data-evidence-view.tsx'
import type { HeldDataEvidence, ShownDataEvidence } from '../../../fields/use-data-evidence.ts'
import { ChartFigure } from '../../../metrics/chart-figure.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import { associationMatrix, type MeasureChoice } from './association-rows.ts'

/** How strongly every two columns go together. */
export function AssociationsView({
  version,
  held,
}: {
  version: DatasetVersion
  held: HeldDataEvidence<'association'>
}) {
  return (
    <DataEvidenceView
      held={held}
      empty={
        <EmptyState title="Associations have not been computed yet">
          Use “Compute associations” above: it compares every two columns and finds the target rate by value. The result
          is kept as evidence.
        </EmptyState>
      }
    >
      {(evidence) => <Matrix key={evidence.id} version={version} evidence={evidence} />}
    </DataEvidenceView>
  )
}

function Matrix({ version, evidence }: { version: DatasetVersion; evidence: ShownDataEvidence<'association'> }) {
  const { report } = evidence.payload
  const [numbers, setNumbers] = useState<MeasureChoice['numbers']>('pearson')
  const [texts, setTexts] = useState<MeasureChoice['texts']>('cramersVCorrected')
  const spec = useMemo(
    () => ({ name: 'associationMatrix' as const, matrix: associationMatrix(report, { numbers, texts }) }),
    [report, numbers, texts],
  )
  return (
    <div className="stack">
      <div className="row" style={{ gap: '8px 20px' }}>
        <MeasureSwitch
          label="Two numbers"
          value={numbers}
          onChange={setNumbers}
          data={[
            { value: 'pearson', label: 'Pearson' },
            { value: 'spearman', label: 'Spearman' },
          ]}
        />
        <MeasureSwitch
          label="Two texts"
          value={texts}
          onChange={setTexts}
          data={[
            { value: 'cramersVCorrected', label: 'Cramér’s V, corrected' },
            { value: 'cramersV', label: 'Cramér’s V' },
          ]}
        />
        <span className="row caption" style={{ gap: 12 }}>
          <MetricInfo metric={numbers} label="Correlation" />
          <MetricInfo metric="cramersV" label="Cramér’s V" />
          <MetricInfo metric="correlationRatio" label="Correlation ratio η" />
        </span>
      </div>
      {report.columns.length < version.columns.length && (
        <p className="caption" style={{ margin: 0 }}>
          {formatNumber(report.columns.length, 'integer')} of {formatNumber(version.columns.length, 'integer')} columns:
          identifiers and ignored columns are left out, and at most 60 are compared.
        </p>
      )}
      {report.pooled.length > 0 && (
        <Notice>
          <p>Rare values were taken together in {report.pooled.map((item) => item.column).join(', ')}.</p>
        </Notice>
      )}
      <ChartFigure spec={spec} source={dataSourceText(versionName(version), evidence)} />
    </div>
  )
}

function MeasureSwitch<T extends string>(props: {
  label: string
  value: T
  onChange: (value: T) => void
  data: { value: T; label: string }[]
}) {
  return (
    <div className="row">
      <span className="caption">{props.label}</span>
      <SegmentedControl
        aria-label={props.label}
        size="xs"
        data={props.data}
        value={props.value}
        onChange={(value) => props.onChange(value as T)}
      />
    </div>
  )
}
