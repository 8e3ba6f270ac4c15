import type { TargetRates } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'

const WIDTH = 84
const HEIGHT = 22
const EDGE = 3

/** Bad rate by value at a glance: a line over ranges, points over levels, the average as a hairline. */
export function RateSparkline({ report, highest }: { report: TargetRates; highest: number }) {
  const known = report.rates.filter((rate) => rate.eventRate !== null && rate.count > 0)
  if (known.length === 0 || report.eventRate === null) return <span className="muted">–</span>
  const top = Math.max(highest, 1e-9)
  const x = (index: number) => EDGE + (index * (WIDTH - 2 * EDGE)) / Math.max(1, known.length - 1)
  const y = (rate: number) => HEIGHT - EDGE - Math.min(1, rate / top) * (HEIGHT - 2 * EDGE)
  const line = known.flatMap((rate, index) => (rate.kind === 'range' ? `${x(index)},${y(rate.eventRate ?? 0)}` : []))
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={rateText(report)}
      style={{ display: 'block' }}
    >
      <line x1={0} x2={WIDTH} y1={y(report.eventRate)} y2={y(report.eventRate)} stroke="var(--assay-line-strong)" />
      {line.length > 1 && (
        <polyline points={line.join(' ')} fill="none" stroke="var(--assay-attention)" strokeWidth={1.5} />
      )}
      {known.map((rate, index) =>
        rate.kind === 'range' && line.length > 1 ? null : (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: points are places on an axis
            key={index}
            cx={x(index)}
            cy={y(rate.eventRate ?? 0)}
            r={2}
            fill="var(--assay-attention)"
          />
        ),
      )}
    </svg>
  )
}

/** "Bad rate 8.2% to 41.0%". */
export function rateText(report: TargetRates): string {
  const known = report.rates.flatMap((rate) => (rate.eventRate === null || rate.count === 0 ? [] : rate.eventRate))
  if (known.length === 0) return ''
  const [low, high] = [Math.min(...known), Math.max(...known)]
  return `Bad rate ${formatNumber(low, 'percent1')} to ${formatNumber(high, 'percent1')}`
}
