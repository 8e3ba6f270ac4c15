import { Anchor, Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { DatasetVersion } from '../../../../shared/contract/index.ts'
import type { Step, StepLog } from '../../../../shared/contract/step.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { copyText } from '../../../components/clipboard.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { versionName } from '../../../fields/choice-fields.tsx'
import { stepsToJson } from './step-plan.ts'
import { KIND_WORDS, stepReason, stepText } from './step-words.ts'

interface Row {
  readonly place: number
  readonly step: Step
  readonly log: StepLog | undefined
}

const COLUMNS: readonly Column<Row>[] = [
  { id: 'place', header: 'Step', isNumeric: true, text: (row) => String(row.place) },
  { id: 'kind', header: 'Kind', text: (row) => KIND_WORDS[row.step.kind].word },
  { id: 'what', header: 'What', text: (row) => stepText(row.step), clip: 320 },
  { id: 'reason', header: 'Reason or description', text: (row) => stepReason(row.step), clip: 180 },
  { id: 'before', header: 'Rows before', isNumeric: true, text: (row) => count(row.log?.nBefore) },
  { id: 'after', header: 'Rows after', isNumeric: true, text: (row) => count(row.log?.nAfter) },
  {
    id: 'out',
    header: 'Left out',
    isNumeric: true,
    text: (row) => (row.log === undefined ? '–' : count(row.log.nBefore - row.log.nAfter)),
  },
  { id: 'missing', header: 'Missing made', isNumeric: true, text: (row) => count(row.log?.nMissing) },
]

/** The steps that made this version, with what each did. */
export function StepsMade({ version }: { version: DatasetVersion }) {
  const rows = version.steps.map((step, index) => ({ place: index + 1, step, log: version.stepLog[index] }))
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p style={{ margin: 0 }}>
        <Origin version={version} />
      </p>
      {rows.length > 0 && (
        <DataTable
          label={`Steps that made ${versionName(version)}`}
          title="Steps that made this version"
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => String(row.place)}
          maxHeight={260}
          tools={
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                if (copyText(stepsToJson(version.steps)))
                  notifications.show({ message: `Copied ${rows.length} steps as JSON`, color: 'blue' })
              }}
            >
              Copy as JSON
            </Button>
          }
        />
      )}
    </div>
  )
}

function Origin({ version }: { version: DatasetVersion }) {
  const { api } = useServices()
  const { parent } = version
  const query = useQuery(
    api.dataset.get.queryOptions({
      input: { dataset: parent?.id ?? '-' },
      enabled: parent !== null,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  if (parent === null) return <>No steps: this version is {version.source.fileName} as it was imported.</>
  const name = (
    <Anchor component={Link} href={`/datasets/${parent.id}`}>
      {query.data === undefined ? 'its parent' : versionName(query.data)}
    </Anchor>
  )
  switch (parent.kind) {
    case 'append':
      return (
        <>
          Made by adding the new rows of {version.source.fileName} to {name}.
        </>
      )
    case 'derive':
      return (
        <>
          Made from {name} by {version.steps.length === 1 ? 'one step' : `${version.steps.length} steps`}.
        </>
      )
    case 'roles':
      return <>Made from {name} by changing roles or the target; the rows are the same.</>
  }
}

function count(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : formatNumber(value, 'integer')
}
