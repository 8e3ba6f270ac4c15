import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { Link } from 'wouter'
import type { DatasetSummary } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { LoadingSkeleton } from '../../../components/loading.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { QueryView } from '../../../components/query-view.tsx'
import { DatasetField, versionName } from '../../../fields/choice-fields.tsx'
import { useDatasetChoice } from '../../../fields/use-choices.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { callCommand } from '../../../words/command-line.ts'
import { ParameterFile } from '../bins/parameter-file.tsx'
import { SavingState } from '../bins/saving-state.tsx'
import { TargetNote } from '../target-note.tsx'
import { boostingHandle, useDevelopmentDraft } from '../use-development-draft.ts'
import { ConstraintEditor } from './constraint-editor.tsx'
import './constraints.css'

/** Directions and interaction groups of the boosted trees in the making. */
export function ConstraintsPage() {
  const { query, datasets, dataset, choose } = useDatasetChoice()
  return (
    <div className="page">
      <QueryView query={query}>
        {() =>
          dataset === null ? (
            <>
              <PageHeader title="Constraints" />
              <EmptyState
                title="No dataset yet"
                icon={<FlaskConical size={28} />}
                action={
                  <Button component={Link} href="/datasets/import">
                    Import dataset
                  </Button>
                }
              >
                Constraints are set on the characteristics of a dataset.
              </EmptyState>
            </>
          ) : (
            <DatasetConstraints key={dataset.id} dataset={dataset} datasets={datasets} onChoose={choose} />
          )
        }
      </QueryView>
    </div>
  )
}

interface DatasetConstraintsProps {
  readonly dataset: DatasetSummary
  readonly datasets: readonly DatasetSummary[]
  readonly onChoose: (id: string) => void
}

function DatasetConstraints({ dataset, datasets, onChoose }: DatasetConstraintsProps) {
  const { api } = useServices()
  const workspace = useWorkspace()
  const own = useDevelopmentDraft(dataset.id)
  const draft = boostingHandle(own)
  const detail = useQuery(
    api.dataset.get.queryOptions({ input: { dataset: dataset.id }, staleTime: Number.POSITIVE_INFINITY }),
  )
  return (
    <>
      <PageHeader
        title="Constraints"
        object={versionName(dataset)}
        description="How the PD may go as a characteristic rises, and which characteristics may act together. Every tree keeps to it."
        command={callCommand(
          'training.suggestMonotone',
          { dataset: dataset.id, method: 'gbdt', seed: draft.spec.seed, exclude: draft.spec.exclude },
          workspace,
        )}
        actions={
          <>
            <ParameterFile spec={draft.spec} name={dataset.name} />
            <Button component={Link} href="/development">
              Back to training
            </Button>
          </>
        }
      />
      <div className="row-between">
        <DatasetField items={[...datasets]} value={dataset} onChange={onChoose} width={320} />
        <SavingState draft={draft} />
      </div>
      {own.isLoaded && own.spec.method !== 'gbdt' && (
        <Notice
          title="The draft does not train boosted trees now."
          action={
            <Button variant="default" onClick={() => own.setMethod('gbdt')}>
              Use boosted trees
            </Button>
          }
        >
          <p>Constraints set here are kept until it does.</p>
        </Notice>
      )}
      {dataset.target === null && draft.spec.target === undefined ? (
        <TargetNote target={null} id={dataset.id} />
      ) : draft.error !== null && !draft.isLoaded ? (
        <ErrorState error={draft.error} onRetry={draft.reload} />
      ) : draft.isLoaded ? (
        <QueryView query={detail} rows={14}>
          {(data) => <ConstraintEditor dataset={data} draft={draft} />}
        </QueryView>
      ) : (
        <LoadingSkeleton label="Reading the draft" rows={14} />
      )}
    </>
  )
}
