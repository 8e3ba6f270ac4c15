import { Button } from '@mantine/core'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { Link } from 'wouter'
import type { DatasetSummary } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { ErrorState, sentence } from '../../../components/error-state.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { DatasetField, versionName } from '../../../fields/choice-fields.tsx'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { plural } from '../../../words/estimates.ts'
import type { RegressionDraftHandle } from '../use-development-draft.ts'
import { editedColumns } from './column-choice.ts'
import { DiscardEdits } from './discard-edits.tsx'
import { ParameterFile } from './parameter-file.tsx'
import { addressOf, reportRows } from './report-rows.ts'
import { ReportTable } from './report-table.tsx'
import { SavingState } from './saving-state.tsx'
import { trainCommand } from './train-command.ts'
import type { Evaluation } from './use-bin-editor.ts'

const FOCUS_MS = 60

interface ReportViewProps {
  readonly dataset: DatasetSummary
  readonly datasets: readonly DatasetSummary[]
  readonly onChoose: (id: string) => void
  readonly draft: RegressionDraftHandle
  readonly report: {
    readonly shown: Evaluation
    readonly isFresh: boolean
    readonly isWaiting: boolean
    readonly error: unknown
    readonly retry: () => void
  }
  /** The characteristic whose bins are shown instead of this list; null: the list is on the screen. */
  readonly opened: string | null
  /** An address that means no characteristic of this data set. */
  readonly unknown: string | null
  readonly onDiscarded: () => void
}

/** The characteristics of the data set with their figures, under the specification in the making. */
export function ReportView(props: ReportViewProps) {
  const { dataset, draft, report } = props
  const workspace = useWorkspace()
  const edited = editedColumns(draft.spec)
  const editedKey = JSON.stringify(edited)
  const rows = useMemo(
    () => reportRows(report.shown.variables, new Set(JSON.parse(editedKey) as string[]), report.shown.problem === null),
    [report.shown, editedKey],
  )
  const list = useRef<HTMLDivElement>(null)
  useFocusOnReturn(list, props.opened)
  return (
    <>
      {props.opened === null && (
        <PageHeader
          title="Characteristics and bins"
          object={versionName(dataset)}
          description={<Summary evaluation={report.shown} />}
          command={trainCommand(dataset, draft.spec, draft.name, workspace)}
          actions={
            <>
              <ParameterFile spec={draft.spec} name={dataset.name} />
              <DiscardEdits draft={draft} onDiscarded={props.onDiscarded} />
              <Button component={Link} href="/development">
                Back to training
              </Button>
            </>
          }
        />
      )}
      {props.unknown !== null && (
        <Notice kind="attention" title="This dataset has no such characteristic.">
          <p>{props.unknown.slice(0, 200)}</p>
        </Notice>
      )}
      {report.error !== null && <ErrorState error={report.error} onRetry={report.retry} />}
      {report.isFresh && report.shown.problem !== null && (
        <Notice kind="attention" title="No scorecard can be fitted with these bins.">
          <p>{sentence(report.shown.problem)}</p>
        </Notice>
      )}
      <div className="row-between">
        <DatasetField items={[...props.datasets]} value={dataset} onChange={props.onChoose} width={320} />
        <SavingState draft={draft} />
      </div>
      <div ref={list} className={report.isFresh ? undefined : 'bin-stale'} aria-busy={report.isWaiting}>
        <div className="bin-progress" data-on={report.isWaiting || undefined} />
        <ReportTable rows={rows} average={report.shown.eventRate} addressOf={addressOf} />
      </div>
    </>
  )
}

function Summary({ evaluation }: { evaluation: Evaluation }) {
  const rows = `${formatNumber(evaluation.nDevelopment, 'integer')} development and ${formatNumber(evaluation.nHoldout, 'integer')} hold-out rows`
  const all = plural(evaluation.variables.length, 'characteristic')
  const { developmentAuc, holdoutAuc, nCharacteristics } = evaluation
  return (
    <>
      {rows}, bad rate {formatNumber(evaluation.eventRate, 'percent1')}.{' '}
      {evaluation.problem === null
        ? `${nCharacteristics} of ${all} in the scorecard: AUC ${formatNumber(developmentAuc.value, 'auc')} in development, ${formatNumber(holdoutAuc.value, 'auc')} in hold-out.`
        : `${all}, no scorecard.`}
    </>
  )
}

/** Back from the bins of a characteristic, the keyboard goes on at its name. */
function useFocusOnReturn(list: RefObject<HTMLDivElement | null>, opened: string | null): void {
  const last = useRef<string | null>(null)
  useEffect(() => {
    if (opened !== null) last.current = opened
    if (opened !== null || last.current === null) return
    // A long list draws its rows a moment after it is shown again.
    const name = CSS.escape(last.current)
    const timer = setTimeout(() => {
      list.current?.querySelector<HTMLElement>(`[data-characteristic="${name}"]`)?.focus()
    }, FOCUS_MS)
    return () => clearTimeout(timer)
  }, [opened, list])
}
