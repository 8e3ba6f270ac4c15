import { Button, Select } from '@mantine/core'
import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo } from 'react'
import type { ColumnProfile, ColumnSchema, DatasetVersion } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Notice } from '../../../components/notice.tsx'
import { versionName } from '../../../fields/choice-fields.tsx'
import { dataSourceText } from '../../../fields/data-evidence-view.tsx'
import type { ShownDataEvidence } from '../../../fields/use-data-evidence.ts'
import { ChartFigure } from '../../../metrics/chart-figure.tsx'
import { associationsOf } from './association-rows.ts'
import { ColumnStatistics } from './column-statistics.tsx'
import { isMaskedColumn } from './profile-rows.ts'

interface ColumnDetailProps {
  readonly version: DatasetVersion
  readonly column: ColumnSchema
  readonly profile: ColumnProfile | null
  readonly evidence: ShownDataEvidence<'association'> | null
  /** Opens another column, or the table of all with null. */
  readonly onOpen: (column: string | null) => void
}

/** Everything known about one column. */
export function ColumnDetail(props: ColumnDetailProps) {
  const { version, column, profile, evidence } = props
  return (
    <div className="stack">
      <ColumnSwitch {...props} />
      {profile === null ? (
        <EmptyState title="This column has no profile">Choose another column above.</EmptyState>
      ) : (
        <div className="columns-2">
          <div className="stack">
            {isMaskedColumn(column) ? (
              <Notice title="This column is masked">
                <p>Its counts are shown, its values are not. The treatment can be changed under Privacy.</p>
              </Notice>
            ) : (
              <ColumnFigures version={version} profile={profile} evidence={evidence} />
            )}
          </div>
          <div className="stack">
            <ColumnStatistics column={column} profile={profile} />
            <ColumnAssociations column={column} evidence={evidence} />
          </div>
        </div>
      )}
    </div>
  )
}

function ColumnSwitch({ version, column, onOpen }: ColumnDetailProps) {
  const index = version.columns.findIndex((item) => item.name === column.name)
  const [before, after] = [version.columns[index - 1], version.columns[index + 1]]
  return (
    <div className="row-between">
      <div className="row">
        <Button variant="subtle" leftSection={<ArrowLeft size={16} />} onClick={() => onOpen(null)}>
          All columns
        </Button>
        <Select
          aria-label="Column"
          data={version.columns.map((item) => item.name)}
          value={column.name}
          onChange={(name) => name !== null && onOpen(name)}
          searchable
          allowDeselect={false}
          w={280}
        />
        <span className="caption">
          {column.role}, {column.type}; column {formatNumber(index + 1, 'integer')} of{' '}
          {formatNumber(version.columns.length, 'integer')}
        </span>
      </div>
      <div className="row">
        <Button
          variant="default"
          leftSection={<ChevronLeft size={16} />}
          disabled={before === undefined}
          onClick={() => before !== undefined && onOpen(before.name)}
        >
          Previous
        </Button>
        <Button
          variant="default"
          rightSection={<ChevronRight size={16} />}
          disabled={after === undefined}
          onClick={() => after !== undefined && onOpen(after.name)}
        >
          Next
        </Button>
      </div>
    </div>
  )
}

function ColumnFigures(props: Pick<ColumnDetailProps, 'version' | 'evidence'> & { profile: ColumnProfile }) {
  const { version, profile, evidence } = props
  const spec = useMemo(
    () => ({ name: profile.histogram.length > 0 ? ('columnHistogram' as const) : ('topValues' as const), profile }),
    [profile],
  )
  const report = evidence?.payload.targetRates.find((item) => item.column === profile.name)
  const rates = useMemo(() => (report === undefined ? null : { name: 'targetRateBars' as const, report }), [report])
  const source = `${versionName(version)}.`
  return (
    <>
      {profile.nMissing === profile.count ? (
        <EmptyState title="Every row is missing here">There is nothing to draw.</EmptyState>
      ) : (
        <ChartFigure spec={spec} source={source} />
      )}
      {rates !== null && evidence !== null ? (
        <ChartFigure spec={rates} source={dataSourceText(versionName(version), evidence)} />
      ) : (
        <RatesHint version={version} column={profile.name} hasEvidence={evidence !== null} />
      )}
    </>
  )
}

function RatesHint(props: { version: DatasetVersion; column: string; hasEvidence: boolean }) {
  const { target } = props.version
  if (target?.column === props.column) return null
  if (target === null) {
    return (
      <Notice>
        <p>Without a target there is no target rate by value.</p>
      </Notice>
    )
  }
  if (props.hasEvidence) return null
  return (
    <Notice>
      <p>“Compute associations” adds the target rate by value and what this column goes together with.</p>
    </Notice>
  )
}

type AssociationRow = ReturnType<typeof associationsOf>[number]

const ASSOCIATION_COLUMNS: readonly Column<AssociationRow>[] = [
  { id: 'other', header: 'Column', value: (row) => row.b, text: (row) => row.b, clip: 200 },
  { id: 'measure', header: 'Measure', value: (row) => row.measure, text: (row) => row.measure },
  {
    id: 'value',
    header: 'Value',
    isNumeric: true,
    value: (row) => (row.value === null ? null : Math.abs(row.value)),
    text: (row) => formatNumber(row.value, 'ratio3'),
  },
  { id: 'n', header: 'n', isNumeric: true, value: (row) => row.n, text: (row) => formatNumber(row.n, 'integer') },
  { id: 'reason', header: 'Why undefined', text: (row) => row.reason ?? '', isCopyOnly: true },
]

function ColumnAssociations({ column, evidence }: Pick<ColumnDetailProps, 'column' | 'evidence'>) {
  const rows = useMemo(
    () => (evidence === null ? [] : associationsOf(evidence.payload.report, column.name)),
    [evidence, column.name],
  )
  if (evidence === null) return null
  return (
    <DataTable
      label={`Associations of ${column.name}`}
      title="Goes together with"
      columns={ASSOCIATION_COLUMNS}
      rows={rows}
      rowKey={(row) => row.key}
      maxHeight={300}
      empty="This column was not compared with others."
    />
  )
}
