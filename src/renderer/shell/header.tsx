import { ActionIcon, Kbd, Tooltip, UnstyledButton } from '@mantine/core'
import { openSpotlight } from '@mantine/spotlight'
import { CircleHelp, Lock, Menu as MenuIcon, Search } from 'lucide-react'
import { Link } from 'wouter'
import { Brand } from './brand.tsx'
import { JobsTray } from './jobs-tray.tsx'
import { useWorkspace } from './workspace-context.tsx'

/** The header: where you are, who you are, and what is always at hand. */
export function Header({
  onMenu,
  onShortcuts,
  onLock,
}: {
  onMenu: () => void
  onShortcuts: () => void
  onLock: () => void
}) {
  const workspace = useWorkspace()
  return (
    <header className="shell-header">
      <ActionIcon className="shell-burger" aria-label="Open menu" onClick={onMenu}>
        <MenuIcon size={18} />
      </ActionIcon>
      <Link className="shell-brand" href="/">
        <Brand />
      </Link>
      <div className="shell-workspace shell-wide">
        <span className="one-line" title={workspace.path ?? undefined}>
          {workspace.name ?? 'Workspace'}
        </span>
        {workspace.isSample && <span className="caption">Sample</span>}
      </div>
      <span style={{ flex: 1 }} />
      <UnstyledButton className="shell-palette shell-wide" onClick={openSpotlight}>
        <Search size={14} aria-hidden="true" />
        Search or go to
        <Kbd size="xs">Ctrl K</Kbd>
      </UnstyledButton>
      <JobsTray />
      <Tooltip label="Keyboard shortcuts (?)">
        <ActionIcon aria-label="Keyboard shortcuts" onClick={onShortcuts}>
          <CircleHelp size={18} />
        </ActionIcon>
      </Tooltip>
      <span
        className="caption one-line shell-wide"
        style={{ maxWidth: 180, paddingLeft: 4 }}
        title={workspace.roles.join(', ')}
      >
        {workspace.userName}
      </span>
      <Tooltip label="Lock workspace">
        <ActionIcon aria-label="Lock workspace" onClick={onLock}>
          <Lock size={18} />
        </ActionIcon>
      </Tooltip>
    </header>
  )
}
