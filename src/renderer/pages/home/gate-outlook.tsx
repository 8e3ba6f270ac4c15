import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Policy } from '../../../shared/contract/index.ts'
import { useServices } from '../../app-context.tsx'
import { Verdict } from '../../words/verdicts.tsx'

/** How the model stands at each gate of the policy, before anybody has decided. */
export function GateOutlook({ modelId }: { modelId: string }) {
  const { api } = useServices()
  const policy = useQuery(api.gate.policy.queryOptions())
  if (policy.data === undefined) return null
  return (
    <ul className="outlook" aria-label="Checks against the policy">
      {policy.data.gates.map((gate) => (
        <GateLine key={gate.id} gate={gate} modelId={modelId} />
      ))}
    </ul>
  )
}

function GateLine({ gate, modelId }: { gate: Policy['gates'][number]; modelId: string }) {
  const { api } = useServices()
  const evaluation = useQuery(api.gate.evaluate.queryOptions({ input: { model: modelId, gate: gate.id } }))
  const checks = evaluation.data?.checks ?? []
  const nWithin = checks.filter((check) => check.verdict === 'withinTolerance').length
  const nAdvisory = checks.filter((check) => check.verdict !== 'withinTolerance' && !check.isRequired).length
  const advisory = nAdvisory === 0 ? '' : `, ${nAdvisory} advisory not`
  return (
    <li>
      <Anchor component={Link} href="/governance">
        {gate.title}
      </Anchor>
      <span>{evaluation.data !== undefined && <Verdict verdict={evaluation.data.outcome} />}</span>
      <span className="caption number">
        {evaluation.data !== undefined && `${nWithin} of ${checks.length} checks within tolerance${advisory}`}
      </span>
    </li>
  )
}
