import type { ReactNode } from 'react'
import type { DatasetSummary, EvidenceKind } from '../../shared/contract/index.ts'
import { ErrorState } from '../components/error-state.tsx'
import { LoadingSkeleton } from '../components/loading.tsx'
import { versionName } from './choice-fields.tsx'
import { sourceText } from './run-field.tsx'
import type { useEvidence } from './use-evidence.ts'

export type HeldEvidence<K extends EvidenceKind> = ReturnType<typeof useEvidence<K>>
type Shown<K extends EvidenceKind> = NonNullable<HeldEvidence<K>['evidence']>

interface EvidenceViewProps<K extends EvidenceKind> {
  readonly held: HeldEvidence<K>
  readonly datasets: readonly DatasetSummary[]
  /** Shown before the first run. */
  readonly empty: ReactNode
  readonly children: (evidence: Shown<K>, source: string) => ReactNode
}

/** The chosen run of a model, or what to do before there is one. */
export function EvidenceView<K extends EvidenceKind>({ held, datasets, empty, children }: EvidenceViewProps<K>) {
  const { evidence, list, query, runs } = held
  if (evidence !== null) return <>{children(evidence, sourceText(evidence, datasetName(datasets, evidence)))}</>
  const error = list.error ?? query.error
  if (error !== null) return <ErrorState error={error} onRetry={() => void list.refetch()} />
  if (list.data !== undefined && runs.length === 0) return <>{empty}</>
  return <LoadingSkeleton rows={10} />
}

/** The dataset version a run was made on, by name where it is known. */
export function datasetName(
  datasets: readonly DatasetSummary[],
  evidence: { readonly datasetVersionId: string },
): string {
  const found = datasets.find((item) => item.id === evidence.datasetVersionId)
  return found === undefined ? evidence.datasetVersionId.slice(0, 12) : versionName(found)
}
