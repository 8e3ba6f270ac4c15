import type { MonotoneSuggestion } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'

const WIDTH = 84
const HEIGHT = 22
const EDGE = 3
/** Room of the missing bin at the right. */
const MISSING = 10

type Rates = MonotoneSuggestion['rates']

/** Bad rate over bins of equal size at a glance; missing values as a point of their own at the right. */
export function RateSparkline({ rates }: { rates: Rates }) {
  const known = rates.filter(({ isMissing }) => !isMissing)
  const missing = rates.find(({ isMissing }) => isMissing)
  if (known.length === 0) return <span className="muted">–</span>
  const highest = Math.max(1e-9, ...rates.map(({ eventRate }) => eventRate))
  const room = WIDTH - 2 * EDGE - MISSING
  const x = (index: number) => EDGE + (known.length === 1 ? room / 2 : (index / (known.length - 1)) * room)
  const y = (rate: number) => HEIGHT - EDGE - (rate / highest) * (HEIGHT - 2 * EDGE)
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={ratesWords(rates)}
      style={{ display: 'block' }}
    >
      <line x1={0} x2={WIDTH} y1={HEIGHT - EDGE} y2={HEIGHT - EDGE} stroke="var(--assay-line-strong)" />
      {known.length === 1 ? (
        <circle cx={x(0)} cy={y(known[0]?.eventRate ?? 0)} r={2} fill="var(--assay-attention)" />
      ) : (
        <polyline
          points={known.map(({ eventRate }, index) => `${x(index)},${y(eventRate)}`).join(' ')}
          fill="none"
          stroke="var(--assay-attention)"
          strokeWidth={1.5}
        />
      )}
      {missing !== undefined && <circle cx={WIDTH - EDGE} cy={y(missing.eventRate)} r={2} fill="var(--assay-muted)" />}
    </svg>
  )
}

/** "Bad rate 12.0%, 14.1%, 20.3%; missing 8.0%": bin by bin up to eight, else the ends. */
export function ratesWords(rates: Rates): string {
  const percent = (rate: number) => formatNumber(rate, 'percent1')
  const known = rates.filter(({ isMissing }) => !isMissing).map(({ eventRate }) => eventRate)
  const missing = rates.find(({ isMissing }) => isMissing)
  const shown =
    known.length <= 8
      ? known.map(percent).join(', ')
      : `from ${percent(known[0] ?? 0)} in the lowest to ${percent(known.at(-1) ?? 0)} in the highest of ${known.length} bins`
  return `Bad rate ${shown}${missing === undefined ? '' : `; missing ${percent(missing.eventRate)}`}`
}
