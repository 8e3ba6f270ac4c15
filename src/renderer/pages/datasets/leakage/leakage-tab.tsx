import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { DatasetVersion } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { ShowCommand } from '../../../components/command-block.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { DataEvidenceView, DataRunField } from '../../../fields/data-evidence-view.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { useDataEvidence } from '../../../fields/use-data-evidence.ts'
import { useDraft } from '../../../hooks/use-draft.ts'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand, callCommand } from '../../../words/command-line.ts'
import { TabBar } from '../tab-bar.tsx'
import { LeakageResult } from './leakage-result.tsx'
import { changedThresholds, STARTING_THRESHOLDS } from './leakage-thresholds.ts'
import { ThresholdsForm } from './thresholds-form.tsx'

/** Looks for features that know the target. `item` names a run. */
export function LeakageTab({ version, item }: { version: DatasetVersion; item: string | null }) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const held = useDataEvidence('leakage', version.id, item)
  const [thresholds, setThresholds, reset] = useDraft('leakage.thresholds', STARTING_THRESHOLDS)
  const [isOpen, setOpen] = useState(false)
  const open = (id: string) => navigate(`/datasets/${version.id}/leakage/${id}`)
  const run = useStartJob(`leakage.${version.id}`, client.leakage.run, (job) => open(job.result?.id ?? ''))
  const changed = changedThresholds(thresholds)
  if (version.target === null) return <NoTarget id={version.id} />
  const input = { dataset: version.id, ...(changed === undefined ? {} : { thresholds: changed }) }
  return (
    <div className="stack">
      <TabBar
        controls={
          <>
            <Button variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen
                ? 'Hide limits'
                : changed === undefined
                  ? 'Limits'
                  : `Limits (${Object.keys(changed).length} changed)`}
            </Button>
            <DataRunField runs={held.runs} value={held.id} onChange={open} />
          </>
        }
        actions={
          <>
            <ShowCommand
              command={
                changed === undefined
                  ? assayCommand('leakage', [], [['dataset', version.id]], workspace)
                  : callCommand('leakage.run', input, workspace)
              }
            />
            <Button loading={run.isBusy} onClick={() => run.start(input)}>
              Run leakage scan
            </Button>
          </>
        }
      />
      {isOpen && <ThresholdsForm value={thresholds} onChange={setThresholds} onReset={reset} />}
      <JobPanel run={run} />
      <DataEvidenceView
        held={held}
        empty={
          <EmptyState title="No leakage scan has been run on this version">
            Use “Run leakage scan” above. Every feature is looked at alone: how well it ranks the outcome, whether being
            missing tells it, and whether segments of it decide it.
          </EmptyState>
        }
      >
        {(evidence) => <LeakageResult key={evidence.id} version={version} evidence={evidence} />}
      </DataEvidenceView>
    </div>
  )
}

function NoTarget({ id }: { id: string }) {
  return (
    <EmptyState
      title="The leakage scan needs a target"
      action={
        <Button component={Link} href={`/datasets/${id}/steps`}>
          Go to Steps
        </Button>
      }
    >
      It looks for features that know the outcome. Set a target under Steps, or import the data with one.
    </EmptyState>
  )
}
