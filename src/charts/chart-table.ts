import type { NumberFormat } from '../shared/format.ts'

/** The figures behind a chart, for "view as table" and for readers who cannot see it. */
export interface ChartTable {
  readonly columns: readonly { readonly label: string; readonly format: NumberFormat }[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}
