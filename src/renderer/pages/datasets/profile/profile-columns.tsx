import { Link } from 'wouter'
import type { ColumnProfile } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import type { Column } from '../../../components/data-table.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import type { MetricKey } from '../../../metrics/metric-texts.ts'
import { MiniHistogram } from '../mini-histogram.tsx'
import type { ProfileRow } from './profile-rows.ts'
import { RateSparkline, rateText } from './rate-sparkline.tsx'

export const MASKED_TEXT = 'Masked'

/** The columns of the profile table; the target rate only where it has been assessed. */
export function profileColumns(base: string, highestRate: number | null): Column<ProfileRow>[] {
  return [
    {
      id: 'name',
      header: 'Column',
      value: (row) => row.column.name,
      text: (row) => row.column.name,
      cell: (row) => (
        <Link href={`${base}${encodeURIComponent(row.column.name)}`} className="link-button">
          {row.column.name}
        </Link>
      ),
      clip: 176,
    },
    { id: 'role', header: 'Role', value: (row) => row.column.role, text: (row) => row.column.role },
    { id: 'type', header: 'Type', value: (row) => row.column.type, text: (row) => row.column.type },
    {
      id: 'shape',
      header: 'Distribution',
      text: (row) => (row.isMasked ? MASKED_TEXT : topText(row.profile)),
      cell: (row) => (row.isMasked ? <Masked /> : <MiniHistogram profile={row.profile} />),
    },
    ...(highestRate === null ? [] : [rateColumn(highestRate)]),
    {
      id: 'missing',
      header: 'Missing %',
      isNumeric: true,
      value: (row) => row.missingShare,
      text: (row) => (row.profile.nMissing === 0 ? '0' : formatNumber(row.missingShare, 'percent1')),
    },
    {
      id: 'distinct',
      header: 'Distinct',
      isNumeric: true,
      value: (row) => row.profile.nDistinct,
      text: (row) => formatNumber(row.profile.nDistinct, 'integer'),
    },
    number('mean', 'Mean', (profile) => profile.mean, 'mean'),
    number('deviation', 'Std. dev.', (profile) => profile.standardDeviation, 'standardDeviation'),
    number('minimum', 'Min.', (profile) => profile.minimum),
    number('quartile1', '25%', (profile) => profile.quantile25, 'quantile'),
    number('median', 'Median', (profile) => profile.median),
    number('quartile3', '75%', (profile) => profile.quantile75, 'quantile'),
    number('maximum', 'Max.', (profile) => profile.maximum),
    {
      id: 'outliers',
      header: 'Outliers',
      headerNode: <MetricInfo metric="tukeyFences" label="Outliers" />,
      isNumeric: true,
      value: (row) => row.nOutliers,
      text: (row) => formatNumber(row.nOutliers, 'integer'),
    },
  ]
}

function number(
  id: string,
  header: string,
  read: (profile: ColumnProfile) => number | null,
  metric?: MetricKey,
): Column<ProfileRow> {
  return {
    id,
    header,
    ...(metric === undefined ? {} : { headerNode: <MetricInfo metric={metric} label={header} /> }),
    isNumeric: true,
    value: (row) => (row.isMasked ? null : read(row.profile)),
    text: (row) => profileNumber(row.isMasked ? null : read(row.profile)),
  }
}

/** Five digits at a glance; the column's own page has them all. */
function profileNumber(value: number | null): string {
  return formatNumber(value === null || Number.isInteger(value) ? value : Number(value.toPrecision(5)), 'number')
}

function rateColumn(highest: number): Column<ProfileRow> {
  return {
    id: 'rate',
    header: 'Target rate',
    headerNode: <MetricInfo metric="targetRate" label="Target rate" />,
    value: (row) => spread(row),
    text: (row) => (row.rates === null ? '' : rateText(row.rates)),
    cell: (row) => (row.rates === null ? null : <RateSparkline report={row.rates} highest={highest} />),
  }
}

/** Sorts by how far apart the rates are. */
function spread(row: ProfileRow): number | null {
  const known = row.rates?.rates.flatMap((rate) => (rate.eventRate === null || rate.count === 0 ? [] : rate.eventRate))
  return known === undefined || known.length === 0 ? null : Math.max(...known) - Math.min(...known)
}

function topText(profile: ColumnProfile): string {
  return profile.topValues
    .slice(0, 3)
    .map((item) => `${item.value}: ${item.count}`)
    .join('; ')
}

function Masked() {
  return (
    <span className="muted" title="This column is masked: its values are not shown">
      {MASKED_TEXT}
    </span>
  )
}
