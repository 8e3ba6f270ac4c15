import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ChartSpec } from '../../../../charts/describe-chart.ts'
import type { ImportanceMeasure } from '../../../../charts/tree-importance.ts'
import type { BoostingReport, TreeImportance } from '../../../../shared/contract/index.ts'
import { formatInterval, formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { ChartFigure } from '../../../metrics/chart-figure.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'

const COLUMNS: readonly Column<TreeImportance>[] = [
  { id: 'name', header: 'Characteristic', value: (row) => row.name, text: (row) => row.name, clip: 240 },
  {
    id: 'gain',
    header: 'Gain',
    headerNode: <MetricInfo metric="treeGain" label="Gain" />,
    isNumeric: true,
    value: (row) => row.gainShare,
    text: (row) => formatNumber(row.gainShare, 'percent1'),
  },
  {
    id: 'splits',
    header: 'Splits',
    isNumeric: true,
    value: (row) => row.nSplits,
    text: (row) => formatNumber(row.nSplits, 'integer'),
  },
  {
    id: 'permutation',
    header: 'Fall of AUC [95% CI]',
    headerNode: <MetricInfo metric="permutationImportance" label="Fall of AUC [95% CI]" />,
    isNumeric: true,
    value: (row) => row.permutation?.value ?? null,
    text: ({ permutation }) =>
      permutation === null ? '–' : formatInterval(permutation.value, permutation.lower, permutation.upper, 'woe'),
  },
]

/** Which characteristics matter, by three measures that may disagree. */
export function ImportanceView({ boosting, source }: { boosting: BoostingReport; source: string }) {
  const hasShuffles = boosting.importance.some(({ permutation }) => permutation !== null)
  const hasGain = boosting.importance.some(({ gainShare }) => gainShare !== null)
  const [chosen, setMeasure] = useState<ImportanceMeasure>(hasShuffles ? 'permutation' : hasGain ? 'gain' : 'splits')
  const spec = useMemo<ChartSpec>(
    () => ({
      name: 'treeImportance',
      importance: boosting.importance,
      measure: chosen,
      sample: boosting.permutationSample,
    }),
    [boosting, chosen],
  )
  return (
    <div className="columns-2">
      <div className="stack" style={{ gap: 8 }}>
        <SegmentedControl
          aria-label="Measure of importance"
          size="xs"
          style={{ alignSelf: 'flex-start' }}
          data={[
            ...(hasShuffles ? [{ value: 'permutation', label: 'By shuffling' }] : []),
            ...(hasGain ? [{ value: 'gain', label: 'By gain' }] : []),
            { value: 'splits', label: 'By splits' },
          ]}
          value={chosen}
          onChange={(value) => setMeasure(value as ImportanceMeasure)}
        />
        <ChartFigure spec={spec} source={source} />
      </div>
      <DataTable
        title="Importance"
        label="Importance of characteristics"
        columns={COLUMNS}
        rows={boosting.importance}
        rowKey={(row) => row.name}
        hasSearch={boosting.importance.length > 8}
        initialSort={{
          column: hasShuffles ? 'permutation' : hasGain ? 'gain' : 'splits',
          direction: 'descending',
        }}
        maxHeight="min(560px, 60vh)"
        footer={
          boosting.permutationSample === null
            ? 'Not shuffled: the fall of the AUC was not asked for.'
            : `Shuffled on ${boosting.permutationSample}.`
        }
      />
    </div>
  )
}
