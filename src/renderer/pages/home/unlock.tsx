import { Anchor, Button, PasswordInput, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { WorkspaceStatus } from '../../../shared/contract/index.ts'
import { useServices } from '../../app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { useDraft } from '../../hooks/use-draft.ts'

/** Asks for name and password; the page's address stays, so work goes on where it was. */
export function Unlock({ status }: { status: WorkspaceStatus }) {
  const { client, api } = useServices()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const [userName, setUserName] = useDraft('unlock.user', status.userName ?? '')
  const [password, setPassword] = useState('')
  const take = (next: WorkspaceStatus) => queryClient.setQueryData(api.workspace.status.queryKey(), next)
  const unlock = useMutation({
    mutationFn: () => client.workspace.unlock({ userName, password }),
    onSuccess: take,
    onError: () => setPassword(''),
  })
  const close = useMutation({
    mutationFn: () => client.workspace.close({}),
    onSuccess: (next) => {
      navigate('/')
      take(next)
    },
  })
  return (
    <form
      className="page-narrow stack"
      style={{ maxWidth: 420 }}
      onSubmit={(event) => {
        event.preventDefault()
        unlock.mutate()
      }}
    >
      <div>
        <Title order={1}>Unlock {status.name ?? 'workspace'}</Title>
        <p className="caption" style={{ margin: '4px 0 0', overflowWrap: 'anywhere' }}>
          {status.path}
        </p>
      </div>
      <TextInput
        label="Your name"
        autoComplete="username"
        value={userName}
        onChange={(event) => setUserName(event.currentTarget.value)}
        required
        withAsterisk={false}
        autoFocus={userName === ''}
      />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        required
        withAsterisk={false}
        autoFocus={userName !== ''}
      />
      {unlock.error !== null && <ErrorState error={unlock.error} />}
      <Button type="submit" loading={unlock.isPending} disabled={userName.trim() === '' || password === ''}>
        Unlock
      </Button>
      <div className="row-between">
        <Anchor component={Link} href="/recover">
          Use the recovery code
        </Anchor>
        <Button variant="subtle" color="gray" onClick={() => close.mutate()}>
          Open another workspace
        </Button>
      </div>
    </form>
  )
}
