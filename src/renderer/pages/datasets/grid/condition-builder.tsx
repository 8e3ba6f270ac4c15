import { Button, NativeSelect, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { ColumnSchema, ColumnType } from '../../../../shared/contract/index.ts'
import { type ConditionId, conditionsFor, conditionText } from './condition-text.ts'

const VALUE_HINTS: Record<ColumnType, string> = {
  numeric: 'A number, with a decimal point',
  text: 'A text, as it stands in the cell',
  date: 'A date as 2021-01-31',
}

/** Puts one condition together from column, comparison and value, and shows it as it will be written. */
export function ConditionBuilder(props: { columns: readonly ColumnSchema[]; onAdd: (condition: string) => void }) {
  const [name, setName] = useState(props.columns[0]?.name ?? '')
  const [condition, setCondition] = useState<ConditionId>('=')
  const [value, setValue] = useState('')
  const column = props.columns.find((one) => one.name === name)
  if (column === undefined) return <p className="caption">Every column is masked: there is nothing to filter on.</p>
  const choices = conditionsFor(column.type)
  const chosen = choices.find(({ id }) => id === condition) ?? choices[0]!
  const text = conditionText(column, chosen.id, value)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // The form stands inside the filter's own.
    event.stopPropagation()
    if (text !== null) props.onAdd(text)
  }
  return (
    <form className="stack" style={{ gap: 8, width: 280 }} onSubmit={submit}>
      <Select
        label="Column"
        searchable
        limit={200}
        data={props.columns.map((one) => one.name)}
        value={name}
        onChange={(next) => setName(next ?? name)}
        comboboxProps={{ withinPortal: false }}
        withScrollArea={false}
        styles={{ options: { maxHeight: 220, overflowY: 'auto' } }}
        openOnFocus={false}
      />
      <NativeSelect
        label="Comparison"
        data={choices.map(({ id, label }) => ({ value: id, label }))}
        value={chosen.id}
        onChange={(event) => setCondition(event.currentTarget.value as ConditionId)}
      />
      {chosen.hasValue && (
        <TextInput
          label="Value"
          description={VALUE_HINTS[column.type]}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
      <code className="grid-condition">{text ?? '…'}</code>
      <Button type="submit" disabled={text === null}>
        Add to the filter
      </Button>
    </form>
  )
}
