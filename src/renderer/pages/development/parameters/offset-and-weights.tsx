import { Checkbox, Select } from '@mantine/core'
import type { ScorecardParams } from '../../../../shared/contract/index.ts'

type Part = Pick<ScorecardParams, 'offsetColumn' | 'weights'>

interface OffsetAndWeightsProps {
  readonly params: Part
  readonly numericColumns: readonly string[]
  /** Of role weight, if there is one. */
  readonly weightColumn: string | null
  readonly onChange: (part: Partial<Part>) => void
}

/** The column added to the log odds, and whether rows count by their weight: of every method. */
export function OffsetAndWeights({ params, numericColumns, weightColumn, onChange }: OffsetAndWeightsProps) {
  return (
    <>
      <Select
        label="Offset, log-odds"
        data={[...numericColumns]}
        value={params.offsetColumn}
        onChange={(offsetColumn) => onChange({ offsetColumn })}
        placeholder="none"
        searchable
        clearable
      />
      <Checkbox
        label={weightColumn === null ? 'Weights: no column has that role' : `Weigh rows by ${weightColumn}`}
        checked={weightColumn !== null && params.weights === 'role'}
        disabled={weightColumn === null}
        onChange={(event) => onChange({ weights: event.currentTarget.checked ? 'role' : 'none' })}
      />
    </>
  )
}
