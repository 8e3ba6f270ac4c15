import { Button, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import {
  COLUMN_ROLES,
  COLUMN_TYPES,
  type ColumnProfile,
  type DatasetVersion,
  type TargetRates,
} from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { ShowCommand } from '../../../components/command-block.tsx'
import { DataTable } from '../../../components/data-table.tsx'
import { Notice } from '../../../components/notice.tsx'
import { QueryView } from '../../../components/query-view.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { useDataEvidence } from '../../../fields/use-data-evidence.ts'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'
import { TabBar } from '../tab-bar.tsx'
import { AssociationsView } from './associations-view.tsx'
import { ColumnDetail } from './column-detail.tsx'
import { profileColumns } from './profile-columns.tsx'
import { filterProfileRows, namedColumn, profileRows } from './profile-rows.ts'

/** The address of the view of all associations; no column hides behind it, since column views carry `column:`. */
const ASSOCIATIONS = 'associations'
const COLUMN = 'column:'

/** Profile of every column, of one column, or of every pair. `item` is the part of the address after the tab. */
export function ProfileTab({ version, item }: { version: DatasetVersion; item: string | null }) {
  const { api, client } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const base = `/datasets/${version.id}/profile`
  const query = useQuery(
    api.dataset.profile.queryOptions({ input: { dataset: version.id }, staleTime: Number.POSITIVE_INFINITY }),
  )
  const held = useDataEvidence('association', version.id, null)
  const run = useStartJob(`association.${version.id}`, client.association.run)
  const isPairs = item === ASSOCIATIONS
  const column = item?.startsWith(COLUMN) === true ? namedColumn(version.columns, item.slice(COLUMN.length)) : null
  const command = isPairs ? 'associations' : 'profile'
  return (
    <div className="stack">
      <TabBar
        controls={
          <SegmentedControl
            aria-label="View"
            data={[
              { value: 'columns', label: 'Columns' },
              { value: ASSOCIATIONS, label: 'Associations' },
            ]}
            value={isPairs ? ASSOCIATIONS : 'columns'}
            onChange={(value) => navigate(value === ASSOCIATIONS ? `${base}/${ASSOCIATIONS}` : base)}
          />
        }
        actions={
          <>
            <ShowCommand command={assayCommand(command, [], [['dataset', version.id]], workspace)} />
            <Button variant="default" loading={run.isBusy} onClick={() => run.start({ dataset: version.id })}>
              {held.runs.length === 0 ? 'Compute associations' : 'Compute associations again'}
            </Button>
          </>
        }
      />
      <JobPanel run={run} />
      {item !== null && !isPairs && column === null && <UnknownColumn item={item} />}
      {isPairs ? (
        <AssociationsView version={version} held={held} />
      ) : (
        <QueryView query={query} rows={12}>
          {(profiles) =>
            column === null ? (
              <ProfileTable
                version={version}
                profiles={profiles}
                rates={held.evidence?.payload.targetRates ?? NO_RATES}
                base={`${base}/${COLUMN}`}
              />
            ) : (
              <ColumnDetail
                key={column.name}
                version={version}
                column={column}
                profile={profiles.find((profile) => profile.name === column.name) ?? null}
                evidence={held.evidence}
                onOpen={(name) => navigate(name === null ? base : `${base}/${COLUMN}${encodeURIComponent(name)}`)}
              />
            )
          }
        </QueryView>
      )}
    </div>
  )
}

function UnknownColumn({ item }: { item: string }) {
  return (
    <Notice kind="attention">
      <p>This version has no column “{item.replace(COLUMN, '')}”; all columns are shown.</p>
    </Notice>
  )
}

const NO_RATES: readonly TargetRates[] = []

function ProfileTable(props: {
  version: DatasetVersion
  profiles: readonly ColumnProfile[]
  rates: readonly TargetRates[]
  base: string
}) {
  const { version, profiles, rates, base } = props
  const [type, setType] = useState<string | null>(null)
  const [role, setRole] = useState<string | null>(null)
  const rows = useMemo(() => profileRows(version, profiles, rates), [version, profiles, rates])
  const shown = useMemo(() => filterProfileRows(rows, { type, role }), [rows, type, role])
  const highest = useMemo(() => highestRate(rates), [rates])
  const columns = useMemo(() => profileColumns(base, highest), [base, highest])
  return (
    <DataTable
      label={`Profile of ${version.name}`}
      columns={columns}
      rows={shown}
      rowKey={(row) => row.column.name}
      hasSearch
      maxHeight="max(320px, calc(100vh - 286px))"
      empty="No column has this type and role. Choose another above."
      tools={
        <>
          <Filter label="Type" all="Every type" values={COLUMN_TYPES} value={type} onChange={setType} />
          <Filter label="Role" all="Every role" values={COLUMN_ROLES} value={role} onChange={setRole} />
        </>
      }
    />
  )
}

function Filter(props: {
  label: string
  all: string
  values: readonly string[]
  value: string | null
  onChange: (value: string | null) => void
}) {
  return (
    <Select
      aria-label={props.label}
      placeholder={props.all}
      data={[...props.values]}
      value={props.value}
      onChange={props.onChange}
      clearable
      w={128}
    />
  )
}

/** One scale for every sparkline; null before any association was computed. */
function highestRate(rates: readonly TargetRates[]): number | null {
  if (rates.length === 0) return null
  return Math.max(
    ...rates.flatMap((report) => report.rates.map((rate) => (rate.count === 0 ? 0 : (rate.eventRate ?? 0)))),
  )
}
