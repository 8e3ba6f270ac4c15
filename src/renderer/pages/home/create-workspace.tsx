import { Anchor, Button, Select, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useServices } from '../../app-context.tsx'
import { ShowCommand } from '../../components/command-block.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { FilePathField } from '../../components/file-path-field.tsx'
import { joinPath } from '../../components/folder-browser.tsx'
import { assayCommand } from '../../words/command-line.ts'
import { type NewPassword, NewPasswordFields } from './new-password-fields.tsx'
import { passwordProblem } from './password-rules.ts'
import { RecoveryCode } from './recovery-code.tsx'

const CIPHERS = [
  { value: 'aegis', label: 'AEGIS-256 (fastest, authenticated)' },
  { value: 'sqlcipher', label: 'SQLCipher 4 (readable by other tools that have the key)' },
]

interface NewWorkspace {
  readonly name: string
  /** Null until typed: then it follows the name. */
  readonly path: string | null
  readonly userName: string
  readonly secret: NewPassword
  readonly cipher: 'aegis' | 'sqlcipher'
}

const EMPTY: NewWorkspace = {
  name: 'Credit risk',
  path: null,
  userName: '',
  secret: { password: '', repeated: '' },
  cipher: 'aegis',
}

/** A new encrypted workspace with its first user. */
export function CreateWorkspace() {
  const { client, api } = useServices()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const info = useQuery(api.app.info.queryOptions())
  const [values, setValues] = useState<NewWorkspace>(EMPTY)
  const { name, userName, secret, cipher } = values
  const path =
    values.path ?? (info.data === undefined ? '' : joinPath(info.data.defaultWorkspaceDirectory, folderName(name)))
  const create = useMutation({
    mutationFn: () => client.workspace.create({ path, name, userName, password: secret.password, cipher }),
  })
  const isReady =
    path !== '' &&
    name.trim() !== '' &&
    userName.trim() !== '' &&
    passwordProblem(secret.password, secret.repeated) === null
  if (create.data !== undefined) {
    const { recoveryCode, status } = create.data
    const goOn = () => {
      create.reset()
      navigate('/')
      queryClient.setQueryData(api.workspace.status.queryKey(), status)
    }
    return <RecoveryCode code={recoveryCode} onDone={goOn} />
  }
  return (
    <form
      className="page-narrow stack"
      style={{ paddingTop: 32 }}
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
    >
      <div className="row-between">
        <Title order={1}>New workspace</Title>
        <ShowCommand command={assayCommand('init', [], [['user', userName || 'NAME']], path)} />
      </div>
      <Fields values={values} path={path} onChange={setValues} />
      {create.error !== null && <ErrorState error={create.error} />}
      <div className="row-between">
        <Anchor component={Link} href="/">
          Back
        </Anchor>
        <Button type="submit" disabled={!isReady} loading={create.isPending}>
          Create workspace
        </Button>
      </div>
    </form>
  )
}

interface FieldsProps {
  readonly values: NewWorkspace
  readonly path: string
  readonly onChange: (next: NewWorkspace) => void
}

function Fields({ values, path, onChange }: FieldsProps) {
  return (
    <>
      <TextInput
        label="Name"
        value={values.name}
        onChange={(event) => onChange({ ...values, name: event.currentTarget.value })}
        maxLength={120}
        required
      />
      <FilePathField
        label="Folder"
        description="A new or empty folder on a local disk."
        mode="folder"
        value={path}
        onChange={(next) => onChange({ ...values, path: next })}
        required
      />
      <TextInput
        label="Your name"
        description="Stands in the audit log and on decisions. You become administrator."
        value={values.userName}
        onChange={(event) => onChange({ ...values, userName: event.currentTarget.value })}
        autoComplete="username"
        maxLength={120}
        required
      />
      <NewPasswordFields value={values.secret} onChange={(secret) => onChange({ ...values, secret })} />
      <Select
        label="Encryption"
        data={CIPHERS}
        value={values.cipher}
        onChange={(value) => onChange({ ...values, cipher: value === 'sqlcipher' ? 'sqlcipher' : 'aegis' })}
      />
    </>
  )
}

function folderName(name: string): string {
  return name.trim().replace(/[\\/:*?"<>|]+/g, '-') || 'workspace'
}
