import type { DatasetPreview } from '../../../shared/contract/index.ts'
import { Notice } from '../../components/notice.tsx'
import { ScrollFrame } from '../../components/scroll-frame.tsx'

/** First rows: what is stored, and below it, where it differs in writing, what stands in the file. */
export function ImportRows({ preview }: { preview: DatasetPreview }) {
  return (
    <div className="stack">
      <Notice>
        <p className="caption">
          Upper line: the value as it will be stored. Lower line: the text in the file. Numbers are right-aligned, texts
          left-aligned, ◇ is missing.
        </p>
      </Notice>
      <ScrollFrame label="First rows, parsed and raw" style={{ maxHeight: 'min(600px, 60vh)' }}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col" data-first data-right>
                Line
              </th>
              {preview.columns.map((column) => (
                <th key={column.name} scope="col" data-right={column.type === 'numeric' || undefined}>
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <tr key={row.line}>
                <th scope="row" data-first data-right className="number">
                  {row.line}
                </th>
                {preview.columns.map((column, index) => (
                  <td key={column.name} data-right={column.type === 'numeric' || undefined} className="number">
                    {row.parsed[index] === null || row.parsed[index] === undefined ? (
                      <span className="grid-cell-missing" title="missing">
                        ◇
                      </span>
                    ) : (
                      String(row.parsed[index])
                    )}
                    <span className="raw-cell mono">{rawText(row.raw[index])}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </div>
  )
}

/** Spaces made visible, an empty cell named. */
function rawText(raw: string | null | undefined): string {
  if (raw === null || raw === undefined || raw === '') return '(empty)'
  return raw.replace(/^ +| +$/g, (spaces) => '·'.repeat(spaces.length))
}
