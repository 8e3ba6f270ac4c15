import type { FitReport, SelectionStep } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'

const ACTIONS: Readonly<Record<SelectionStep['action'], string>> = {
  start: 'Start',
  add: 'Added',
  remove: 'Left out',
  choose: 'Chosen',
  stop: 'Stopped',
}

type Row = SelectionStep & { readonly step: number }

const COLUMNS: readonly Column<Row>[] = [
  { id: 'step', header: 'Step', isNumeric: true, text: (row) => String(row.step) },
  { id: 'action', header: 'What', text: (row) => ACTIONS[row.action] },
  { id: 'name', header: 'Characteristic', text: (row) => row.name ?? '', clip: 260 },
  { id: 'n', header: 'Kept', isNumeric: true, text: (row) => String(row.nCharacteristics) },
  { id: 'criterion', header: 'Criterion', isNumeric: true, text: ({ criterion }) => criterionText(criterion) },
  { id: 'reason', header: 'Reason', text: (row) => row.reason, wrap: true },
]

/** What the selection did, step by step. */
export function SelectionPath({ fit }: { fit: FitReport }) {
  if (fit.selectionMethod === null) return null
  return (
    <DataTable
      title="Selection"
      label="Steps of the selection"
      columns={COLUMNS}
      rows={fit.selectionPath.map((step, index) => ({ ...step, step: index + 1 }))}
      rowKey={(row) => String(row.step)}
      footer={fit.selectionMethod}
      maxHeight={480}
    />
  )
}

/** An AUC has three decimals that matter, AIC and BIC have one. */
function criterionText(criterion: number | null): string {
  if (criterion === null || Math.abs(criterion) <= 1) return formatNumber(criterion, 'auc')
  return formatNumber(Number(criterion.toFixed(1)), 'number')
}
