import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import type { Step } from '../../../../shared/contract/step.ts'
import { KIND_WORDS, type StepKind, stepReason, stepText } from './step-words.ts'

interface ListProps {
  readonly steps: readonly Step[]
  /** The step that is edited. */
  readonly selected: number | null
  readonly onEdit: (place: number) => void
  readonly onMove: (place: number, by: -1 | 1) => void
  readonly onRemove: (place: number) => void
}

/** The steps to be applied, in their order. */
export function PlannedSteps(props: ListProps) {
  const { steps } = props
  return (
    <ol className="planned-steps" aria-label="Steps to apply">
      {steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the list
        <li key={place} className="planned-step" data-selected={props.selected === place || undefined}>
          <span className="caption number">{place + 1}</span>
          <div style={{ minWidth: 0 }}>
            <p className="one-line" title={stepText(step)}>
              <button type="button" className="plain-button link-button" onClick={() => props.onEdit(place)}>
                {KIND_WORDS[step.kind].word}
              </button>{' '}
              <code>{stepText(step)}</code>
            </p>
            {stepReason(step) !== '' && <p className="caption one-line">{stepReason(step)}</p>}
          </div>
          <div className="planned-step-tools">
            <StepButton label={`Move step ${place + 1} up`} isOff={place === 0} onClick={() => props.onMove(place, -1)}>
              <ArrowUp size={16} />
            </StepButton>
            <StepButton
              label={`Move step ${place + 1} down`}
              isOff={place === steps.length - 1}
              onClick={() => props.onMove(place, 1)}
            >
              <ArrowDown size={16} />
            </StepButton>
            <StepButton label={`Remove step ${place + 1}`} isOff={false} onClick={() => props.onRemove(place)}>
              <Trash2 size={16} />
            </StepButton>
          </div>
        </li>
      ))}
    </ol>
  )
}

function StepButton(props: { label: string; isOff: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon aria-label={props.label} disabled={props.isOff} onClick={props.onClick}>
        {props.children}
      </ActionIcon>
    </Tooltip>
  )
}

/** Chooses the kind of a new step. */
export function AddStepMenu({ onAdd, onPaste }: { onAdd: (kind: StepKind) => void; onPaste: () => void }) {
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <Button variant="default" leftSection={<Plus size={16} />}>
          Add step
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(KIND_WORDS) as StepKind[]).map((kind) => (
          <Menu.Item key={kind} onClick={() => onAdd(kind)}>
            {KIND_WORDS[kind].word}
            <span className="caption" style={{ display: 'block' }}>
              {KIND_WORDS[kind].purpose}
            </span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onPaste}>Paste steps (JSON)…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
