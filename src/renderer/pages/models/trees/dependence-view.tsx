import { Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ChartSpec } from '../../../../charts/describe-chart.ts'
import type { CreditModel, ModelVersion } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { CommandBlock } from '../../../components/command-block.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { LoadingSkeleton } from '../../../components/loading.tsx'
import { DatasetField, versionName } from '../../../fields/choice-fields.tsx'
import { useDatasetChoice } from '../../../fields/use-choices.ts'
import { ChartFigure } from '../../../metrics/chart-figure.tsx'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { callCommand } from '../../../words/command-line.ts'

/** How the PD goes with one characteristic, all others as they are. */
export function DependenceView({
  version,
  model,
  names,
}: {
  version: ModelVersion
  model: CreditModel
  /** Characteristics in the order to choose from, strongest first. */
  names: readonly string[]
}) {
  const { api } = useServices()
  const workspace = useWorkspace()
  const data = useDatasetChoice(version.datasetVersionId)
  const [column, setColumn] = useState(names[0] ?? model.characteristics[0]?.name ?? '')
  const { dataset } = data
  const query = useQuery(
    api.model.dependence.queryOptions({
      input: { model: version.id, dataset: dataset?.id ?? '-', column },
      enabled: dataset !== null && column !== '',
      staleTime: Number.POSITIVE_INFINITY,
      placeholderData: keepPreviousData,
    }),
  )
  const spec = useMemo<ChartSpec | null>(
    () =>
      query.data === undefined ? null : { name: 'partialDependence', view: { dependence: query.data, without: null } },
    [query.data],
  )
  return (
    <div className="stack" style={{ gap: 12 }}>
      <div className="fields">
        <Select
          label="Characteristic"
          data={[...names]}
          value={column}
          onChange={(next) => next !== null && setColumn(next)}
          searchable
          limit={200}
          allowDeselect={false}
          w={280}
        />
        <DatasetField items={data.datasets} value={dataset} onChange={data.choose} width={260} />
      </div>
      {query.error !== null ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : spec === null ? (
        <LoadingSkeleton label="Computing the dependence" rows={8} />
      ) : (
        <div aria-busy={query.isPlaceholderData}>
          <ChartFigure
            spec={spec}
            source={`${dataset === null ? '' : versionName(dataset)}. Model ${versionName(version)}.`}
          />
        </div>
      )}
      <CommandBlock
        command={callCommand(
          'model.dependence',
          { model: version.id, dataset: dataset?.id ?? 'DATASET', column },
          workspace,
        )}
      />
    </div>
  )
}
