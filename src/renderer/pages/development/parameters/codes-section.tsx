import { ActionIcon, Select, TagsInput } from '@mantine/core'
import { X } from 'lucide-react'
import { useState } from 'react'
import type { BoostingSectionProps } from './growth-section.tsx'

/** Numbers that are no amounts (999 for "refused to say") and go the way of missing values. */
export function CodesSection({
  params,
  onChange,
  numericColumns,
}: BoostingSectionProps & { readonly numericColumns: readonly string[] }) {
  const { specialCodes } = params
  const [added, setAdded] = useState<string | null>(null)
  const shown =
    specialCodes.some(({ column }) => column === added) || added === null ? [] : [{ column: added, codes: [] }]
  const set = (column: string, codes: readonly number[] | null) => {
    if (column === added) setAdded(null)
    const others = specialCodes.filter((one) => one.column !== column)
    onChange({ ...params, specialCodes: codes === null ? others : [...others, { column, codes: [...codes] }] })
  }
  return (
    <div className="stack" style={{ gap: 8 }}>
      {[...specialCodes, ...shown].map(({ column, codes }) => (
        <div key={column} className="row" style={{ flexWrap: 'nowrap', alignItems: 'end' }}>
          <TagsInput
            label={column}
            value={codes.map(String)}
            onChange={(texts) => {
              const numbers = codesOf(texts)
              if (numbers.length > 0) set(column, numbers)
            }}
            placeholder={codes.length === 0 ? 'such as 999, then Enter' : ''}
            maxTags={50}
            style={{ flex: 1, minWidth: 0 }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove codes of ${column}`}
            onClick={() => set(column, null)}
          >
            <X size={16} />
          </ActionIcon>
        </div>
      ))}
      <Select
        label="Add codes of"
        data={numericColumns.filter((name) => specialCodes.every(({ column }) => column !== name))}
        value={null}
        onChange={(column) => setAdded(column)}
        placeholder="choose a characteristic"
        searchable
        limit={100}
      />
      <p className="caption" style={{ margin: 0 }}>
        These numbers go the way of missing values. Codes declared with the dataset are added by themselves.
      </p>
    </div>
  )
}

/** The texts that are numbers, each once. */
function codesOf(texts: readonly string[]): number[] {
  const numbers = texts.filter((text) => text.trim() !== '').map(Number)
  return [...new Set(numbers.filter(Number.isFinite))]
}
