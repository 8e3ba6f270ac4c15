import type { ReactNode } from 'react'
import type { ColumnProfile, ColumnSchema } from '../../../../shared/contract/index.ts'
import { formatFraction, formatNumber } from '../../../../shared/format.ts'
import { CopyTableMenu } from '../../../components/copy-table-menu.tsx'
import { KeyValues } from '../../../components/key-values.tsx'
import { Panel } from '../../../components/panel.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import { columnFacts, type Fact, quantileFacts } from './column-facts.ts'
import { isMaskedColumn } from './profile-rows.ts'

/** Counts, moments, quantiles, outliers, special codes and most frequent values of one column. */
export function ColumnStatistics({ column, profile }: { column: ColumnSchema; profile: ColumnProfile }) {
  const isMasked = isMaskedColumn(column)
  const facts = columnFacts(column, profile, isMasked)
  const quantiles = isMasked ? [] : quantileFacts(profile)
  const table = () => ({
    columns: [
      { header: 'Statistic', isNumeric: false },
      { header: 'Value', isNumeric: true },
    ],
    rows: [...facts, ...quantiles].map((fact) => [fact.name, fact.value]),
  })
  return (
    <Panel title="Statistics" tools={<CopyTableMenu label={`Statistics of ${column.name}`} table={table} />}>
      <div className="columns-2" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 224px), auto))' }}>
        <KeyValues items={facts.map(shown)} />
        {quantiles.length > 0 && <KeyValues items={quantiles.map(shown)} />}
      </div>
      {!isMasked && profile.special.length > 0 && (
        <SmallList
          title="Special codes"
          rows={profile.special.map((item) => [item.code, formatFraction(item.count, profile.count)])}
        />
      )}
      {!isMasked && profile.histogram.length > 0 && profile.topValues.length > 0 && (
        <SmallList
          title="Most frequent values"
          rows={profile.topValues
            .slice(0, 5)
            .map((item) => [
              item.value,
              `${formatNumber(item.count, 'integer')} (${formatNumber(item.count / Math.max(1, profile.count), 'percent1')})`,
            ])}
        />
      )}
      <p className="caption" style={{ margin: 0 }}>
        Type: {column.reason}
      </p>
    </Panel>
  )
}

function shown(fact: Fact): readonly [string, ReactNode] {
  return [fact.name, <FactValue key={fact.name} fact={fact} />]
}

function FactValue({ fact }: { fact: Fact }) {
  const value = <span className="number">{fact.value}</span>
  if (fact.metric === null) return value
  return <MetricInfo metric={fact.metric} label={fact.value} />
}

function SmallList({ title, rows }: { title: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <div className="stack" style={{ gap: 4 }}>
      <strong className="caption">{title}</strong>
      <KeyValues items={rows} />
    </div>
  )
}
