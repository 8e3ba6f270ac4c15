import type { Decision } from '../../../shared/contract/index.ts'
import { formatInstant } from '../../../shared/format.ts'
import { DECISION_WORDS } from '../../../shared/words.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { HashText } from '../../components/key-values.tsx'
import { DecisionBadge, Verdict } from '../../words/verdicts.tsx'

const COLUMNS: readonly Column<Decision>[] = [
  { id: 'at', header: 'Decided (UTC)', value: (row) => row.decidedAt, text: (row) => formatInstant(row.decidedAt) },
  { id: 'gate', header: 'Gate', value: (row) => row.gateTitle, text: (row) => row.gateTitle },
  {
    id: 'decision',
    header: 'Decision',
    value: (row) => row.decision,
    text: (row) => DECISION_WORDS[row.decision],
    cell: (row) => <DecisionBadge decision={row.decision} />,
  },
  {
    id: 'outcome',
    header: 'Checks said',
    value: (row) => row.evaluation.outcome,
    text: (row) => row.evaluation.outcome,
    cell: (row) => <Verdict verdict={row.evaluation.outcome} />,
  },
  {
    id: 'by',
    header: 'By',
    value: (row) => row.decidedBy,
    text: (row) => `${row.decidedBy} (${row.role})${row.isOwnModel ? ', own model' : ''}`,
  },
  { id: 'reason', header: 'Reason', text: (row) => row.reason, wrap: true },
  { id: 'conditions', header: 'Conditions', text: (row) => row.conditions ?? '–', wrap: true },
  {
    id: 'manifest',
    header: 'Evidence manifest',
    text: (row) => row.evidenceManifestHash,
    cell: (row) => <HashText hash={row.evidenceManifestHash} />,
  },
  {
    id: 'hash',
    header: 'Decision hash',
    text: (row) => row.contentHash,
    cell: (row) => <HashText hash={row.contentHash} />,
  },
]

/** Every decision on this model, newest first. */
export function DecisionsTable({ decisions }: { decisions: readonly Decision[] }) {
  return (
    <DataTable
      title="Decisions"
      label="Decisions"
      columns={COLUMNS}
      rows={decisions}
      rowKey={(row) => row.id}
      initialSort={{ column: 'at', direction: 'descending' }}
      empty="No decision on this model yet."
    />
  )
}
