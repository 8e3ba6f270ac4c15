import { type OptionsFilter, Select, TextInput } from '@mantine/core'
import type { DatasetPreview } from '../../../shared/contract/index.ts'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { DialectPanel } from './dialect-panel.tsx'
import type { ImportChoices } from './import-choices.ts'

interface FormProps {
  readonly preview: DatasetPreview
  readonly choices: ImportChoices
  readonly onChange: (next: ImportChoices) => void
}

/** Name, target and the reader's decisions. */
export function ImportForm({ preview, choices, onChange }: FormProps) {
  return (
    <div className="stack">
      <Panel title="Dataset">
        <TextInput
          label="Name"
          value={choices.name}
          onChange={(event) => onChange({ ...choices, name: event.currentTarget.value })}
          maxLength={120}
          required
        />
        <TargetFields preview={preview} choices={choices} onChange={onChange} />
      </Panel>
      <DialectPanel dialect={preview.dialect} preview={preview} choices={choices} onChange={onChange} />
    </div>
  )
}

function TargetFields({ preview, choices, onChange }: FormProps) {
  const values = preview.values.find((item) => item.column === choices.targetColumn)?.values ?? []
  return (
    <>
      <Select
        label="Target column"
        description="Says which cases turned bad."
        placeholder="None: data for scoring only"
        data={preview.columns.map((column) => column.name)}
        filter={bestFirst}
        value={choices.targetColumn}
        onChange={(targetColumn) => onChange({ ...choices, targetColumn, eventValue: null })}
        searchable
        clearable
      />
      {choices.targetColumn !== null && (
        <Select
          label="Value that means bad"
          description="The event, yTrue = 1."
          placeholder="Choose the value"
          data={values}
          value={choices.eventValue}
          onChange={(eventValue) => onChange({ ...choices, eventValue })}
          searchable
          required
        />
      )}
      {choices.targetColumn !== null && values.length > 2 && (
        <Notice kind="attention">
          <p className="caption">
            This column has {values.length} different values; all but the chosen one count as good.
          </p>
        </Notice>
      )}
    </>
  )
}

/** Names that hold the text, those that begin with it first and the very name before all. */
const bestFirst: OptionsFilter = ({ options, search }) => {
  const wanted = search.trim().toLowerCase()
  const rank = (name: string): number => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : 2)
  return options
    .filter((option) => 'label' in option && option.label.toLowerCase().includes(wanted))
    .sort((a, b) => ('label' in a && 'label' in b ? rank(a.label.toLowerCase()) - rank(b.label.toLowerCase()) : 0))
}
