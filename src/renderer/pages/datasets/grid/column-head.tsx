// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active cell.
// biome-ignore-all lint/a11y/useSemanticElements: rows that lie anywhere on a scrolled surface are no table rows.
import { memo } from 'react'
import type { ColumnProfile, ColumnSchema } from '../../../../shared/contract/index.ts'
import { ColumnSketch, missingShare, profileTitle } from './column-sketch.tsx'
import type { SortKey } from './sort-keys.ts'

const TYPE_WORDS = { numeric: 'number', text: 'text', date: 'date' } as const

interface ColumnHeadProps {
  readonly id: string
  readonly column: ColumnSchema
  readonly index: number
  readonly left: number
  readonly width: number
  readonly profile: ColumnProfile | undefined
  readonly isMasked: boolean
  readonly isActive: boolean
  readonly sort: readonly SortKey[]
  readonly onSort: (column: string, isAdded: boolean) => void
}

/** Head of a column: name, order, type, a sketch of its values and how many are missing. */
export const ColumnHead = memo(function ColumnHead(props: ColumnHeadProps) {
  const { column, index, profile, isMasked, sort } = props
  const place = sort.findIndex((key) => key.column === column.name)
  const key = sort[place]
  const direction = key === undefined ? 'none' : key.descending ? 'descending' : 'ascending'
  return (
    <div
      id={props.id}
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={direction}
      className="grid-head-cell"
      data-active={props.isActive || undefined}
      data-column={index}
      style={{ left: props.left, width: props.width }}
      title={
        isMasked
          ? `${column.name}\nMasked: it cannot be sorted, filtered or searched.`
          : profileTitle(column.name, profile)
      }
    >
      <button
        type="button"
        tabIndex={-1}
        className="plain-button grid-head-name"
        disabled={isMasked}
        onClick={(event) => props.onSort(column.name, event.shiftKey)}
      >
        <span className="one-line">{column.name}</span>
        {key !== undefined && (
          <span className="grid-sort-mark" aria-hidden="true">
            {key.descending ? '▼' : '▲'}
            {sort.length > 1 && place + 1}
          </span>
        )}
      </button>
      <span className="grid-head-sketch">
        {profile !== undefined && !isMasked && <ColumnSketch profile={profile} />}
      </span>
      <span className="grid-head-note">
        <span>{TYPE_WORDS[column.type]}</span>
        <HeadNote column={column} profile={profile} isMasked={isMasked} />
      </span>
    </div>
  )
})

/** How the column is treated, or how much of it is missing. */
function HeadNote(props: { column: ColumnSchema; profile: ColumnProfile | undefined; isMasked: boolean }) {
  if (props.isMasked) return <span className="grid-head-attention">masked</span>
  if (props.column.privacy?.treatment === 'pseudonymise') return <span>tokens</span>
  const share = props.profile === undefined ? null : missingShare(props.profile)
  if (share === null) return null
  return (
    <span className="grid-head-attention">
      <span aria-hidden="true">◇ </span>
      {share}
      <span className="visually-hidden"> missing</span>
    </span>
  )
}
