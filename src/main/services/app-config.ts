import type { ReaderLaunch } from '../jobs/reader-process.ts'

/** Everything a host decides; nothing below a host knows where it runs. */
export interface AppConfig {
  readonly host: 'electron' | 'browser' | 'cli' | 'test'
  /** Folder for things of this computer's user that are not secret: recent workspaces, the sample workspace. */
  readonly dataDirectory: string
  /** Shipped data: fonts, policies, profiles, demo data. */
  readonly resourcesDirectory: string
  readonly workerEntry: URL
  readonly readerEntry: URL
  readonly launchReader: ReaderLaunch
  readonly clock?: () => Date
  readonly newId?: () => string
  /** Memory that can be had, in bytes; by default asked of the machine. */
  readonly availableBytes?: () => number
  /** Key derivation cost, lowered by tests only. */
  readonly kdf?: { readonly memoryKiB: number; readonly passes: number }
}
