import './steps.css'
import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { ListTree, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { DatasetVersion } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { copyText } from '../../../components/clipboard.ts'
import { ShowCommand } from '../../../components/command-block.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { useDraft } from '../../../hooks/use-draft.ts'
import { type StartedJob, useStartJob } from '../../../hooks/use-start-job.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand, type CommandWorkspace, callCommand } from '../../../words/command-line.ts'
import { PasteDialog } from './paste-dialog.tsx'
import { AddStepMenu, PlannedSteps } from './planned-steps.tsx'
import { RoleChanges } from './role-changes.tsx'
import { draftOf, newDraft, type StepDraft } from './step-draft.ts'
import { StepForm } from './step-form.tsx'
import {
  addSteps,
  clearPlan,
  deriveInput,
  EMPTY_PLAN,
  isPlanEmpty,
  lastPlanChange,
  moveStep,
  putStep,
  removeStep,
  type StepPlan,
  stepsToJson,
  undoPlan,
} from './step-plan.ts'
import { StepsMade } from './steps-made.tsx'

/** The step that is written: where it goes (null: at the end) and what it says so far. */
interface OpenStep {
  readonly place: number | null
  readonly draft: StepDraft
}

/** The steps behind a version, and the making of the next one. */
export function StepsTab({ version }: { version: DatasetVersion }) {
  const { client } = useServices()
  const [plan, setPlan] = useDraft<StepPlan>(`steps.${version.id}`, EMPTY_PLAN)
  const [open, setOpen] = useDraft<OpenStep | null>(`steps.open.${version.id}`, null)
  const [isPasting, setPasting] = useState(false)
  const run = useStartJob(`derive.${version.id}`, client.dataset.derive, () => setPlan(EMPTY_PLAN))
  const made = plan.steps.flatMap((step) => ('name' in step ? [step.name] : []))
  const place = open?.place ?? null
  const edited = place === null ? undefined : plan.steps[place]
  const ownName = edited !== undefined && 'name' in edited ? edited.name : null
  return (
    <div className="stack">
      <StepsMade version={version} />
      <div className="steps-grid">
        <div className="stack">
          <NewVersion
            version={version}
            plan={plan}
            run={run}
            selected={place}
            onChange={setPlan}
            onOpen={(next) => setOpen(next)}
            onPaste={() => setPasting(true)}
          />
          <Panel title="Roles and target">
            <RoleChanges version={version} plan={plan} made={made} onChange={setPlan} />
          </Panel>
        </div>
        {open === null ? (
          <EmptyState title="Write a step" icon={<ListTree size={28} />}>
            Add a step on the left: a derived column, an exclusion with its reason, samples, folds or weights. The
            version stays as it is; the steps make a new one.
          </EmptyState>
        ) : (
          <StepForm
            version={version}
            before={plan.steps.slice(0, place ?? plan.steps.length)}
            taken={made.filter((name) => name !== ownName)}
            draft={open.draft}
            isNew={place === null}
            onChange={(draft) => setOpen({ place, draft })}
            onDone={(step) => {
              setPlan((old) => putStep(old, step, place))
              setOpen(null)
            }}
            onClose={() => setOpen(null)}
          />
        )}
      </div>
      {isPasting && (
        <PasteDialog onAdd={(steps) => setPlan((old) => addSteps(old, steps))} onClose={() => setPasting(false)} />
      )}
    </div>
  )
}

interface NewVersionProps {
  readonly version: DatasetVersion
  readonly plan: StepPlan
  readonly run: StartedJob<ReturnType<typeof deriveInput>>
  readonly selected: number | null
  readonly onChange: (change: (plan: StepPlan) => StepPlan) => void
  readonly onOpen: (open: OpenStep | null) => void
  readonly onPaste: () => void
}

function NewVersion({ version, plan, run, selected, onChange, onOpen, onPaste }: NewVersionProps) {
  const workspace = useWorkspace()
  const [name, setName] = useDraft(`steps.name.${version.id}`, '')
  const input = deriveInput(plan, version.id, name)
  const hasTarget = plan.target === undefined || plan.target === null || plan.target.eventValue.trim() !== ''
  /** A form that is open is about a place in the list: it closes when the list changes. */
  const change = (how: (plan: StepPlan) => StepPlan) => {
    if (selected !== null) onOpen(null)
    onChange(how)
  }
  return (
    <Panel
      title={plan.steps.length === 0 ? 'New steps' : `New steps (${plan.steps.length})`}
      isFlush
      tools={<AddStepMenu onAdd={(kind) => onOpen({ place: null, draft: newDraft(kind) })} onPaste={onPaste} />}
    >
      {plan.steps.length === 0 ? (
        <p className="caption" style={{ margin: 0, padding: 12 }}>
          No step yet. {formatNumber(version.nRows, 'integer')} rows as they stand.
        </p>
      ) : (
        <PlannedSteps
          steps={plan.steps}
          selected={selected}
          onEdit={(place) => {
            const step = plan.steps[place]
            if (step !== undefined) onOpen({ place, draft: draftOf(step) })
          }}
          onMove={(place, by) => change((old) => moveStep(old, place, by))}
          onRemove={(place) => change((old) => removeStep(old, place))}
        />
      )}
      <div className="panel-body" style={{ borderTop: '1px solid var(--assay-line)' }}>
        <TextInput
          label="Name of the dataset"
          placeholder={`${version.name}: its next version`}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={120}
        />
        <JobPanel run={run} />
        <MadeVersion run={run} />
        <PlanTools plan={plan} onUndo={() => change(undoPlan)} onClear={() => change(clearPlan)} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <ShowCommand command={deriveCommand(input, workspace)} />
          <Button disabled={isPlanEmpty(plan) || !hasTarget} loading={run.isBusy} onClick={() => run.start(input)}>
            Make new version
          </Button>
        </div>
        <p className="caption" style={{ margin: 0 }}>
          How many rows stay is known once the steps have run: it is recorded per step.
        </p>
      </div>
    </Panel>
  )
}

function PlanTools({ plan, onUndo, onClear }: { plan: StepPlan; onUndo: () => void; onClear: () => void }) {
  const undoName = lastPlanChange(plan)
  if (undoName === null && plan.steps.length === 0) return null
  return (
    <div className="row" style={{ gap: 4 }}>
      {undoName !== null && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<Undo2 size={16} />}
          maw="100%"
          title={`Undo: ${undoName}`}
          onClick={onUndo}
        >
          <span className="one-line">Undo: {undoName}</span>
        </Button>
      )}
      {plan.steps.length > 0 && (
        <>
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              if (copyText(stepsToJson(plan.steps)))
                notifications.show({ message: `Copied ${plan.steps.length} steps as JSON`, color: 'blue' })
            }}
          >
            Copy as JSON
          </Button>
          <Button variant="subtle" color="gray" onClick={onClear}>
            Remove all
          </Button>
        </>
      )}
    </div>
  )
}

function MadeVersion({ run }: { run: NewVersionProps['run'] }) {
  const result = run.job?.state === 'succeeded' ? run.job.result : null
  if (result === null || result === undefined) return null
  return (
    <Notice
      role="status"
      title="New version made"
      action={
        <Button component={Link} href={`/datasets/${result.id}/steps`} variant="default">
          Open it
        </Button>
      }
    >
      <p>{result.summary}</p>
    </Notice>
  )
}

function deriveCommand(input: ReturnType<typeof deriveInput>, workspace: CommandWorkspace): string {
  if (input.target !== undefined) return callCommand('dataset.derive', input, workspace)
  return assayCommand(
    'derive',
    [],
    [
      ['dataset', input.dataset],
      ['steps', input.steps.length === 0 ? null : 'steps.json'],
      ['name', input.name],
      ['role', input.columns.map(({ column, role }) => `${column}=${role}`)],
    ],
    workspace,
  )
}
