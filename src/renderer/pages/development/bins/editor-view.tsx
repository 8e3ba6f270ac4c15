import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { Link, useLocation } from 'wouter'
import type { DatasetSummary } from '../../../../shared/contract/index.ts'
import { PageHeader } from '../../../components/page-header.tsx'
import { versionName } from '../../../fields/choice-fields.tsx'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import type { RegressionDraftHandle } from '../use-development-draft.ts'
import { BinEditor } from './bin-editor.tsx'
import { isEdited } from './column-choice.ts'
import { ParameterFile } from './parameter-file.tsx'
import { addressOf, neighbour, reportRows } from './report-rows.ts'
import { SavingState } from './saving-state.tsx'
import { trainCommand } from './train-command.ts'
import type { Evaluation } from './use-bin-editor.ts'
import type { Histories } from './use-column-history.ts'

interface EditorViewProps {
  readonly dataset: DatasetSummary
  readonly column: string
  /** Every characteristic, for the way to the next one. */
  readonly evaluation: Evaluation
  readonly isEvaluationFresh: boolean
  readonly draft: RegressionDraftHandle
  readonly histories: Histories
  readonly setHistories: (update: (histories: Histories) => Histories) => void
}

/** The bins of one characteristic with the way to its neighbours, strongest first. */
export function EditorView(props: EditorViewProps) {
  const { dataset, column, draft } = props
  const [, navigate] = useLocation()
  const workspace = useWorkspace()
  const names = useMemo(
    () => reportRows(props.evaluation.variables, new Set()).map(({ name }) => name),
    [props.evaluation],
  )
  const go = (name: string | null) => name !== null && navigate(addressOf(name))
  const [previous, next] = [neighbour(names, column, -1), neighbour(names, column, 1)]
  const unlessAsked = (name: string | null) => document.querySelector('[role="dialog"]') === null && go(name)
  useHotkeys([
    ['alt+ArrowUp', () => unlessAsked(previous)],
    ['alt+ArrowDown', () => unlessAsked(next)],
  ])
  return (
    <>
      <PageHeader
        title="Bins"
        object={
          <>
            <strong style={{ overflowWrap: 'anywhere' }}>{column}</strong>
            {isEdited(draft.spec, column) && ' ✎ edited'}
          </>
        }
        description={
          <>
            {versionName(dataset)}, characteristic {names.indexOf(column) + 1} of {names.length} by information value.{' '}
            <SavingState draft={draft} />
          </>
        }
        command={trainCommand(dataset, draft.spec, draft.name, workspace)}
        actions={
          <>
            <ParameterFile spec={draft.spec} name={dataset.name} />
            <Step
              label="Previous characteristic"
              name={previous}
              keys="Alt ↑"
              onGo={go}
              icon={<ChevronUp size={16} />}
            />
            <Step label="Next characteristic" name={next} keys="Alt ↓" onGo={go} icon={<ChevronDown size={16} />} />
            <Button variant="default" component={Link} href="/development/bins">
              All characteristics
            </Button>
          </>
        }
      />
      <BinEditor key={column} {...props} />
    </>
  )
}

function Step(props: {
  label: string
  name: string | null
  keys: string
  icon: ReactNode
  onGo: (name: string | null) => void
}) {
  const isOff = props.name === null
  return (
    <Tooltip label={isOff ? `No ${props.label.toLowerCase()}` : `${props.name} (${props.keys})`}>
      <ActionIcon
        variant="default"
        aria-label={isOff ? props.label : `${props.label}: ${props.name}`}
        {...(isOff ? { 'aria-disabled': true, 'data-disabled': true } : {})}
        onClick={() => props.onGo(props.name)}
      >
        {props.icon}
      </ActionIcon>
    </Tooltip>
  )
}
