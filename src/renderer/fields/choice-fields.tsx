import { Select } from '@mantine/core'
import type { DatasetSummary, ModelVersion } from '../../shared/contract/index.ts'
import { formatNumber } from '../../shared/format.ts'

interface ChoiceProps<T> {
  readonly items: readonly T[]
  readonly value: T | null
  readonly onChange: (id: string) => void
  readonly width?: number | string
}

/** Chooses a model version. */
export function ModelField({ items, value, onChange, width = 260 }: ChoiceProps<ModelVersion>) {
  return (
    <Select
      label="Model"
      data={items.map((model) => ({ value: model.id, label: versionName(model) }))}
      value={value?.id ?? null}
      onChange={(id) => id !== null && onChange(id)}
      placeholder={items.length === 0 ? 'No model yet' : 'Choose a model'}
      disabled={items.length === 0}
      searchable
      w={width}
      maw="100%"
      nothingFoundMessage="No model of this name"
    />
  )
}

/** Chooses a dataset version. */
export function DatasetField({ items, value, onChange, width = 260 }: ChoiceProps<DatasetSummary>) {
  return (
    <Select
      label="Dataset"
      data={items.map((dataset) => ({
        value: dataset.id,
        label: `${versionName(dataset)} (${formatNumber(dataset.nRows, 'integer')} rows)`,
      }))}
      value={value?.id ?? null}
      onChange={(id) => id !== null && onChange(id)}
      searchable
      w={width}
      maw="100%"
      nothingFoundMessage="No dataset of this name"
    />
  )
}

/** "german-credit v1". */
export function versionName(item: { name: string; version: number }): string {
  return `${item.name} v${item.version}`
}
