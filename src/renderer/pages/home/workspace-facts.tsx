import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useServices } from '../../app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { KeyValues } from '../../components/key-values.tsx'
import { Panel } from '../../components/panel.tsx'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { plural } from '../../words/estimates.ts'

/** Where the workspace lies and who is in it. */
export function WorkspaceFacts() {
  const { client, api } = useServices()
  const workspace = useWorkspace()
  const queryClient = useQueryClient()
  const close = useMutation({
    mutationFn: () => client.workspace.close({}),
    onSuccess: (status) => queryClient.setQueryData(api.workspace.status.queryKey(), status),
  })
  return (
    <Panel
      title="Workspace"
      tools={
        <Button variant="subtle" color="gray" onClick={() => close.mutate()} loading={close.isPending}>
          Close workspace
        </Button>
      }
    >
      <KeyValues
        items={[
          ['Folder', workspace.path],
          ['User', `${workspace.userName ?? 'unknown'} (${workspace.roles.join(', ')})`],
          ['Locks after', plural(workspace.idleLockMinutes, 'idle minute')],
        ]}
      />
      {close.error !== null && <ErrorState error={close.error} />}
    </Panel>
  )
}
