import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { EvidenceSummary, GateEvaluation, ModelVersion, Policy } from '../../../shared/contract/index.ts'
import { useServices } from '../../app-context.tsx'
import { HashText, KeyValues } from '../../components/key-values.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { ChecksTable } from './checks-table.tsx'
import { DecisionForm } from './decision-form.tsx'

type Gate = Policy['gates'][number]

/** One gate: checks against the policy, what the decision will be based on, and the decision form. */
export function GateView({ gate, model }: { gate: Gate; model: ModelVersion }) {
  const { api } = useServices()
  const evaluation = useQuery(
    api.gate.evaluate.queryOptions({ input: { model: model.id, gate: gate.id }, staleTime: 0 }),
  )
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="caption" style={{ margin: 0 }}>
        {gate.purpose}
      </p>
      <QueryView query={evaluation} rows={8}>
        {(result) => (
          <div className="gate-grid">
            <ChecksTable evaluation={result} gate={gate} />
            <div className="stack" style={{ gap: 16 }}>
              <Blockers evaluation={result} />
              <DecisionForm evaluation={result} model={model} />
              <Basis evaluation={result} model={model} />
            </div>
          </div>
        )}
      </QueryView>
    </div>
  )
}

function Blockers({ evaluation }: { evaluation: GateEvaluation }) {
  if (evaluation.blockers.length === 0) return null
  return (
    <Notice kind="attention" title="Not every decision is open">
      {evaluation.blockers.map((blocker) => (
        <p key={blocker}>{blocker}</p>
      ))}
    </Notice>
  )
}

/** What the approver sees is what is recorded: these hashes go into the decision. */
function Basis({ evaluation, model }: { evaluation: GateEvaluation; model: ModelVersion }) {
  return (
    <Panel title="What the decision is based on">
      <KeyValues
        items={[
          ['Model hash', <HashText key="model" hash={model.contentHash} />],
          ['Policy', `${evaluation.policyId} ${evaluation.policyVersion}`],
          ['Policy hash', <HashText key="policy" hash={evaluation.policyHash} />],
          [
            'Evidence',
            evaluation.evidenceIds.length === 0 ? (
              'None yet'
            ) : (
              <EvidenceList key="evidence" ids={evaluation.evidenceIds} modelId={model.id} />
            ),
          ],
          ['Evidence manifest', <HashText key="manifest" hash={evaluation.evidenceManifestHash} />],
        ]}
      />
    </Panel>
  )
}

const PAGES = {
  validationReport: 'validation',
  fairnessReport: 'fairness',
  explanationReport: 'explainability',
} as const

/** Where a piece of evidence is shown. */
function evidenceHref(item: EvidenceSummary): string {
  switch (item.kind) {
    case 'fitReport':
      return `/development/${item.modelVersionId}`
    case 'calibrationReport':
      return `/models/${item.modelVersionId}/calibration`
    case 'strategyReport':
      return `/models/${item.modelVersionId}/cut-off`
    case 'comparisonReport':
      return `/models/compare/${item.id}`
    default:
      return `/${PAGES[item.kind]}/${item.id}`
  }
}

function EvidenceList({ ids, modelId }: { ids: readonly string[]; modelId: string }) {
  const { api } = useServices()
  const list = useQuery(api.evidence.list.queryOptions({ input: { model: modelId } }))
  return (
    <ul style={{ margin: 0, paddingLeft: 16 }}>
      {ids.map((id) => {
        const item = list.data?.find((evidence) => evidence.id === id)
        if (item === undefined)
          return (
            <li key={id}>
              <code>{id.slice(0, 12)}</code>
            </li>
          )
        return (
          <li key={id}>
            <Link href={evidenceHref(item)} style={{ color: 'var(--assay-accent)' }}>
              {item.title}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
