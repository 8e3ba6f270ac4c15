import { formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import type { TreeLine } from './tree-lines.ts'

const COLUMNS: readonly Column<TreeLine>[] = [
  { id: 'node', header: 'Node', text: nodeName },
  { id: 'parent', header: 'Below', text: (row) => (row.path.length === 0 ? '' : `node ${row.path.at(-1)}`) },
  { id: 'answer', header: 'If', text: (row) => row.answer ?? '' },
  { id: 'name', header: 'Characteristic', value: (row) => row.name, text: (row) => row.name ?? '', clip: 260 },
  { id: 'question', header: 'Question, or value', text: (row) => row.text, wrap: true },
  { id: 'missing', header: 'Missing counts as', text: (row) => row.missing ?? '' },
  {
    id: 'cover',
    header: 'Weight of rows',
    isNumeric: true,
    value: (row) => row.cover,
    text: (row) => formatNumber(row.cover, 'number'),
  },
  {
    id: 'share',
    header: 'Share',
    isNumeric: true,
    value: (row) => row.coverShare,
    text: (row) => formatNumber(row.coverShare, 'percent1'),
  },
  {
    id: 'gain',
    header: 'Gain',
    isNumeric: true,
    value: (row) => row.gain,
    text: (row) => (row.name === null ? '' : formatNumber(row.gain, 'number')),
  },
]

/** The nodes of a tree line by line, to be sorted and copied. */
export function TreeTable({ number, lines }: { number: number; lines: readonly TreeLine[] }) {
  return (
    <DataTable
      label={`Tree ${number}`}
      columns={COLUMNS}
      rows={lines}
      rowKey={(row) => String(row.node)}
      hasSearch
      maxHeight="min(640px, 66vh)"
    />
  )
}

function nodeName({ node }: TreeLine): string {
  return node >= 0 ? `node ${node}` : `leaf ${-node - 1}`
}
