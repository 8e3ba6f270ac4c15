import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DataEvidenceKind, DataEvidenceSummary } from '../../shared/contract/index.ts'
import { formatInstant } from '../../shared/format.ts'
import { ErrorState } from '../components/error-state.tsx'
import { LoadingSkeleton } from '../components/loading.tsx'
import type { HeldDataEvidence, ShownDataEvidence } from './use-data-evidence.ts'

interface DataEvidenceViewProps<K extends DataEvidenceKind> {
  readonly held: HeldDataEvidence<K>
  /** Shown before the first run. */
  readonly empty: ReactNode
  readonly children: (evidence: ShownDataEvidence<K>) => ReactNode
}

/** The chosen run about a dataset version, or what to do before there is one. */
export function DataEvidenceView<K extends DataEvidenceKind>({ held, empty, children }: DataEvidenceViewProps<K>) {
  const { evidence, list, query, runs } = held
  if (evidence !== null) return <>{children(evidence)}</>
  const error = list.error ?? query.error
  if (error !== null)
    return <ErrorState error={error} onRetry={() => void (list.error === null ? query : list).refetch()} />
  if (list.data !== undefined && runs.length === 0) return <>{empty}</>
  return <LoadingSkeleton rows={8} />
}

/** Chooses among the runs already made; each is kept for good. */
export function DataRunField({
  runs,
  value,
  onChange,
}: {
  runs: readonly DataEvidenceSummary[]
  value: string | null
  onChange: (id: string) => void
}) {
  if (runs.length === 0) return null
  return (
    <Select
      aria-label="Run"
      leftSection={<span className="caption">Run</span>}
      leftSectionWidth={40}
      allowDeselect={false}
      data={runs.map((run) => ({ value: run.id, label: `${formatInstant(run.createdAt)}: ${run.verdict}` }))}
      value={value}
      onChange={(id) => id !== null && onChange(id)}
      w={360}
      maw="100%"
    />
  )
}

/** Where a figure about data comes from: dataset version and run id. */
export function dataSourceText(name: string, evidence: DataEvidenceSummary): string {
  return `${name}. Run ${evidence.id}.`
}
