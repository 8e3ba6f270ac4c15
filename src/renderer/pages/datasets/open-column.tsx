import type { Column } from '../../components/data-table.tsx'

/** A first column whose names open and close what is known about their row. */
export function openColumn<Row>(
  header: string,
  name: (row: Row) => string,
  open: string | null,
  onOpen: (name: string | null) => void,
): Column<Row> {
  return {
    id: 'column',
    header,
    value: name,
    text: name,
    cell: (row) => (
      <button
        type="button"
        className="plain-button link-button"
        aria-pressed={open === name(row)}
        onClick={() => onOpen(open === name(row) ? null : name(row))}
      >
        {name(row)}
      </button>
    ),
    clip: 200,
  }
}
