import { Button, Popover, TextInput } from '@mantine/core'
import { Filter } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import type { ColumnSchema } from '../../../../shared/contract/index.ts'
import type { ErrorReply } from '../../../../shared/errors.ts'
import { sentence } from '../../../components/error-state.tsx'
import { ConditionBuilder } from './condition-builder.tsx'
import { joinConditions } from './condition-text.ts'

interface FilterBarProps {
  readonly columns: readonly ColumnSchema[]
  readonly filter: string
  readonly error: ErrorReply | null
  readonly onFilter: (filter: string) => void
}

/** The filter as an expression: typed, or put together from conditions; a fault is shown at its place. */
export function FilterBar({ columns, filter, error, onFilter }: FilterBarProps) {
  const [draft, setDraft] = useState(filter)
  const [isAdding, setAdding] = useState(false)
  useEffect(() => setDraft(filter), [filter])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onFilter(draft.trim())
  }
  const add = (condition: string) => {
    setAdding(false)
    onFilter(joinConditions(draft, condition))
  }
  return (
    <div className="stack" style={{ gap: 4, flex: 1, minWidth: 280 }}>
      <form className="row grid-filter" onSubmit={submit}>
        <TextInput
          aria-label="Filter"
          aria-describedby={error === null ? undefined : 'grid-filter-fault'}
          placeholder="Filter, as in age > 30 and purpose = 'car'"
          leftSection={<Filter size={14} />}
          value={draft}
          error={error !== null}
          spellCheck={false}
          onChange={(event) => setDraft(event.currentTarget.value)}
          className="grid-filter-input"
        />
        {draft.trim() !== filter && <Button type="submit">Apply</Button>}
        {filter !== '' && draft.trim() === filter && (
          <Button variant="subtle" color="gray" onClick={() => onFilter('')}>
            Clear
          </Button>
        )}
        <Popover opened={isAdding} onChange={setAdding} position="bottom-end" shadow="md" trapFocus>
          <Popover.Target>
            <Button variant="default" onClick={() => setAdding(!isAdding)} aria-expanded={isAdding}>
              Add condition
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <ConditionBuilder columns={columns} onAdd={add} />
          </Popover.Dropdown>
        </Popover>
      </form>
      {error !== null && <FilterFault filter={filter} error={error} />}
    </div>
  )
}

/** The filter with a caret under the place of its fault, and what to do about it. */
function FilterFault({ filter, error }: { filter: string; error: ErrorReply }) {
  const position = error.place?.position
  return (
    <div id="grid-filter-fault" role="alert" className="grid-fault">
      {position !== undefined && (
        <pre aria-hidden="true">{`${filter}\n${' '.repeat(Math.min(position, filter.length))}^`}</pre>
      )}
      <span>
        {sentence(error.message)} {error.hint === null ? '' : sentence(error.hint)}
        {position !== undefined && <span className="visually-hidden"> At character {position + 1}.</span>}
      </span>
    </div>
  )
}
