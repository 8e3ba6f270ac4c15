import type { BoostingReport } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { VerdictBadge } from '../../../components/verdict-badge.tsx'
import { DIRECTION_WORDS } from '../../development/constraints/constraint-words.ts'

type Row = BoostingReport['monotone'][number]

const COLUMNS: readonly Column<Row>[] = [
  { id: 'name', header: 'Characteristic', value: (row) => row.name, text: (row) => row.name, clip: 260 },
  { id: 'direction', header: 'As it rises', text: (row) => DIRECTION_WORDS[row.direction].label },
  {
    id: 'held',
    header: 'Kept',
    value: (row) => row.largestViolation,
    text: (row) => (row.largestViolation === 0 ? 'Kept' : 'Broken'),
    cell: (row) =>
      row.largestViolation === 0 ? (
        <VerdictBadge shape="●" word="Kept" tone="good" />
      ) : (
        <VerdictBadge shape="■" word="Broken" tone="breach" />
      ),
  },
  {
    id: 'violation',
    header: 'Largest slip, PD',
    isNumeric: true,
    value: (row) => row.largestViolation,
    text: (row) => formatNumber(row.largestViolation, 'number'),
  },
  {
    id: 'n',
    header: 'Checked',
    isNumeric: true,
    value: (row) => row.nChecked,
    text: (row) => formatNumber(row.nChecked, 'integer'),
  },
]

/** Whether every direction asked for is kept by the finished model, checked on a grid of values and real rows. */
export function ConstraintsHeld({ boosting }: { boosting: BoostingReport }) {
  return (
    <DataTable
      title="Constraints checked on the finished model"
      label="Constraints checked"
      columns={COLUMNS}
      rows={boosting.monotone}
      rowKey={(row) => row.name}
      hasSearch={boosting.monotone.length > 8}
      maxHeight={360}
      footer="PD over a grid of values in real rows; a slip is the largest step the wrong way."
      empty="No direction was asked for: the PD may go up and down with any characteristic."
    />
  )
}
