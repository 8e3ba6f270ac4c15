import type { BinnedVariable } from '../../../../shared/contract/index.ts'
import { rateMarks, ratesText } from './rate-marks.ts'

const WIDTH = 76
const HEIGHT = 20
const EDGE = 3

/** Bad rate over the bins at a glance: a line over ranges, points for levels, special and missing values, the average as a hairline. */
export function BadRateSparkline({
  variable,
  highest,
  average,
}: {
  variable: BinnedVariable
  highest: number
  average: number
}) {
  const marks = rateMarks(variable)
  if (marks.length === 0) return <span className="muted">–</span>
  const top = Math.max(highest, 1e-9)
  const x = (place: number) => EDGE + place * (WIDTH - 2 * EDGE)
  const y = (rate: number) => HEIGHT - EDGE - Math.min(1, rate / top) * (HEIGHT - 2 * EDGE)
  const line = marks.filter((mark) => mark.isJoined).map((mark) => `${x(mark.place)},${y(mark.rate)}`)
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={ratesText(variable)}
      style={{ display: 'block' }}
    >
      <line x1={0} x2={WIDTH} y1={y(average)} y2={y(average)} stroke="var(--assay-line-strong)" />
      {line.length > 1 && (
        <polyline points={line.join(' ')} fill="none" stroke="var(--assay-attention)" strokeWidth={1.5} />
      )}
      {marks.map((mark) =>
        mark.isJoined && line.length > 1 ? null : (
          <circle key={mark.place} cx={x(mark.place)} cy={y(mark.rate)} r={2} fill="var(--assay-attention)" />
        ),
      )}
    </svg>
  )
}
