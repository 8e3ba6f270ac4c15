import { ActionIcon, MultiSelect, Select } from '@mantine/core'
import { X } from 'lucide-react'
import { Panel } from '../../../components/panel.tsx'
import { type Constraints, choicesOfGroup, withGroup, withMembers } from './constraint-choices.ts'

const MOST_SHOWN = 100

/** Who may meet whom on the way to a leaf. */
export function InteractionGroups({
  constraints,
  names,
  onChange,
}: {
  constraints: Constraints
  names: readonly string[]
  onChange: (next: Constraints, action: string) => void
}) {
  const { interactions } = constraints
  const free = choicesOfGroup(constraints, -1, names)
  return (
    <Panel title="Interaction groups">
      <p className="caption" style={{ margin: 0 }}>
        {interactions.length === 0
          ? 'All characteristics may meet in one tree path. A group keeps its members among themselves: their effect can then be read without the others.'
          : `Members of one group may meet on the way to a leaf, those of different groups never. Characteristics in no group form one more: ${free.length} of ${names.length}.`}
      </p>
      {interactions.map((members, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups have no names, their place is what tells them apart
        <div key={place} className="row" style={{ flexWrap: 'nowrap', alignItems: 'end' }}>
          <MultiSelect
            label={`Group ${place + 1}`}
            data={choicesOfGroup(constraints, place, names)}
            value={[...members]}
            onChange={(next) => onChange(withMembers(constraints, place, next), `group ${place + 1}`)}
            searchable
            limit={MOST_SHOWN}
            hidePickedOptions
            style={{ flex: 1, minWidth: 0 }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            aria-label={`Remove group ${place + 1}`}
            onClick={() => onChange(withMembers(constraints, place, []), `removal of group ${place + 1}`)}
          >
            <X size={16} />
          </ActionIcon>
        </div>
      ))}
      <Select
        label="New group with"
        placeholder={free.length === 0 ? 'every characteristic is in a group' : 'choose its first characteristic'}
        data={free}
        value={null}
        disabled={free.length === 0}
        onChange={(column) => column !== null && onChange(withGroup(constraints, column), 'new group')}
        searchable
        limit={MOST_SHOWN}
      />
    </Panel>
  )
}
