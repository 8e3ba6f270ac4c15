import { NumberInput, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useServices } from '../../app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { HashText, KeyValues } from '../../components/key-values.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Panel } from '../../components/panel.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { callCommand } from '../../words/command-line.ts'
import { plural } from '../../words/estimates.ts'
import { ChangePassword } from './change-password.tsx'
import { FileLimits } from './file-limits.tsx'

const THEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/** Theme, idle lock, password, and what this is. */
export function SettingsPage() {
  const workspace = useWorkspace()
  return (
    <div className="page">
      <PageHeader
        title="Settings"
        command={callCommand('workspace.setIdleLock', { minutes: workspace.idleLockMinutes }, workspace)}
      />
      <div className="columns-2">
        <div className="stack" style={{ gap: 16 }}>
          <Appearance />
          <IdleLock />
          <FileLimits />
          <About />
        </div>
        <ChangePassword />
      </div>
    </div>
  )
}

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Panel title="Appearance">
      <SegmentedControl
        aria-label="Theme"
        data={THEMES}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as 'auto' | 'light' | 'dark')}
        style={{ alignSelf: 'flex-start' }}
      />
      <p className="caption" style={{ margin: 0 }}>
        Exports are always light.
      </p>
    </Panel>
  )
}

function IdleLock() {
  const { client, api } = useServices()
  const workspace = useWorkspace()
  const queryClient = useQueryClient()
  const save = useMutation({
    mutationFn: (minutes: number) => client.workspace.setIdleLock({ minutes }),
    onSuccess: (status) => {
      queryClient.setQueryData(api.workspace.status.queryKey(), status)
      notifications.show({ message: `Locks after ${plural(status.idleLockMinutes, 'idle minute')}`, color: 'blue' })
    },
  })
  return (
    <Panel title="Idle lock">
      <NumberInput
        label="Minutes without keyboard or pointer"
        description="1 to 240. Jobs that run keep the workspace open until they end."
        defaultValue={workspace.idleLockMinutes}
        min={1}
        max={240}
        allowDecimal={false}
        clampBehavior="blur"
        w={260}
        maw="100%"
        onBlur={(event) => {
          const minutes = Number(event.currentTarget.value)
          if (Number.isInteger(minutes) && minutes >= 1 && minutes <= 240 && minutes !== workspace.idleLockMinutes)
            save.mutate(minutes)
        }}
      />
      {save.error !== null && <ErrorState error={save.error} />}
    </Panel>
  )
}

function About() {
  const { api } = useServices()
  const workspace = useWorkspace()
  const info = useQuery(api.app.info.queryOptions())
  return (
    <Panel title="About">
      <QueryView query={info}>
        {(app) => (
          <>
            <KeyValues
              items={[
                ['Assay', app.version],
                [
                  'Code version',
                  app.codeVersion.length > 16 ? <HashText key="code" hash={app.codeVersion} /> : app.codeVersion,
                ],
                ['Host', `${app.host}, ${app.platform}`],
                ['Workspace', workspace.path],
                ['Workspace id', <code key="id">{workspace.workspaceId}</code>],
                ['Schema version', String(workspace.schemaVersion ?? '–')],
                ['Licence', 'Apache-2.0'],
              ]}
            />
            {app.notices.map((notice) => (
              <p key={notice} className="caption" style={{ margin: 0 }}>
                {notice}
              </p>
            ))}
          </>
        )}
      </QueryView>
    </Panel>
  )
}
