import { Button, MultiSelect, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { DatasetSummary, DatasetVersion } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { ShowCommand } from '../../../components/command-block.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { QueryView } from '../../../components/query-view.tsx'
import { versionName } from '../../../fields/choice-fields.tsx'
import { DataEvidenceView } from '../../../fields/data-evidence-view.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { useDataEvidence } from '../../../fields/use-data-evidence.ts'
import { useDraft } from '../../../hooks/use-draft.ts'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'
import { TabBar } from '../tab-bar.tsx'
import { comparableVersions, firstChoice, runOf } from './compare-choices.ts'
import { DiffView } from './diff-view.tsx'
import { DriftView } from './drift-view.tsx'

type View = 'diff' | 'drift'

/** This version beside another one: what changed, and how far distributions moved. `item` is the view. */
export function CompareTab({ version, item }: { version: DatasetVersion; item: string | null }) {
  const { api } = useServices()
  const query = useQuery(api.dataset.list.queryOptions())
  return (
    <QueryView query={query}>
      {(all) => {
        const others = comparableVersions(all, version.id)
        if (others.length === 0) {
          return (
            <EmptyState title="There is no other version to compare with">
              Import a later file as the next version, or make a version under Steps; it can then be compared with this
              one.
            </EmptyState>
          )
        }
        return <Compare version={version} others={others} view={item === 'drift' ? 'drift' : 'diff'} />
      }}
    </QueryView>
  )
}

interface CompareProps {
  readonly version: DatasetVersion
  readonly others: readonly DatasetSummary[]
  readonly view: View
}

function Compare({ version, others, view }: CompareProps) {
  const { client } = useServices()
  const [, navigate] = useLocation()
  const [chosen, choose] = useDraft<string | null>(`compare.${version.id}`, null)
  const [key, setKey] = useState<readonly string[]>(() => identifiers(version))
  const other = others.find((item) => item.id === chosen) ?? firstChoice(version, others)
  const diff = useStartJob(`diff.${version.id}`, client.diff.run)
  const drift = useStartJob(`drift.${version.id}`, client.drift.run)
  const run = view === 'diff' ? diff : drift
  if (other === null) return null
  const start = () =>
    view === 'diff'
      ? diff.start({ dataset: version.id, before: other.id, key: [...key] })
      : drift.start({ dataset: version.id, expected: other.id })
  return (
    <div className="stack">
      <TabBar
        controls={
          <SegmentedControl
            aria-label="View"
            data={[
              { value: 'diff', label: 'Difference' },
              { value: 'drift', label: 'Drift' },
            ]}
            value={view}
            onChange={(value) => navigate(`/datasets/${version.id}/compare/${value}`)}
          />
        }
        actions={
          <>
            <CompareCommand version={version} other={other} view={view} keyColumns={key} />
            <Button loading={run.isBusy} onClick={start}>
              {view === 'diff' ? 'Run comparison' : 'Run drift'}
            </Button>
          </>
        }
      />
      <CompareFields {...{ version, others, view, other, keyColumns: key }} onOther={choose} onKey={setKey} />
      {view === 'diff' ? <JobPanel run={diff} /> : <JobPanel run={drift} />}
      {view === 'diff' ? (
        <Difference version={version} other={other} wanted={diff.job?.result?.id ?? null} />
      ) : (
        <Drift version={version} other={other} wanted={drift.job?.result?.id ?? null} />
      )}
    </div>
  )
}

function CompareFields(
  props: CompareProps & {
    other: DatasetSummary
    keyColumns: readonly string[]
    onOther: (id: string) => void
    onKey: (columns: string[]) => void
  },
) {
  const { version, others, view, other, keyColumns, onOther, onKey } = props
  return (
    <div className="fields">
      <Select
        label={view === 'diff' ? 'Before' : 'Expected sample'}
        data={others.map((item) => ({
          value: item.id,
          label: `${versionName(item)} (${formatNumber(item.nRows, 'integer')} rows)`,
        }))}
        value={other.id}
        onChange={(id) => id !== null && onOther(id)}
        searchable
        allowDeselect={false}
        w={320}
        maw="100%"
      />
      {view === 'diff' && (
        <MultiSelect
          label="Match rows by"
          placeholder={keyColumns.length === 0 ? 'Whole rows' : ''}
          data={version.columns.map((column) => column.name)}
          value={[...keyColumns]}
          onChange={onKey}
          searchable
          clearable
          maxValues={10}
          limit={200}
          w={420}
          maw="100%"
        />
      )}
    </div>
  )
}

function CompareCommand(props: {
  version: DatasetVersion
  other: DatasetSummary
  view: View
  keyColumns: readonly string[]
}) {
  const workspace = useWorkspace()
  const { version, other, view, keyColumns } = props
  const command =
    view === 'diff'
      ? assayCommand(
          'diff',
          [],
          [
            ['dataset', version.id],
            ['before', other.id],
            ['key', keyColumns],
          ],
          workspace,
        )
      : assayCommand(
          'drift',
          [],
          [
            ['dataset', version.id],
            ['expected', other.id],
          ],
          workspace,
        )
  return <ShowCommand command={command} />
}

interface SideProps {
  readonly version: DatasetVersion
  readonly other: DatasetSummary
  readonly wanted: string | null
}

function Difference({ version, other, wanted }: SideProps) {
  const all = useDataEvidence('diff', version.id, null)
  const id = runOf(all.runs, other.id, wanted)
  const held = useDataEvidence('diff', version.id, id)
  if (all.list.data !== undefined && id === null) {
    return (
      <EmptyState title={`${versionName(version)} has not been compared with ${versionName(other)} yet`}>
        Use “Run comparison” above. With a key, changed cells are counted per column; without one, whole rows are
        compared.
      </EmptyState>
    )
  }
  return (
    <DataEvidenceView held={held} empty={null}>
      {(evidence) => <DiffView key={evidence.id} version={version} before={versionName(other)} evidence={evidence} />}
    </DataEvidenceView>
  )
}

function Drift({ version, other, wanted }: SideProps) {
  const all = useDataEvidence('drift', version.id, null)
  const id = runOf(all.runs, other.id, wanted)
  const held = useDataEvidence('drift', version.id, id)
  if (all.list.data !== undefined && id === null) {
    return (
      <EmptyState title={`Drift from ${versionName(other)} has not been computed yet`}>
        Use “Run drift” above. {versionName(other)} is the expected sample, {versionName(version)} the actual one.
      </EmptyState>
    )
  }
  return (
    <DataEvidenceView held={held} empty={null}>
      {(evidence) => (
        <DriftView
          key={evidence.id}
          version={version}
          report={evidence.payload.report}
          names={[versionName(other), versionName(version)]}
          evidence={evidence}
        />
      )}
    </DataEvidenceView>
  )
}

function identifiers(version: DatasetVersion): string[] {
  return version.columns
    .filter((column) => column.role === 'identifier')
    .map((column) => column.name)
    .slice(0, 10)
}
