import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Contract } from '../shared/contract/index.ts'

/** The one door, typed by the contract. */
export type Client = ContractRouterClient<Contract>

/** A named set of file extensions for a native dialog, without dots. */
export interface FileKind {
  readonly name: string
  readonly extensions: readonly string[]
}

/** What only a desktop host can do; null elsewhere, and the page then offers a path field with a folder browser. */
export interface DesktopPort {
  chooseFile(options: { title: string; kinds: readonly FileKind[] }): Promise<string | null>
  chooseSavePath(options: { title: string; suggestedName: string; kinds: readonly FileKind[] }): Promise<string | null>
  chooseFolder(options: { title: string }): Promise<string | null>
  showInFolder(path: string): Promise<void>
  /** The path of a dropped file; null where the host does not give it. */
  pathOfDroppedFile(file: File): string | null
}

function createServices(client: Client, desktop: DesktopPort | null) {
  return { client, desktop, api: createTanstackQueryUtils(client) }
}

export type Services = ReturnType<typeof createServices>

const ServicesContext = createContext<Services | null>(null)

/** Gives the whole screen its client. */
export function ServicesProvider(props: { client: Client; desktop: DesktopPort | null; children: ReactNode }) {
  const services = useMemo(() => createServices(props.client, props.desktop), [props.client, props.desktop])
  return <ServicesContext value={services}>{props.children}</ServicesContext>
}

/** The client, its query helpers and the desktop, wherever the screen needs them. */
export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (services === null) throw new Error('useServices needs a ServicesProvider above it')
  return services
}
