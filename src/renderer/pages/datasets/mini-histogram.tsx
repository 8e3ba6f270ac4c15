import type { ColumnProfile } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'

const WIDTH = 96
const HEIGHT = 22
const GAP = 1

/** The shape of a column at a glance; bars for bands of a number, or for the most frequent texts. */
export function MiniHistogram({ profile }: { profile: ColumnProfile }) {
  const counts =
    profile.type === 'numeric'
      ? profile.histogram.map((band) => band.count)
      : profile.topValues.map((item) => item.count)
  const most = Math.max(...counts, 1)
  if (counts.length === 0) return <span className="muted">–</span>
  const step = WIDTH / counts.length
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={describe(profile)}
      style={{ display: 'block' }}
    >
      {counts.map((count, index) => {
        const height = count === 0 ? 0 : Math.max(1, (count / most) * (HEIGHT - 1))
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: bars are places on an axis
            key={index}
            x={index * step}
            y={HEIGHT - height}
            width={Math.max(1, Math.min(step, 20) - GAP)}
            height={height}
            fill={profile.type === 'numeric' ? 'var(--assay-accent)' : 'var(--assay-muted)'}
            opacity={0.75}
          />
        )
      })}
    </svg>
  )
}

function describe(profile: ColumnProfile): string {
  if (profile.type === 'numeric')
    return `Histogram from ${formatNumber(profile.minimum, 'number')} to ${formatNumber(profile.maximum, 'number')}, median ${formatNumber(profile.median, 'number')}`
  return `Most frequent: ${profile.topValues
    .slice(0, 3)
    .map((item) => `${item.value} ${item.count}`)
    .join(', ')}`
}
