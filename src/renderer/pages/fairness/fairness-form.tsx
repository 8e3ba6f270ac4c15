import { Autocomplete, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { DatasetVersion, EvidenceSummary, SampleName } from '../../../shared/contract/index.ts'
import { useServices } from '../../app-context.tsx'
import { DatasetField, ModelField } from '../../fields/choice-fields.tsx'
import { RunField } from '../../fields/run-field.tsx'
import type { useDatasetChoice, useModelChoice } from '../../fields/use-choices.ts'
import { SAMPLE_WORDS } from '../../words/estimates.ts'
import { cutsProblem, type FairnessChoices, groupNames, parseCuts, parseThreshold } from './fairness-choices.ts'

interface FormProps {
  readonly model: ReturnType<typeof useModelChoice>
  readonly data: ReturnType<typeof useDatasetChoice>
  readonly detail: DatasetVersion | null
  readonly column: string | null
  readonly choices: FairnessChoices
  readonly onChange: (next: FairnessChoices) => void
  readonly runs: {
    readonly items: readonly EvidenceSummary[]
    readonly id: string | null
    readonly show: (id: string) => void
  }
}

/** The controls of a fairness run in one row. */
export function FairnessForm({ model, data, detail, column, choices, onChange, runs }: FormProps) {
  const chosen = detail?.columns.find((item) => item.name === column)
  const isNumeric = chosen?.type === 'numeric'
  const groups = useGroups(data.dataset?.id ?? null, column, choices.cuts)
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="fields">
        <ModelField items={model.models} value={model.model} onChange={model.choose} width={220} />
        <DatasetField items={data.datasets} value={data.dataset} onChange={data.choose} width={240} />
        <RunField runs={runs.items} value={runs.id} onChange={runs.show} />
      </div>
      <div className="fields">
        <Select
          label="Sensitive attribute"
          placeholder="Choose a column"
          data={attributeOptions(detail)}
          value={column}
          onChange={(next) => onChange({ ...choices, column: next, cuts: '', reference: '' })}
          searchable
          w={220}
        />
        <TextInput
          label="Cut points"
          placeholder={isNumeric ? 'such as 25, 40' : 'none: one group per value'}
          value={choices.cuts}
          onChange={(event) => onChange({ ...choices, cuts: event.currentTarget.value, reference: '' })}
          description={cutsProblem(choices.cuts, chosen) ?? undefined}
          inputWrapperOrder={['label', 'input', 'description']}
          error={parseCuts(choices.cuts) === null}
          disabled={!isNumeric}
          w={200}
        />
        <Autocomplete
          label="Reference group"
          placeholder="Largest group"
          data={[...groups]}
          value={choices.reference}
          onChange={(reference) => onChange({ ...choices, reference })}
          w={160}
        />
        <TextInput
          label="Cut-off, points or PD"
          placeholder="Development bad rate"
          value={choices.threshold}
          onChange={(event) => onChange({ ...choices, threshold: event.currentTarget.value })}
          error={parseThreshold(choices.threshold) === undefined ? 'Points such as 580, or a PD such as 0.2' : null}
          w={160}
        />
        <Select
          label="Sample"
          data={(['all', 'development', 'holdout'] as const).map((sample) => ({
            value: sample,
            label: SAMPLE_WORDS[sample],
          }))}
          value={choices.sample}
          onChange={(sample) => onChange({ ...choices, sample: (sample ?? 'all') as SampleName })}
          w={130}
        />
      </div>
    </div>
  )
}

function attributeOptions(detail: DatasetVersion | null) {
  if (detail === null) return []
  const named = (role: string) => detail.columns.filter((column) => column.role === role).map((column) => column.name)
  return [
    { group: 'Sensitive', items: named('sensitive') },
    {
      group: 'Other columns',
      items: detail.columns
        .filter((column) => column.role !== 'sensitive' && column.role !== 'target')
        .map((column) => column.name),
    },
  ].filter((group) => group.items.length > 0)
}

function useGroups(dataset: string | null, column: string | null, cuts: string): readonly string[] {
  const { api } = useServices()
  const profile = useQuery(
    api.dataset.profile.queryOptions({
      input: { dataset: dataset ?? '-' },
      enabled: dataset !== null,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const parsed = parseCuts(cuts)
  if (parsed !== null && parsed.length > 0) return groupNames(parsed)
  return profile.data?.find((item) => item.name === column)?.topValues.map((item) => item.value) ?? []
}
