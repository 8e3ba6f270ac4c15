import { Select, UnstyledButton } from '@mantine/core'
import { useMemo, useState } from 'react'
import { formatInterval, formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import { type ConstraintFilter, type ConstraintRow, filteredRows, isOpen } from './constraint-rows.ts'
import { DIRECTION_WORDS, type Direction, directionText } from './constraint-words.ts'
import { DirectionChoice } from './direction-choice.tsx'
import { RateSparkline, ratesWords } from './rate-sparkline.tsx'

interface TableProps {
  readonly rows: readonly ConstraintRow[]
  readonly isWaiting: boolean
  readonly previewed: string | null
  readonly onPreview: (name: string) => void
  readonly onChoose: (name: string, direction: Direction | null) => void
}

/** Every characteristic with what the data suggest and what is set. */
export function ConstraintTable(props: TableProps) {
  const { rows, isWaiting, previewed, onPreview, onChoose } = props
  const [filter, setFilter] = useState<ConstraintFilter>('all')
  const [chosen, setActive] = useState<string | null>(null)
  const shown = useMemo(() => filteredRows(rows, filter), [rows, filter])
  const choosable = shown.filter(({ obstacle }) => obstacle === null)
  const active = choosable.some(({ name }) => name === chosen) ? chosen : (choosable[0]?.name ?? null)
  const columns = useMemo(
    () => columnsOf({ active, isWaiting, previewed, onPreview, onChoose, onActive: setActive }),
    [active, isWaiting, previewed, onPreview, onChoose],
  )
  const nSet = rows.filter(({ direction }) => direction !== null).length
  const nOpen = rows.filter(isOpen).length
  return (
    <DataTable
      label="Characteristics and directions"
      columns={columns}
      rows={shown}
      rowKey={(row) => row.name}
      hasSearch
      maxHeight="min(640px, 66vh)"
      rowTone={(row) => (row.name === previewed ? 'selected' : undefined)}
      empty={filter === 'set' ? 'No direction is set yet.' : 'Every suggestion is taken.'}
      tools={
        <Select
          aria-label="Which characteristics"
          data={[
            { value: 'all', label: `All (${rows.length})` },
            { value: 'set', label: `With a direction (${nSet})` },
            { value: 'open', label: `Suggestion not taken (${nOpen})` },
          ]}
          value={filter}
          onChange={(value) => setFilter((value ?? 'all') as ConstraintFilter)}
          allowDeselect={false}
          w={210}
        />
      }
    />
  )
}

interface ColumnParams {
  readonly active: string | null
  readonly isWaiting: boolean
  readonly previewed: string | null
  readonly onPreview: (name: string) => void
  readonly onChoose: (name: string, direction: Direction | null) => void
  readonly onActive: (name: string) => void
}

function columnsOf(params: ColumnParams): readonly Column<ConstraintRow>[] {
  const unknown = params.isWaiting ? '…' : '–'
  return [
    {
      id: 'name',
      header: 'Characteristic',
      value: (row) => row.name,
      text: (row) => row.name,
      clip: 180,
      cell: (row) => (
        <UnstyledButton
          className="link-button one-line"
          aria-label={`Preview of ${row.name}`}
          aria-pressed={row.name === params.previewed}
          tabIndex={row.name === params.active || row.obstacle !== null ? 0 : -1}
          style={{ maxWidth: '100%' }}
          onClick={() => params.onPreview(row.name)}
        >
          {row.name}
        </UnstyledButton>
      ),
    },
    {
      id: 'direction',
      header: 'PD, as it rises',
      value: (row) => row.direction,
      text: (row) => row.obstacle ?? directionText(row.direction),
      cell: (row) => (
        <DirectionChoice
          row={row}
          isActive={row.name === params.active}
          onChoose={params.onChoose}
          onActive={params.onActive}
          onPreview={params.onPreview}
        />
      ),
    },
    {
      id: 'suggestion',
      header: 'Suggested',
      value: (row) => row.suggestion?.direction ?? null,
      text: (row) => suggestionText(row, unknown),
      cell: (row) => <span title={row.suggestion?.reason ?? row.obstacle ?? ''}>{suggestionText(row, unknown)}</span>,
    },
    ...evidenceColumns(unknown),
    { id: 'reason', header: 'Reason', text: (row) => row.suggestion?.reason ?? row.obstacle ?? '', isCopyOnly: true },
  ]
}

/** What the data say: the bad rate over the values and the correlation. The type shows where a direction can be set. */
function evidenceColumns(unknown: string): readonly Column<ConstraintRow>[] {
  return [
    {
      id: 'rates',
      header: 'Bad rate by value',
      text: (row) => (row.suggestion === null ? unknown : ratesWords(row.suggestion.rates)),
      cell: (row) => (row.suggestion === null ? unknown : <RateSparkline rates={row.suggestion.rates} />),
    },
    {
      id: 'spearman',
      header: 'Spearman',
      headerNode: <MetricInfo metric="monotoneCorrelation" label="Spearman" />,
      isNumeric: true,
      value: (row) => row.suggestion?.correlation.value ?? null,
      text: ({ suggestion }) =>
        suggestion === null
          ? unknown
          : formatInterval(
              suggestion.correlation.value,
              suggestion.correlation.lower,
              suggestion.correlation.upper,
              'index3',
            ),
      cell: ({ suggestion }) => (suggestion === null ? unknown : formatNumber(suggestion.correlation.value, 'index3')),
    },
    { id: 'type', header: 'Type', text: (row) => row.type, isCopyOnly: true },
  ]
}

function suggestionText({ suggestion, obstacle }: ConstraintRow, unknown: string): string {
  if (obstacle !== null) return ''
  if (suggestion === null) return unknown
  if (suggestion.direction === null) return 'none'
  return DIRECTION_WORDS[suggestion.direction].short
}
