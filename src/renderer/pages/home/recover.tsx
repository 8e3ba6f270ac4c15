import { Anchor, Button, Textarea, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useServices } from '../../app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { useDraft } from '../../hooks/use-draft.ts'
import { NewPasswordFields } from './new-password-fields.tsx'
import { passwordProblem } from './password-rules.ts'
import { RecoveryCode } from './recovery-code.tsx'

/** Sets a new password with the recovery code, which is used up and replaced by a new one. */
export function Recover() {
  const { client, api } = useServices()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const [recoveryCode, setCode] = useState('')
  const [userName, setUserName] = useDraft('unlock.user', '')
  const [secret, setSecret] = useState({ password: '', repeated: '' })
  const recover = useMutation({
    mutationFn: () =>
      client.workspace.recover({ recoveryCode: recoveryCode.trim(), userName, newPassword: secret.password }),
  })
  const isReady =
    recoveryCode.trim() !== '' && userName.trim() !== '' && passwordProblem(secret.password, secret.repeated) === null
  if (recover.data !== undefined) {
    const { recoveryCode: nextCode, status } = recover.data
    const goOn = () => {
      recover.reset()
      navigate('/')
      queryClient.setQueryData(api.workspace.status.queryKey(), status)
    }
    return <RecoveryCode code={nextCode} onDone={goOn} />
  }
  return (
    <form
      className="page-narrow stack"
      style={{ paddingTop: 32 }}
      onSubmit={(event) => {
        event.preventDefault()
        recover.mutate()
      }}
    >
      <Title order={1}>Recover the workspace</Title>
      <p className="muted" style={{ margin: 0 }}>
        The recovery code sets a new password. The code is used up; a new one is shown afterwards.
      </p>
      <Textarea
        label="Recovery code"
        value={recoveryCode}
        onChange={(event) => setCode(event.currentTarget.value)}
        autosize
        minRows={2}
        spellCheck={false}
        autoComplete="off"
        required
      />
      <TextInput
        label="Your name"
        autoComplete="username"
        value={userName}
        onChange={(event) => setUserName(event.currentTarget.value)}
        required
      />
      <NewPasswordFields value={secret} onChange={setSecret} />
      {recover.error !== null && <ErrorState error={recover.error} />}
      <div className="row-between">
        <Anchor component={Link} href="/">
          Back
        </Anchor>
        <Button type="submit" disabled={!isReady} loading={recover.isPending}>
          Set new password
        </Button>
      </div>
    </form>
  )
}
