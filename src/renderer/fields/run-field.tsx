import { Select } from '@mantine/core'
import type { EvidenceSummary } from '../../shared/contract/index.ts'
import { formatInstant } from '../../shared/format.ts'

/** Chooses among the runs already made; each is kept for good. */
export function RunField({
  runs,
  value,
  onChange,
}: {
  runs: readonly EvidenceSummary[]
  value: string | null
  onChange: (id: string) => void
}) {
  if (runs.length === 0) return null
  return (
    <Select
      label="Run"
      data={runs.map((run) => ({ value: run.id, label: `${formatInstant(run.createdAt)}, ${run.title}` }))}
      value={value}
      onChange={(id) => id !== null && onChange(id)}
      w={320}
      maw="100%"
    />
  )
}

/** Where a figure comes from: dataset version and run id. */
export function sourceText(evidence: EvidenceSummary, datasetName: string): string {
  return `${datasetName}. Run ${evidence.id.slice(0, 12)}.`
}
