/** A table as plain text cells, ready to leave the screen. */
export interface PlainTable {
  readonly columns: readonly { readonly header: string; readonly isNumeric: boolean }[]
  readonly rows: readonly (readonly string[])[]
}

/** Tab-separated values; tabs and line breaks inside a cell become spaces so that every row stays one line. */
export function tableToTsv(table: PlainTable): string {
  const line = (cells: readonly string[]) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')
  return [line(table.columns.map((column) => column.header)), ...table.rows.map(line)].join('\n')
}

/** A Markdown table; numbers aligned right. */
export function tableToMarkdown(table: PlainTable): string {
  const line = (cells: readonly string[]) =>
    `| ${cells
      .map((cell) =>
        cell
          .replace(/\\/g, '\\\\')
          .replace(/\|/g, '\\|')
          .replace(/[\r\n]+/g, ' '),
      )
      .join(' | ')} |`
  return [
    line(table.columns.map((column) => column.header)),
    `| ${table.columns.map((column) => (column.isNumeric ? '---:' : '---')).join(' | ')} |`,
    ...table.rows.map(line),
  ].join('\n')
}

/** An HTML table for word processors and mail: light, with hairlines, whatever the screen's theme. */
export function tableToHtml(table: PlainTable): string {
  const align = (index: number) => (table.columns[index]?.isNumeric === true ? 'right' : 'left')
  const style = (index: number) => `style="border:1px solid #c3c9d0;padding:2px 8px;text-align:${align(index)}"`
  const head = table.columns.map((column, index) => `<th ${style(index)}>${escapeHtml(column.header)}</th>`).join('')
  const body = table.rows
    .map((row) => `<tr>${row.map((cell, index) => `<td ${style(index)}>${escapeHtml(cell)}</td>`).join('')}</tr>`)
    .join('')
  return `<table style="border-collapse:collapse;font-family:sans-serif;font-size:10pt"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
