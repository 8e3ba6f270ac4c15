import { Button, Radio, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { DECISIONS, type GateEvaluation, type ModelVersion } from '../../../shared/contract/index.ts'
import { DECISION_WORDS } from '../../../shared/words.ts'
import { useServices } from '../../app-context.tsx'
import { ShowCommand } from '../../components/command-block.tsx'
import { Confirm } from '../../components/confirm.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { KeyValues } from '../../components/key-values.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { useDraft } from '../../hooks/use-draft.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { callCommand } from '../../words/command-line.ts'

const LEAST_REASON = 10

interface Choice {
  readonly decision: (typeof DECISIONS)[number] | null
  readonly reason: string
  readonly conditions: string
}

const NO_CHOICE: Choice = { decision: null, reason: '', conditions: '' }

/** The decision with its reason; recorded once and never edited. */
export function DecisionForm({ evaluation, model }: { evaluation: GateEvaluation; model: ModelVersion }) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const queryClient = useQueryClient()
  const [choice, setChoice, clear] = useDraft<Choice>(`decision.${model.id}.${evaluation.gateId}`, NO_CHOICE)
  const [isConfirming, setConfirming] = useState(false)
  const decide = useMutation({
    mutationFn: (input: Parameters<typeof client.gate.decide>[0]) => client.gate.decide(input),
    onSuccess: (decision) => {
      clear()
      notifications.show({
        title: 'Decision recorded',
        message: `${DECISION_WORDS[decision.decision]}: ${versionName(model)} at ${decision.gateTitle}`,
        color: 'blue',
      })
      void queryClient.invalidateQueries()
    },
  })
  const needsConditions = choice.decision === 'approvedWithConditions'
  const isReady =
    choice.decision !== null &&
    evaluation.allowedDecisions.includes(choice.decision) &&
    choice.reason.trim().length >= LEAST_REASON &&
    (!needsConditions || choice.conditions.trim() !== '')
  const input = choice.decision === null ? null : decisionInput(evaluation, model, choice, choice.decision)
  const submit = () => input !== null && decide.mutate(input)
  return (
    <Panel
      title="Decision"
      tools={input !== null && <ShowCommand command={callCommand('gate.decide', input, workspace)} />}
    >
      <DecisionFields choice={choice} onChange={setChoice} allowed={evaluation.allowedDecisions} />
      {model.createdBy === workspace.userName && (
        <Notice>
          <p className="caption">You trained this model yourself. The decision will say so.</p>
        </Notice>
      )}
      {decide.error !== null && <ErrorState error={decide.error} />}
      <Button
        disabled={!isReady}
        loading={decide.isPending}
        onClick={() => setConfirming(true)}
        style={{ alignSelf: 'flex-end' }}
      >
        Record decision
      </Button>
      <Confirm
        isOpen={isConfirming}
        title="Record this decision?"
        action="Record decision"
        onClose={() => setConfirming(false)}
        onConfirm={submit}
      >
        <Summary choice={choice} gate={evaluation.title} model={versionName(model)} person={workspace.userName ?? ''} />
      </Confirm>
    </Panel>
  )
}

function decisionInput(
  evaluation: GateEvaluation,
  model: ModelVersion,
  choice: Choice,
  decision: NonNullable<Choice['decision']>,
) {
  return {
    model: model.id,
    gate: evaluation.gateId,
    decision,
    reason: choice.reason.trim(),
    ...(decision === 'approvedWithConditions' ? { conditions: choice.conditions.trim() } : {}),
    evidenceManifestHash: evaluation.evidenceManifestHash,
  }
}

function Summary({ choice, gate, model, person }: { choice: Choice; gate: string; model: string; person: string }) {
  const conditions = choice.decision === 'approvedWithConditions' ? ([['Conditions', choice.conditions]] as const) : []
  return (
    <>
      <KeyValues
        items={[
          ['Model', model],
          ['Gate', gate],
          ['Decision', choice.decision === null ? '' : DECISION_WORDS[choice.decision]],
          ['Reason', choice.reason],
          ...conditions,
          ['As', person],
        ]}
      />
      <p className="caption" style={{ margin: 0 }}>
        A decision is not edited or deleted. It is reversed by a new one.
      </p>
    </>
  )
}

function DecisionFields({
  choice,
  onChange,
  allowed,
}: {
  choice: Choice
  onChange: (next: Choice) => void
  allowed: GateEvaluation['allowedDecisions']
}) {
  return (
    <>
      <Radio.Group
        label="Opinion"
        value={choice.decision ?? ''}
        onChange={(decision) => onChange({ ...choice, decision: DECISIONS.find((item) => item === decision) ?? null })}
      >
        <div className="stack" style={{ gap: 6, marginTop: 4 }}>
          {DECISIONS.map((decision) => (
            <Radio
              key={decision}
              size="xs"
              value={decision}
              label={DECISION_WORDS[decision]}
              disabled={!allowed.includes(decision)}
            />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label="Reason"
        description={`At least ${LEAST_REASON} characters; stands in the audit log and in the pack.`}
        autosize
        minRows={2}
        maxRows={8}
        value={choice.reason}
        onChange={(event) => onChange({ ...choice, reason: event.currentTarget.value })}
        required
      />
      {choice.decision === 'approvedWithConditions' && (
        <Textarea
          label="Conditions"
          autosize
          minRows={2}
          maxRows={8}
          value={choice.conditions}
          onChange={(event) => onChange({ ...choice, conditions: event.currentTarget.value })}
          required
        />
      )}
    </>
  )
}
