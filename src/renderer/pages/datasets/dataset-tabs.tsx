import { lazy, type ReactNode, Suspense } from 'react'
import type { DatasetVersion } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { LoadingSkeleton } from '../../components/loading.tsx'
import type { DatasetTab } from './dataset-tab-names.ts'
import { IssuesTable } from './issues-table.tsx'
import { SourceFacts } from './source-facts.tsx'

interface TabProps {
  readonly version: DatasetVersion
  /** The part of the address after the tab, such as a column or a run. */
  readonly item: string | null
}

const Profile = lazy(async () => ({ default: (await import('./profile/profile-tab.tsx')).ProfileTab }))
const Rows = lazy(async () => ({ default: (await import('./rows-grid.tsx')).RowsGrid }))
const Quality = lazy(async () => ({ default: (await import('./quality/quality-tab.tsx')).QualityTab }))
const Leakage = lazy(async () => ({ default: (await import('./leakage/leakage-tab.tsx')).LeakageTab }))
const Compare = lazy(async () => ({ default: (await import('./compare/compare-tab.tsx')).CompareTab }))
const Steps = lazy(async () => ({ default: (await import('./steps/steps-tab.tsx')).StepsTab }))
const Privacy = lazy(async () => ({ default: (await import('./privacy/privacy-tab.tsx')).PrivacyTab }))
const Dictionary = lazy(async () => ({ default: (await import('./dictionary/dictionary-tab.tsx')).DictionaryTab }))
const Lineage = lazy(async () => ({ default: (await import('./lineage/lineage-tab.tsx')).LineageTab }))

/** What stands under one tab, loaded when it is first opened. */
export function DatasetTabContent({ tab, version, item }: TabProps & { tab: DatasetTab }) {
  return <Suspense fallback={<LoadingSkeleton rows={12} />}>{contentOf(tab, { version, item })}</Suspense>
}

function contentOf(tab: DatasetTab, { version, item }: TabProps): ReactNode {
  switch (tab) {
    case 'profile':
      return <Profile version={version} item={item} />
    case 'rows':
      return <Rows dataset={version} row={rowOf(item, version.nRows)} />
    case 'quality':
      return <Quality version={version} item={item} />
    case 'leakage':
      return <Leakage version={version} item={item} />
    case 'compare':
      return <Compare version={version} item={item} />
    case 'steps':
      return <Steps version={version} />
    case 'privacy':
      return <Privacy version={version} />
    case 'dictionary':
      return <Dictionary version={version} />
    case 'lineage':
      return <Lineage version={version} />
    case 'source':
      return (
        <div className="stack">
          <SourceFacts dataset={version} />
          <IssuesTable issues={version.issues} nIssues={version.nIssues} />
        </div>
      )
  }
}

/** The name on the tab, with a count where one says something. */
export function tabLabel(tab: DatasetTab, version: DatasetVersion): string {
  switch (tab) {
    case 'profile':
      return `Profile (${formatNumber(version.columns.length, 'integer')})`
    case 'rows':
      return `Rows (${formatNumber(version.nRows, 'integer')})`
    case 'source':
      return version.nIssues === 0 ? 'Source' : `Source (${formatNumber(version.nIssues, 'integer')} issues)`
    default:
      return `${tab.charAt(0).toUpperCase()}${tab.slice(1)}`
  }
}

/** Row of an address (from 1) as the grid counts it (from 0). */
function rowOf(item: string | null, nRows: number): number | null {
  const row = item === null ? Number.NaN : Number(item)
  return Number.isInteger(row) && row >= 1 && row <= nRows ? row - 1 : null
}
