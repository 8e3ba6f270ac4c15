import { createContext, type ReactNode, useContext } from 'react'
import type { WorkspaceStatus } from '../../shared/contract/index.ts'

const WorkspaceContext = createContext<WorkspaceStatus | null>(null)

/** Gives the pages the open workspace. */
export function WorkspaceProvider({ status, children }: { status: WorkspaceStatus; children: ReactNode }) {
  return <WorkspaceContext value={status}>{children}</WorkspaceContext>
}

/** The open workspace. */
export function useWorkspace(): WorkspaceStatus {
  const status = useContext(WorkspaceContext)
  if (status === null) throw new Error('useWorkspace needs an open workspace')
  return status
}
