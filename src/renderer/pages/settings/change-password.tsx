import { Button, PasswordInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { formatInstant } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Panel } from '../../components/panel.tsx'
import { NewPasswordFields } from '../home/new-password-fields.tsx'
import { passwordProblem } from '../home/password-rules.ts'

const EMPTY = { password: '', repeated: '' }

/** Changes the password of the person who is in. */
export function ChangePassword() {
  const { client } = useServices()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState(EMPTY)
  const change = useMutation({
    mutationFn: () => client.workspace.changePassword({ currentPassword: current, newPassword: next.password }),
    onSuccess: ({ changedAt }) => {
      setCurrent('')
      setNext(EMPTY)
      notifications.show({
        title: 'Password changed',
        message: `${formatInstant(changedAt)} UTC. The recovery code stays the same.`,
        color: 'blue',
      })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <Panel title="Change password">
      <form className="stack" onSubmit={submit} style={{ maxWidth: 420 }}>
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          required
        />
        <NewPasswordFields value={next} onChange={setNext} />
        {change.error !== null && <ErrorState error={change.error} />}
        <Button
          type="submit"
          disabled={current === '' || passwordProblem(next.password, next.repeated) !== null}
          loading={change.isPending}
          style={{ alignSelf: 'flex-start' }}
        >
          Change password
        </Button>
      </form>
    </Panel>
  )
}
