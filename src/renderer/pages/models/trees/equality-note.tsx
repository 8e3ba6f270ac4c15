import type { EqualityReport } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { KeyValues } from '../../../components/key-values.tsx'
import { Notice } from '../../../components/notice.tsx'

/** How a model read from a file agrees with the scores its maker gave. */
export function EqualityNote({ equality }: { equality: EqualityReport }) {
  const isEqual = equality.nEqual === equality.nRows
  return (
    <Notice
      kind={isEqual ? 'info' : 'attention'}
      title={isEqual ? '● Scores as its maker’s program' : '▲ Does not score quite as its maker’s program'}
    >
      <p>{equality.statement}</p>
      <KeyValues
        items={[
          ['Compared with', `${equality.column} (${equality.meaning === 'margin' ? 'log-odds' : 'probability'})`],
          ['Equal rows', `${formatNumber(equality.nEqual, 'integer')} of ${formatNumber(equality.nRows, 'integer')}`],
          [
            'Largest difference',
            equality.largestDifference === null
              ? '–'
              : `${differenceText(equality.largestDifference)}${equality.worstRow === null ? '' : `, in row ${formatNumber(equality.worstRow, 'integer')}`}`,
          ],
        ]}
      />
    </Notice>
  )
}

/** A tiny difference keeps its size: 2.2e-16, not 0. */
function differenceText(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3
    ? value.toExponential(1).replace('-', '−')
    : formatNumber(value, 'number')
}
