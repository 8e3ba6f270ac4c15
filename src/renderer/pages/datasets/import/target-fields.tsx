import { type OptionsFilter, Select } from '@mantine/core'
import type { DatasetPreview } from '../../../../shared/contract/index.ts'
import { type ImportChoices, withTarget } from './import-choices.ts'
import type { ChangeChoices } from './use-import-choices.ts'

const MOST_LISTED = 200

interface FieldsProps {
  readonly preview: DatasetPreview
  readonly choices: ImportChoices
  readonly onChange: ChangeChoices
}

/** Which column says how a case turned out, and which of its values is bad. */
export function TargetFields({ preview, choices, onChange }: FieldsProps) {
  const { target } = choices
  const values = preview.values.find((item) => item.column === target?.column)?.values ?? []
  return (
    <div className="fields">
      <Select
        label="Target column"
        placeholder="None: data for scoring only"
        data={preview.columns.map((column) => column.name)}
        filter={bestFirst}
        limit={MOST_LISTED}
        value={target?.column ?? null}
        onChange={(column) => onChange('target', (old) => withTarget(old, column))}
        nothingFoundMessage="No column of this name"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'No target' }}
        w={230}
      />
      <Select
        label="Value that means bad"
        placeholder={target === null ? 'Choose a target first' : 'Choose the value'}
        data={[...new Set(values)]}
        value={target?.eventValue ?? null}
        onChange={(eventValue) =>
          onChange('value that means bad', (old) =>
            old.target === null ? old : { ...old, target: { ...old.target, eventValue } },
          )
        }
        disabled={target === null}
        searchable
        required={target !== null}
        w={190}
      />
      {target !== null && (
        <p className="caption import-target-note" role="status">
          {target.eventValue === null
            ? '▲ The target needs the value that means bad.'
            : values.length > 2
              ? `▲ ${values.length} different values: all but “${target.eventValue}” count as good.`
              : ''}
        </p>
      )}
    </div>
  )
}

/** Names that hold the text, those that begin with it first and the very name before all. */
const bestFirst: OptionsFilter = ({ options, search, limit }) => {
  const wanted = search.trim().toLowerCase()
  const rank = (name: string): number => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : 2)
  return options
    .filter((option) => 'label' in option && option.label.toLowerCase().includes(wanted))
    .sort((a, b) => ('label' in a && 'label' in b ? rank(a.label.toLowerCase()) - rank(b.label.toLowerCase()) : 0))
    .slice(0, limit)
}
