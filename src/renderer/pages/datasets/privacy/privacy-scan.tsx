import { Button, MultiSelect } from '@mantine/core'
import type { DatasetVersion, PrivacyReport } from '../../../../shared/contract/index.ts'
import { formatInstant, formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { ShowCommand } from '../../../components/command-block.tsx'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { sentence } from '../../../components/error-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { useDraft } from '../../../hooks/use-draft.ts'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'

interface ScanProps {
  readonly version: DatasetVersion
  /** The newest scan; null before the first. */
  readonly scan: { readonly report: PrivacyReport; readonly createdAt: string; readonly verdict: string } | null
}

const MAX_QUASI_IDENTIFIERS = 20

/** Looks for personal data and for people who stand alone, and shows what the last scan found. */
export function PrivacyScan({ version, scan }: ScanProps) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [quasi, setQuasi] = useDraft<string[]>(`privacy.quasi.${version.id}`, [
    ...(scan?.report.quasiIdentifiers ?? []),
  ])
  const run = useStartJob(`privacy-scan.${version.id}`, client.privacy.scan)
  const names = version.columns.map((column) => column.name)
  const quasiIdentifiers = quasi.filter((name) => names.includes(name))
  return (
    <Panel
      title="How well people hide"
      tools={
        <div className="row">
          <ShowCommand command={assayCommand('privacy scan', [version.id], [['quasi', quasiIdentifiers]], workspace)} />
          <Button
            variant={scan === null ? 'filled' : 'default'}
            loading={run.isBusy}
            onClick={() => run.start({ dataset: version.id, quasiIdentifiers })}
          >
            {scan === null ? 'Scan for personal data' : 'Scan again'}
          </Button>
        </div>
      }
    >
      <MultiSelect
        label="Quasi-identifiers: what an outsider may know of a person"
        placeholder={quasiIdentifiers.length === 0 ? 'such as age, postal code, occupation' : ''}
        data={names}
        value={quasiIdentifiers}
        onChange={setQuasi}
        maxValues={MAX_QUASI_IDENTIFIERS}
        searchable
        limit={100}
        nothingFoundMessage="No column of this name"
      />
      <JobPanel run={run} />
      {scan === null ? (
        <p className="caption" style={{ margin: 0 }}>
          Not scanned yet. A scan looks at names and values of every column and reports counts, never a value. “No sign
          of personal data” is not a proof.
        </p>
      ) : (
        <>
          <p className="caption" style={{ margin: 0 }}>
            {sentence(scan.verdict)} Scanned {formatInstant(scan.createdAt)} UTC.
          </p>
          <KAnonymityTable report={scan.report} />
        </>
      )}
    </Panel>
  )
}

type Band = NonNullable<PrivacyReport['kAnonymity']>['bands'][number]

const BAND_COLUMNS: readonly Column<Band>[] = [
  { id: 'size', header: 'People who look the same', text: bandName },
  { id: 'classes', header: 'Groups', isNumeric: true, text: (band) => formatNumber(band.nClasses, 'integer') },
  { id: 'rows', header: 'Rows', isNumeric: true, text: (band) => formatNumber(band.nRows, 'integer') },
  { id: 'share', header: 'Rows, %', isNumeric: true, text: (band) => formatNumber(band.share, 'percent1') },
]

function KAnonymityTable({ report }: { report: PrivacyReport }) {
  const result = report.kAnonymity
  if (result === null) {
    return (
      <p className="caption" style={{ margin: 0 }}>
        Choose quasi-identifiers and scan again to see how many people share a combination of them.
      </p>
    )
  }
  const { k, rowsBelow } = result
  return (
    <>
      <p style={{ margin: 0 }}>
        <strong>k = {formatNumber(k, 'integer')}</strong>
        {k === 1
          ? `: somebody is the only one with their combination of ${report.quasiIdentifiers.join(', ')}. `
          : `: every combination of ${report.quasiIdentifiers.join(', ')} is shared by at least ${formatNumber(k, 'integer')} rows. `}
        {formatNumber(rowsBelow.n, 'integer')} of {formatNumber(result.nRows, 'integer')} rows stand in groups below{' '}
        {rowsBelow.k}.
      </p>
      <DataTable
        label="Sizes of groups that agree in all quasi-identifiers"
        columns={BAND_COLUMNS}
        rows={result.bands}
        rowKey={(band) => String(band.from)}
        hasTools={false}
      />
      <p className="caption" style={{ margin: 0 }}>
        Each row counts as one person, missing as a value. It does not know what else an outsider has; what is low
        enough is your policy.
      </p>
    </>
  )
}

/** "alone", "2 to 4", "10 or more". */
export function bandName({ from, to }: { readonly from: number; readonly to: number | null }): string {
  if (to === null) return `${from} or more`
  if (from === to) return from === 1 ? '1 (alone)' : String(from)
  return `${from} to ${to}`
}
