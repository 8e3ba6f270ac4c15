import { Checkbox, Select, TextInput } from '@mantine/core'
import type { BoostingSectionProps } from './growth-section.tsx'
import { OffsetAndWeights } from './offset-and-weights.tsx'
import { FieldPair } from './parameter-field.tsx'

/** What a row counts for, where boosting starts, and rows without an outcome. */
export function TreeWeightsSection({
  params,
  onChange,
  numericColumns,
  weightColumn,
}: BoostingSectionProps & { readonly numericColumns: readonly string[]; readonly weightColumn: string | null }) {
  const { rejectInference: reject } = params
  return (
    <div className="stack" style={{ gap: 8 }}>
      <Select
        label="Goods and bads"
        data={[
          { value: 'none', label: 'As they are' },
          { value: 'balanced', label: 'Weigh both sides equally' },
        ]}
        value={params.classBalance}
        onChange={(value) => onChange({ ...params, classBalance: value === 'balanced' ? 'balanced' : 'none' })}
        allowDeselect={false}
      />
      {params.classBalance === 'balanced' && (
        <p className="caption" style={{ margin: 0 }}>
          ▲ The PDs of such a model are too high until it is calibrated; the order of cases is not affected.
        </p>
      )}
      <OffsetAndWeights
        params={params}
        numericColumns={numericColumns}
        weightColumn={weightColumn}
        onChange={(part) => onChange({ ...params, ...part })}
      />
      <Checkbox
        label="Leave out rows without an outcome"
        description="Else such a row stops the training."
        checked={reject.method === 'knownOnly'}
        onChange={(event) =>
          onChange({
            ...params,
            rejectInference: { ...reject, method: event.currentTarget.checked ? 'knownOnly' : 'none' },
          })
        }
      />
      {reject.method === 'knownOnly' && <RejectedRows params={params} onChange={onChange} />}
    </div>
  )
}

function RejectedRows({ params, onChange }: BoostingSectionProps) {
  const { rejectInference: reject } = params
  const set = (column: string, value: string) =>
    onChange({ ...params, rejectInference: { ...reject, rejected: column === '' ? null : { column, value } } })
  return (
    <FieldPair>
      <TextInput
        label="Rejected if column"
        placeholder="has no outcome"
        value={reject.rejected?.column ?? ''}
        onChange={(event) => set(event.currentTarget.value, reject.rejected?.value ?? '')}
      />
      <TextInput
        label="holds"
        value={reject.rejected?.value ?? ''}
        disabled={reject.rejected === null}
        onChange={(event) => set(reject.rejected?.column ?? '', event.currentTarget.value)}
      />
    </FieldPair>
  )
}
