import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { DatasetSummary } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { LoadingSkeleton } from '../../../components/loading.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { QueryView } from '../../../components/query-view.tsx'
import { useDatasetChoice } from '../../../fields/use-choices.ts'
import { type RegressionDraftHandle, regressionHandle, useDevelopmentDraft } from '../use-development-draft.ts'
import './bins.css'
import { DiscardEdits } from './discard-edits.tsx'
import { EditorView } from './editor-view.tsx'
import { nameOfAddress } from './report-rows.ts'
import { ReportView } from './report-view.tsx'
import type { Evaluation } from './use-bin-editor.ts'
import type { Histories } from './use-column-history.ts'

const TITLE = 'Characteristics and bins'

/** Every characteristic of the chosen data set with its bins, and the bins of one to edit; `address` names it as the hash does. */
export function BinsPage({ address }: { address: string | null }) {
  const { query, datasets, dataset, choose } = useDatasetChoice()
  return (
    <div className="page" style={{ gap: 12 }}>
      {dataset === null && <PageHeader title={TITLE} />}
      <QueryView query={query}>
        {() =>
          dataset === null ? (
            <NoDataset />
          ) : (
            <DatasetBins key={dataset.id} dataset={dataset} datasets={datasets} onChoose={choose} address={address} />
          )
        }
      </QueryView>
    </div>
  )
}

interface DatasetBinsProps {
  readonly dataset: DatasetSummary
  readonly datasets: readonly DatasetSummary[]
  readonly onChoose: (id: string) => void
  readonly address: string | null
}

function DatasetBins({ dataset, datasets, onChoose, address }: DatasetBinsProps) {
  const draft = regressionHandle(useDevelopmentDraft(dataset.id))
  const [histories, setHistories] = useState<Histories>(new Map())
  const hasTarget = dataset.target !== null || draft.spec.target !== undefined
  const report = useReport(dataset.id, draft, hasTarget, address === null)
  const names = report.shown?.variables.map(({ variable }) => variable.name) ?? []
  const column = address === null ? null : nameOfAddress(names, address)
  const isReport = column === null
  const head = { title: TITLE, object: `${dataset.name} v${dataset.version}` }
  if (!hasTarget)
    return (
      <WithHead {...head}>
        <NoTarget id={dataset.id} />
      </WithHead>
    )
  if (draft.error !== null && !draft.isLoaded)
    return (
      <WithHead {...head}>
        <ErrorState error={draft.error} onRetry={draft.reload} />
      </WithHead>
    )
  if (report.shown === null)
    return (
      <WithHead {...head}>
        {report.error === null ? (
          <LoadingSkeleton label="Binning every characteristic" rows={14} />
        ) : (
          <>
            <ErrorState error={report.error} onRetry={report.retry} />
            <div className="row">
              <DiscardEdits draft={draft} onDiscarded={() => setHistories(new Map())} />
            </div>
          </>
        )}
      </WithHead>
    )
  return (
    <>
      <div className="stack" style={isReport ? undefined : { display: 'none' }}>
        <ReportView
          dataset={dataset}
          datasets={datasets}
          onChoose={onChoose}
          draft={draft}
          report={{ ...report, shown: report.shown }}
          opened={column}
          unknown={address !== null && isReport ? address : null}
          onDiscarded={() => setHistories(new Map())}
        />
      </div>
      {column !== null && (
        <EditorView
          dataset={dataset}
          column={column}
          evaluation={report.shown}
          isEvaluationFresh={report.isFresh}
          draft={draft}
          histories={histories}
          setHistories={setHistories}
        />
      )}
    </>
  )
}

/** Every characteristic at once; asked for again only while its list is on the screen. */
function useReport(datasetId: string, draft: RegressionDraftHandle, hasTarget: boolean, isOnScreen: boolean) {
  const { api } = useServices()
  const [last, setLast] = useState<Evaluation | null>(null)
  const query = useQuery(
    api.binning.evaluate.queryOptions({
      input: { ...draft.spec, dataset: datasetId },
      enabled: hasTarget && draft.isLoaded && (isOnScreen || last === null),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  if (query.data !== undefined && query.data !== last) setLast(query.data)
  return {
    shown: query.data ?? last,
    isFresh: query.data !== undefined,
    isWaiting: query.isFetching,
    error: query.error,
    retry: () => void query.refetch(),
  }
}

function WithHead(props: { title: string; object: string; children: ReactNode }) {
  return (
    <>
      <PageHeader title={props.title} object={props.object} />
      {props.children}
    </>
  )
}

function NoDataset() {
  return (
    <EmptyState
      title="No dataset yet"
      icon={<FlaskConical size={28} />}
      action={
        <Button component={Link} href="/datasets/import">
          Import dataset
        </Button>
      }
    >
      Characteristics are binned on a dataset with a column that says which cases turned bad.
    </EmptyState>
  )
}

function NoTarget({ id }: { id: string }) {
  return (
    <Notice kind="attention" title="This dataset has no target.">
      <p>
        Import the file again and choose the column that says which cases turned bad.{' '}
        <Link href={`/datasets/${id}`}>Open dataset</Link>
      </p>
    </Notice>
  )
}
