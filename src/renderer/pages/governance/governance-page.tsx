import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ModelVersion, Policy } from '../../../shared/contract/index.ts'
import { formatDate } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { ModelField, versionName } from '../../fields/choice-fields.tsx'
import { NoModel } from '../../fields/no-model.tsx'
import { useModelChoice } from '../../fields/use-choices.ts'
import { useDraft } from '../../hooks/use-draft.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { callCommand } from '../../words/command-line.ts'
import { DecisionsTable } from './decisions-table.tsx'
import { GateView } from './gate-view.tsx'

/** Gates: policy checks with verdicts, the decision, and every decision made. */
export function GovernancePage() {
  const { api } = useServices()
  const workspace = useWorkspace()
  const { query, models, model, choose } = useModelChoice()
  const policy = useQuery(api.gate.policy.queryOptions())
  const [gate, setGate] = useDraft<string | null>('governance.gate', null)
  const gateId = policy.data?.gates.find((item) => item.id === gate)?.id ?? policy.data?.gates[0]?.id ?? 'GATE'
  return (
    <div className="page">
      <PageHeader
        title="Governance"
        object={model === null ? undefined : versionName(model)}
        description={
          policy.data === undefined
            ? undefined
            : `Policy: ${policy.data.title}, version ${policy.data.version}, in force since ${formatDate(policy.data.effectiveFrom)}`
        }
        command={callCommand('gate.evaluate', { model: model?.id ?? 'MODEL', gate: gateId }, workspace)}
      />
      <QueryView query={query}>
        {() =>
          model === null ? (
            <NoModel />
          ) : (
            <>
              <div className="fields">
                <ModelField items={models} value={model} onChange={choose} />
              </div>
              {policy.error !== null && <ErrorState error={policy.error} onRetry={() => void policy.refetch()} />}
              {policy.data !== undefined && (
                <Gates policy={policy.data} model={model} gateId={gateId} onGate={setGate} />
              )}
            </>
          )
        }
      </QueryView>
    </div>
  )
}

function Gates({
  policy,
  model,
  gateId,
  onGate,
}: {
  policy: Policy
  model: ModelVersion
  gateId: string
  onGate: (id: string) => void
}) {
  const { api } = useServices()
  const decisions = useQuery(api.gate.decisions.queryOptions({ input: { model: model.id } }))
  return (
    <>
      <Tabs value={gateId} onChange={(id) => id !== null && onGate(id)} keepMounted={false}>
        <Tabs.List mb="md">
          {policy.gates.map((gate) => (
            <Tabs.Tab key={gate.id} value={gate.id}>
              {gate.title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {policy.gates.map((gate) => (
          <Tabs.Panel key={gate.id} value={gate.id}>
            <GateView key={`${gate.id}/${model.id}`} gate={gate} model={model} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <DecisionsTable decisions={decisions.data ?? []} />
    </>
  )
}
