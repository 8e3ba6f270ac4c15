import { Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Suspense, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { WorkspaceStatus } from '../../shared/contract/index.ts'
import { ErrorBoundary } from '../components/error-boundary.tsx'
import { LoadingSkeleton } from '../components/loading.tsx'
import { rememberDraft } from '../hooks/use-draft.ts'
import { CommandPalette } from './command-palette.tsx'
import { Header } from './header.tsx'
import { Pages } from './pages.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { SidebarLinks } from './sidebar.tsx'
import { useIdleLock } from './use-idle-lock.ts'
import { useLock } from './use-lock.tsx'
import { WorkspaceProvider } from './workspace-context.tsx'

/** Long enough for the new page to be drawn and for a closing dialog to give the focus back. */
const FOCUS_MS = 120

/** The frame of an open workspace. */
export function Workbench({ status }: { status: WorkspaceStatus }) {
  const [location] = useLocation()
  const [isMenuOpen, menu] = useDisclosure(false)
  const [isSheetOpen, sheet] = useDisclosure(false)
  const main = useRef<HTMLElement>(null)
  const lock = useLock()
  useIdleLock(status.idleLockMinutes, lock.lockQuietly)
  useEffect(() => {
    // The unlock form asks the same person again.
    if (status.userName !== null) rememberDraft('unlock.user', status.userName)
  }, [status.userName])
  useEffect(() => {
    if (location !== '') main.current?.scrollTo(0, 0)
    // What had the focus may have gone with the page before: the keyboard goes on in the new page, not at the top of the window.
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
    }, FOCUS_MS)
    return () => clearTimeout(timer)
  }, [location])
  return (
    <WorkspaceProvider status={status}>
      <button type="button" className="skip-link" onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <div className="shell">
        <Header onMenu={menu.open} onShortcuts={sheet.open} onLock={lock.ask} />
        <nav className="shell-side" aria-label="Stations">
          <SidebarLinks />
        </nav>
        <main className="shell-main" id="main" ref={main} tabIndex={-1}>
          <ErrorBoundary resetKey={location}>
            <Suspense
              fallback={
                <div className="page">
                  <LoadingSkeleton />
                </div>
              }
            >
              <Pages />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <Drawer
        opened={isMenuOpen}
        onClose={menu.close}
        title={<strong>Assay</strong>}
        size={240}
        transitionProps={{ duration: 0 }}
      >
        <nav aria-label="Stations">
          <SidebarLinks onNavigate={menu.close} />
        </nav>
        <p className="caption" style={{ padding: '8px', overflowWrap: 'anywhere' }}>
          {status.name ?? 'Workspace'}
          <br />
          {status.userName}
        </p>
      </Drawer>
      <CommandPalette onLock={lock.ask} onShortcuts={sheet.open} />
      <ShortcutSheet isOpen={isSheetOpen} onOpen={sheet.open} onClose={sheet.close} onLock={lock.ask} />
      {lock.dialog}
    </WorkspaceProvider>
  )
}
