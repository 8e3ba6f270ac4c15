import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { X } from 'lucide-react'
import { likelyColumn, type MappedName } from './column-map.ts'

/** Names in the file that the dataset calls otherwise. */
export function ColumnMapFields({
  rows,
  columns,
  onChange,
}: {
  rows: readonly MappedName[]
  columns: readonly string[]
  onChange: (next: readonly MappedName[]) => void
}) {
  const set = (place: number, part: Partial<MappedName>) =>
    onChange(rows.map((row, index) => (index === place ? { ...row, ...part } : row)))
  return (
    <div className="stack" style={{ gap: 8 }}>
      {rows.map(({ name, column }, place) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its name is being typed
          key={place}
          style={{ display: 'grid', gridTemplateColumns: '1fr 1fr auto', gap: 8, alignItems: 'end' }}
        >
          <TextInput
            label={`Name in the file, ${place + 1}`}
            placeholder="such as f0"
            value={name}
            onChange={(event) => set(place, { name: event.currentTarget.value })}
            onBlur={() => column === '' && name !== '' && set(place, { column: likelyColumn(name, columns) ?? '' })}
          />
          <Select
            label="Column of the dataset"
            data={[...columns]}
            value={column === '' ? null : column}
            onChange={(next) => set(place, { column: next ?? '' })}
            placeholder="choose"
            searchable
            limit={200}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            aria-label={`Remove name ${place + 1}`}
            onClick={() => onChange(rows.filter((_, index) => index !== place))}
          >
            <X size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        color="gray"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => onChange([...rows, { name: '', column: '' }])}
      >
        {rows.length === 0 ? 'Names differ in the dataset…' : 'Another name'}
      </Button>
    </div>
  )
}
