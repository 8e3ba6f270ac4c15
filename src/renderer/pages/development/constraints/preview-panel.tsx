import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ChartSpec } from '../../../../charts/describe-chart.ts'
import { useServices } from '../../../app-context.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { LoadingSkeleton } from '../../../components/loading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { ChartFigure } from '../../../metrics/chart-figure.tsx'
import type { BoostingPlan } from '../draft-methods.ts'
import type { ConstraintRow } from './constraint-rows.ts'

const PAUSE_MS = 500

interface PreviewProps {
  readonly datasetId: string
  readonly source: string
  readonly spec: BoostingPlan
  readonly row: ConstraintRow | null
}

/** How the PD would go with the characteristic, with the constraints and without: a small model grown at once. */
export function PreviewPanel({ datasetId, source, spec, row }: PreviewProps) {
  return (
    <Panel title={row === null ? 'Preview' : <span className="long-name">Preview: {row.name}</span>}>
      {row === null ? (
        <p className="muted" style={{ margin: 0 }}>
          Choose a characteristic by its name to see how the PD goes with it, with the constraint and without.
        </p>
      ) : (
        <>
          <Reason row={row} />
          <Dependence key={row.name} datasetId={datasetId} source={source} spec={spec} column={row.name} />
        </>
      )}
    </Panel>
  )
}

function Reason({ row }: { row: ConstraintRow }) {
  const text = row.obstacle ?? row.suggestion?.reason
  if (text === undefined) return null
  return (
    <p className="caption" style={{ margin: 0 }}>
      {text}
    </p>
  )
}

function Dependence(props: { datasetId: string; source: string; spec: BoostingPlan; column: string }) {
  const { api } = useServices()
  const [settled] = useDebouncedValue(JSON.stringify(props.spec), PAUSE_MS)
  const query = useQuery(
    api.training.previewDependence.queryOptions({
      input: { ...(JSON.parse(settled) as BoostingPlan), dataset: props.datasetId, column: props.column },
      staleTime: Number.POSITIVE_INFINITY,
      placeholderData: (previous) => previous,
      retry: false,
    }),
  )
  const spec = useMemo<ChartSpec | null>(() => {
    if (query.data === undefined) return null
    const { constrained, unconstrained } = query.data
    return {
      name: 'partialDependence',
      view: { dependence: constrained ?? unconstrained, without: constrained === null ? null : unconstrained },
    }
  }, [query.data])
  if (query.error !== null) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (spec === null || query.data === undefined) return <LoadingSkeleton label="Growing a small model" rows={8} />
  return (
    <div className="stack" style={{ gap: 8 }} aria-busy={query.isFetching}>
      <ChartFigure spec={spec} source={props.source} />
      <p className="caption" style={{ margin: 0 }} role="status">
        {query.isFetching ? 'Growing the small models anew…' : query.data.statement}
      </p>
    </div>
  )
}
