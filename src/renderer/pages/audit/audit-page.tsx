import { Button } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuditEvent } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { HashText } from '../../components/key-values.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { VerdictBadge } from '../../components/verdict-badge.tsx'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand } from '../../words/command-line.ts'
import { plural } from '../../words/estimates.ts'
import { VerificationResult } from './verification-result.tsx'

const PAGE = 500

const COLUMNS: readonly Column<AuditEvent>[] = [
  {
    id: 'seq',
    header: 'No.',
    isNumeric: true,
    value: (row) => row.seq,
    text: (row) => formatNumber(row.seq, 'integer'),
  },
  { id: 'at', header: 'Time (UTC)', value: (row) => row.at, text: (row) => row.at.slice(0, 19).replace('T', ' ') },
  { id: 'actor', header: 'Actor', value: (row) => row.actor, text: (row) => row.actor, clip: 130 },
  { id: 'action', header: 'Action', value: (row) => row.action, text: (row) => row.action },
  {
    id: 'result',
    header: 'Result',
    value: (row) => row.result,
    text: (row) => row.result,
    cell: (row) => <Result result={row.result} />,
  },
  {
    id: 'object',
    header: 'Object',
    value: (row) => row.object,
    text: (row) => row.object ?? '–',
    clip: 132,
  },
  { id: 'channel', header: 'Channel', value: (row) => row.channel, text: (row) => row.channel },
  { id: 'hash', header: 'Hash', text: (row) => row.hash, cell: (row) => <HashText hash={row.hash} /> },
  { id: 'reason', header: 'Reason', text: (row) => row.reason ?? '', wrap: true },
]

/** Every event of the workspace, and the check of the whole chain. */
export function AuditPage() {
  const { api, client } = useServices()
  const workspace = useWorkspace()
  const [offset, setOffset] = useState<number | null>(null)
  const count = useQuery(api.audit.list.queryOptions({ input: { limit: 1 }, staleTime: 0 }))
  const nEvents = count.data?.nEvents ?? 0
  const start = offset ?? Math.max(0, nEvents - PAGE)
  const events = useQuery(
    api.audit.list.queryOptions({
      input: { offset: start, limit: PAGE },
      enabled: count.data !== undefined,
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  )
  const verify = useMutation({ mutationFn: () => client.audit.verify() })
  return (
    <div className="page">
      <PageHeader
        title="Audit"
        object={count.data === undefined ? undefined : plural(nEvents, 'event')}
        description="Each event carries the hash of the one before it. Times are UTC. No event holds personal data."
        command={assayCommand('audit verify', [], [], workspace)}
        actions={
          <Button loading={verify.isPending} onClick={() => verify.mutate()}>
            Verify audit log
          </Button>
        }
      />
      {verify.error !== null && <ErrorState error={verify.error} />}
      {verify.data !== undefined && <VerificationResult result={verify.data} />}
      <QueryView query={events} rows={12}>
        {(data) => (
          <DataTable
            label="Audit events"
            columns={COLUMNS}
            rows={data.events}
            rowKey={(row) => String(row.seq)}
            hasSearch
            initialSort={{ column: 'seq', direction: 'descending' }}
            maxHeight="max(360px, calc(100vh - 220px))"
            tools={nEvents > PAGE && <Pager start={start} nEvents={nEvents} onStart={setOffset} />}
          />
        )}
      </QueryView>
    </div>
  )
}

function Pager({ start, nEvents, onStart }: { start: number; nEvents: number; onStart: (start: number) => void }) {
  return (
    <>
      <Button variant="default" disabled={start === 0} onClick={() => onStart(Math.max(0, start - PAGE))}>
        Older
      </Button>
      <Button
        variant="default"
        disabled={start + PAGE >= nEvents}
        onClick={() => onStart(Math.min(Math.max(0, nEvents - PAGE), start + PAGE))}
      >
        Newer
      </Button>
      <span className="caption">
        {formatNumber(start + 1, 'integer')} to {formatNumber(Math.min(nEvents, start + PAGE), 'integer')} of{' '}
        {formatNumber(nEvents, 'integer')}
      </span>
    </>
  )
}

function Result({ result }: { result: AuditEvent['result'] }) {
  if (result === 'done') return <VerdictBadge shape="●" word="Done" tone="good" />
  if (result === 'refused') return <VerdictBadge shape="▲" word="Refused" tone="attention" />
  return <VerdictBadge shape="■" word="Failed" tone="breach" />
}
