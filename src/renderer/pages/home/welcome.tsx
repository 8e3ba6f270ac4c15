import { Button, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FolderLock, FolderOpen, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { RecentWorkspace } from '../../../shared/contract/index.ts'
import { formatInstant } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { FilePathField } from '../../components/file-path-field.tsx'
import { Panel } from '../../components/panel.tsx'

/** Home without a workspace: open the sample, create one, open one, or take a recent one. */
export function Welcome() {
  const { client, api } = useServices()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const [path, setPath] = useState('')
  const recent = useQuery(api.workspace.recent.queryOptions())
  const onSuccess = (status: Awaited<ReturnType<typeof client.workspace.status>>) => {
    queryClient.setQueryData(api.workspace.status.queryKey(), status)
    navigate('/')
  }
  const sample = useMutation({ mutationFn: () => client.workspace.openSample(), onSuccess })
  const open = useMutation({ mutationFn: (folder: string) => client.workspace.open({ path: folder }), onSuccess })
  const error = sample.error ?? open.error
  return (
    <div className="page" style={{ maxWidth: 760, margin: '0 auto', paddingTop: 40 }}>
      <div>
        <Title order={1}>Welcome to Assay</Title>
        <p className="muted" style={{ margin: '4px 0 0', maxWidth: '68ch' }}>
          Train, validate, audit, explain, approve and document scorecards on data that never leaves this computer. A
          workspace is an encrypted folder; without its password nobody can read it.
        </p>
      </div>
      <div className="row">
        <Button size="sm" loading={sample.isPending} onClick={() => sample.mutate()}>
          Open sample workspace
        </Button>
        <Button size="sm" variant="default" leftSection={<Plus size={16} />} component={Link} href="/create">
          New workspace
        </Button>
      </div>
      <p className="caption" style={{ margin: '-8px 0 0', maxWidth: '68ch' }}>
        The sample needs no password and holds the public German Credit data, 1000 loans: two more clicks train and
        validate a scorecard on it.
      </p>
      {error !== null && <ErrorState error={error} />}
      <Panel title="Open a workspace">
        <form
          className="row"
          style={{ alignItems: 'flex-end' }}
          onSubmit={(event) => {
            event.preventDefault()
            open.mutate(path)
          }}
        >
          <div style={{ flex: '1 1 280px', minWidth: 0 }}>
            <FilePathField label="Workspace folder" mode="folder" value={path} onChange={setPath} />
          </div>
          <Button
            type="submit"
            variant="default"
            leftSection={<FolderOpen size={16} />}
            disabled={path === ''}
            loading={open.isPending}
          >
            Open
          </Button>
        </form>
      </Panel>
      <Panel title="Recent" isFlush>
        <RecentList items={recent.data ?? []} onOpen={(item) => open.mutate(item.path)} />
      </Panel>
      <p className="caption" style={{ margin: 0 }}>
        Forgotten password? Open the workspace, then choose “Use the recovery code”.
      </p>
    </div>
  )
}

function RecentList({ items, onOpen }: { items: readonly RecentWorkspace[]; onOpen: (item: RecentWorkspace) => void }) {
  const { client, api } = useServices()
  const queryClient = useQueryClient()
  const forget = useMutation({
    mutationFn: (path: string) => client.workspace.forget({ path }),
    onSuccess: (left) => queryClient.setQueryData(api.workspace.recent.queryKey(), left),
  })
  if (items.length === 0)
    return (
      <p className="muted" style={{ margin: 0, padding: 12 }}>
        Workspaces you have opened appear here.
      </p>
    )
  return (
    <ul className="choices">
      {items.map((item) => (
        <li key={item.path} style={{ display: 'flex', alignItems: 'center', borderTop: '1px solid var(--assay-line)' }}>
          <button
            type="button"
            className="plain-button choice"
            style={{ border: 0 }}
            disabled={!item.exists}
            onClick={() => onOpen(item)}
          >
            <FolderLock size={16} aria-hidden="true" style={{ flex: 'none' }} />
            <span style={{ flex: 1, minWidth: 0 }}>
              <span className="one-line" style={{ display: 'block' }}>
                {item.name}
              </span>
              <span className="caption one-line" style={{ display: 'block' }} title={item.path}>
                {item.path}
              </span>
            </span>
            <span className="caption number">{item.exists ? formatInstant(item.openedAt) : 'Folder not found'}</span>
          </button>
          <Button
            variant="subtle"
            color="gray"
            px={8}
            mr={8}
            aria-label={`Remove ${item.name} from the list`}
            onClick={() => forget.mutate(item.path)}
          >
            <X size={14} />
          </Button>
        </li>
      ))}
    </ul>
  )
}
