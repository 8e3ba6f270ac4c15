import type { ColumnProfile } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'

const WIDTH = 88
const HEIGHT = 20
const MAX_SHARES = 6

/** A column at a glance: its histogram, or the shares of its most frequent values. Its figures stand in the title. */
export function ColumnSketch({ profile }: { profile: ColumnProfile }) {
  const isPlotted = profile.histogram.length > 1
  return (
    <svg className="grid-sketch" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {isPlotted ? <Histogram bins={profile.histogram} /> : <Shares profile={profile} />}
      <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="grid-sketch-axis" />
    </svg>
  )
}

function Histogram({ bins }: { bins: ColumnProfile['histogram'] }) {
  const largest = Math.max(...bins.map((bin) => bin.count), 1)
  const step = WIDTH / bins.length
  return bins.map((bin, index) => {
    const height = bin.count === 0 ? 0 : Math.max(1, (bin.count / largest) * (HEIGHT - 2))
    return (
      <rect
        key={bin.lower}
        x={index * step}
        y={HEIGHT - 1 - height}
        width={Math.max(0.5, step - (step > 3 ? 1 : 0))}
        height={height}
      />
    )
  })
}

function Shares({ profile }: { profile: ColumnProfile }) {
  const present = Math.max(1, profile.count - profile.nMissing)
  const tops = profile.topValues.slice(0, MAX_SHARES)
  const step = WIDTH / Math.max(MAX_SHARES, 1)
  return tops.map(({ value, count }, index) => {
    const height = Math.max(1, (count / present) * (HEIGHT - 2))
    return <rect key={value} x={index * step} y={HEIGHT - 1 - height} width={step - 2} height={height} />
  })
}

/** The share of missing cells, never rounded to none or all; null if none is missing. */
export function missingShare({ nMissing, count }: ColumnProfile): string | null {
  if (nMissing === 0) return null
  const share = nMissing / Math.max(1, count)
  if (share < 0.0005) return '< 0.1%'
  return share >= 0.9995 && nMissing < count ? '> 99.9%' : formatNumber(share, 'percent1')
}

/** What the profile tells of a column, line by line, for the title of its head. */
export function profileTitle(name: string, profile: ColumnProfile | undefined): string {
  if (profile === undefined) return name
  const share = missingShare(profile)
  const counts = `${formatNumber(profile.nMissing, 'integer')} of ${formatNumber(profile.count, 'integer')}`
  const missing = share === null ? 'none missing' : `${share} missing (${counts})`
  const lines = [name, `${formatNumber(profile.nDistinct, 'integer')} distinct values, ${missing}`]
  if (profile.mean !== null) {
    lines.push(`minimum ${profile.minimum}, median ${profile.median}, maximum ${profile.maximum}`)
    lines.push(
      `mean ${formatNumber(profile.mean, 'number')}, standard deviation ${formatNumber(profile.standardDeviation, 'number')}`,
    )
  } else if (profile.earliest !== null) {
    lines.push(`${profile.earliest} to ${profile.latest}`)
  }
  const present = Math.max(1, profile.count - profile.nMissing)
  for (const { value, count } of profile.topValues.slice(0, 5))
    lines.push(`${value.slice(0, 40)}: ${formatNumber(count / present, 'percent1')}`)
  return lines.join('\n')
}
