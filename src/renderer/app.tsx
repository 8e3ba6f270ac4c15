import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { ServicesProvider } from './app-context.tsx'
import type { Connection } from './client/connection.ts'
import { ErrorState } from './components/error-state.tsx'
import { errorReply } from './hooks/error-reply.ts'
import { ConnectionNotice } from './shell/connection-notice.tsx'
import { WorkspaceGate } from './shell/workspace-gate.tsx'
import { theme } from './theme.ts'

/** The whole screen over one connection. */
export function App({ connection }: { connection: Connection }) {
  const [queryClient] = useState(createQueryClient)
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <ServicesProvider client={connection.client} desktop={connection.desktop}>
          <Notifications position="bottom-right" limit={4} autoClose={6000} />
          <ConnectionNotice connection={connection} />
          <Router hook={useHashLocation}>
            <WorkspaceGate />
          </Router>
        </ServicesProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** Shown when the page cannot reach the app at all. */
export function StartFailure({ error }: { error: unknown }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <main className="page-narrow">
        <h1>Assay cannot start here</h1>
        <ErrorState error={error} onRetry={() => window.location.reload()} />
      </main>
    </MantineProvider>
  )
}

/** A reply "locked" from anywhere sends the screen to the unlock form; the page's address stays. */
function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (errorReply(error).code === 'locked') void queryClient.invalidateQueries({ queryKey: [['workspace', 'status']] })
  }
  const queryClient: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: false, staleTime: 30_000, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  })
  return queryClient
}
