import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Box } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Decision, EvidenceSummary, ModelVersion } from '../../../shared/contract/index.ts'
import { formatInstant, formatNumber } from '../../../shared/format.ts'
import { DECISION_WORDS } from '../../../shared/words.ts'
import { useServices } from '../../app-context.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { VerdictBadge } from '../../components/verdict-badge.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand } from '../../words/command-line.ts'
import { DecisionBadge } from '../../words/verdicts.tsx'
import { ImportModelDialog } from './import/import-model-dialog.tsx'
import { methodText } from './model-words.ts'
import { VersionLink } from './version-link.tsx'

interface Row {
  readonly model: ModelVersion
  readonly decision: Decision | null
  readonly evidence: string
}

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'name',
    header: 'Model',
    value: (row) => row.model.name,
    text: (row) => versionName(row.model),
    clip: 200,
    cell: (row) => <VersionLink item={row.model} href={`/models/${row.model.id}`} />,
  },
  {
    id: 'decision',
    header: 'Latest decision',
    value: (row) => row.decision?.decision ?? null,
    text: (row) => (row.decision === null ? 'Not decided' : DECISION_WORDS[row.decision.decision]),
    cell: (row) =>
      row.decision === null ? (
        <VerdictBadge shape="◇" word="Not decided" tone="neutral" />
      ) : (
        <DecisionBadge decision={row.decision.decision} />
      ),
  },
  { id: 'evidence', header: 'Evidence', text: (row) => row.evidence, clip: 150 },
  {
    id: 'data',
    header: 'Dataset',
    value: (row) => row.model.datasetName,
    text: (row) => row.model.datasetName,
    clip: 140,
  },
  {
    id: 'method',
    header: 'Method',
    value: (row) => methodText(row.model),
    text: (row) => methodText(row.model),
    clip: 150,
  },
  {
    id: 'auc',
    header: 'AUC, hold-out',
    headerNode: <MetricInfo metric="rocAuc" label="AUC, hold-out" />,
    isNumeric: true,
    value: (row) => row.model.holdoutAuc,
    text: (row) => formatNumber(row.model.holdoutAuc, 'auc'),
  },
  {
    id: 'n',
    header: 'Characteristics',
    isNumeric: true,
    value: (row) => row.model.nCharacteristics,
    text: (row) => String(row.model.nCharacteristics),
    isCopyOnly: true,
  },
  {
    id: 'seed',
    header: 'Seed',
    isNumeric: true,
    value: (row) => row.model.seed,
    text: (row) => String(row.model.seed),
    isCopyOnly: true,
  },
  {
    id: 'hash',
    header: 'Hash',
    text: (row) => row.model.contentHash,
    isCopyOnly: true,
  },
  {
    id: 'created',
    header: 'Made (UTC)',
    value: (row) => row.model.createdAt,
    text: (row) => formatInstant(row.model.createdAt),
  },
  { id: 'by', header: 'By', value: (row) => row.model.createdBy, text: (row) => row.model.createdBy, clip: 110 },
]

/** The registry: every model version with its standing. */
export function ModelsPage() {
  const { api } = useServices()
  const workspace = useWorkspace()
  const models = useQuery(api.model.list.queryOptions())
  const decisions = useQuery(api.gate.decisions.queryOptions({ input: {} }))
  const evidence = useQuery(api.evidence.list.queryOptions({ input: {} }))
  const [isImporting, setImporting] = useState(false)
  const train = (
    <Button component={Link} href="/development">
      Train scorecard
    </Button>
  )
  const bring = (
    <Button variant="default" onClick={() => setImporting(true)}>
      Import
    </Button>
  )
  return (
    <div className="page">
      <PageHeader
        title="Models"
        description="Model versions are written once; what is printed is what is scored."
        command={assayCommand('models', [], [], workspace)}
        actions={
          <>
            {bring}
            <LinkButton href="/models/compare" disabled={(models.data?.length ?? 0) < 2}>
              Compare
            </LinkButton>
            {train}
          </>
        }
      />
      <ImportModelDialog isOpen={isImporting} onClose={() => setImporting(false)} />
      <QueryView query={models}>
        {(data) =>
          data.length === 0 ? (
            <EmptyState title="No model yet" icon={<Box size={28} />} action={train}>
              Trained models appear here with their decisions and evidence.
            </EmptyState>
          ) : (
            <DataTable
              label="Models"
              columns={COLUMNS}
              rows={data.map((model) => ({
                model,
                decision: latestDecision(decisions.data ?? [], model.id),
                evidence: evidenceWords(evidence.data ?? [], model.id),
              }))}
              rowKey={(row) => row.model.id}
              hasSearch
              initialSort={{ column: 'created', direction: 'descending' }}
            />
          )
        }
      </QueryView>
    </div>
  )
}

function latestDecision(decisions: readonly Decision[], model: string): Decision | null {
  return (
    decisions
      .filter((item) => item.modelVersionId === model)
      .sort((a, b) => b.decidedAt.localeCompare(a.decidedAt))[0] ?? null
  )
}

function evidenceWords(evidence: readonly EvidenceSummary[], model: string): string {
  const kinds = new Set(evidence.filter((item) => item.modelVersionId === model).map((item) => item.kind))
  const words = [
    kinds.has('validationReport') ? 'Validation' : null,
    kinds.has('fairnessReport') ? 'Fairness' : null,
    kinds.has('explanationReport') ? 'Explanation' : null,
    kinds.has('strategyReport') ? 'Cut-off' : null,
    kinds.has('comparisonReport') ? 'Comparison' : null,
  ].filter((word) => word !== null)
  return words.length === 0 ? 'Fit only' : words.join(', ')
}
