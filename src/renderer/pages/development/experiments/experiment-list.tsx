import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import type { ExperimentSummary } from '../../../../shared/contract/index.ts'
import { formatInstant } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { METHOD_WORDS } from '../../models/model-words.ts'

const COLUMNS: readonly Column<ExperimentSummary>[] = [
  {
    id: 'title',
    header: 'Experiment',
    value: (row) => row.title,
    text: (row) => row.title,
    cell: (row) => (
      <Anchor component={Link} href={`/development/experiments/${row.id}`}>
        {row.title}
      </Anchor>
    ),
    wrap: true,
  },
  { id: 'result', header: 'Result', text: (row) => row.headline, wrap: true },
  { id: 'method', header: 'Method', value: (row) => row.method, text: (row) => METHOD_WORDS[row.method] },
  {
    id: 'created',
    header: 'Made (UTC)',
    value: (row) => row.createdAt,
    text: (row) => formatInstant(row.createdAt),
  },
  { id: 'by', header: 'By', value: (row) => row.createdBy, text: (row) => row.createdBy },
]

/** Every experiment on the data set, newest first. */
export function ExperimentList({
  experiments,
  shown,
}: {
  experiments: readonly ExperimentSummary[]
  shown: string | null
}) {
  return (
    <DataTable
      title="Experiments"
      label="Experiments"
      columns={COLUMNS}
      rows={experiments}
      rowKey={(row) => row.id}
      hasSearch={experiments.length > 5}
      maxHeight={216}
      rowTone={(row) => (row.id === shown ? 'selected' : undefined)}
      empty="None yet. Choose what to try at the left, then run it: the result is kept with its parameters."
    />
  )
}
