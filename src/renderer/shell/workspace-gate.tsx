import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { Route, Switch } from 'wouter'
import { useServices } from '../app-context.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { LoadingSkeleton } from '../components/loading.tsx'
import { clearDrafts } from '../hooks/use-draft.ts'
import { JobsProvider } from '../hooks/use-jobs.tsx'
import { BareShell } from './bare-shell.tsx'
import { Workbench } from './workbench.tsx'

const Welcome = lazy(async () => ({ default: (await import('../pages/home/welcome.tsx')).Welcome }))
const CreateWorkspace = lazy(async () => ({
  default: (await import('../pages/home/create-workspace.tsx')).CreateWorkspace,
}))
const Recover = lazy(async () => ({ default: (await import('../pages/home/recover.tsx')).Recover }))
const Unlock = lazy(async () => ({ default: (await import('../pages/home/unlock.tsx')).Unlock }))

/** Decides by the state of the workspace what can be shown: the welcome, the unlock form or the workbench. */
export function WorkspaceGate() {
  const { api } = useServices()
  const queryClient = useQueryClient()
  const status = useQuery(api.workspace.status.queryOptions({ refetchOnWindowFocus: true, staleTime: 0 }))
  const state = status.data?.state
  useEffect(() => {
    // Nothing that was read under the key outlives the lock.
    if (state === 'closed') clearDrafts()
    if (state === 'locked' || state === 'closed')
      queryClient.removeQueries({ predicate: (query) => !isOpenToAll(query.queryKey) })
  }, [state, queryClient])
  if (status.data === undefined) {
    return (
      <BareShell>
        <div className="page-narrow">
          {status.error === null ? (
            <LoadingSkeleton label="Starting" />
          ) : (
            <ErrorState error={status.error} onRetry={() => void status.refetch()} />
          )}
        </div>
      </BareShell>
    )
  }
  if (status.data.state === 'unlocked') {
    return (
      <JobsProvider>
        <Workbench status={status.data} />
      </JobsProvider>
    )
  }
  return (
    <BareShell>
      <Suspense
        fallback={
          <div className="page-narrow">
            <LoadingSkeleton />
          </div>
        }
      >
        <Switch>
          <Route path="/create" component={CreateWorkspace} />
          <Route path="/recover" component={Recover} />
          <Route path="*">{status.data.state === 'locked' ? <Unlock status={status.data} /> : <Welcome />}</Route>
        </Switch>
      </Suspense>
    </BareShell>
  )
}

function isOpenToAll(key: readonly unknown[]): boolean {
  const path = key[0]
  return Array.isArray(path) && (path[0] === 'workspace' || path[0] === 'app')
}
