import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import type { Job } from '../../../shared/contract/index.ts'
import type { App, AppConfig } from '../../create-app.ts'
import type { ShippedDirectories } from '../host-directories.ts'
import { type Client, localClient } from '../local-client.ts'
import { runJob } from '../run-job.ts'
import type { CliIo } from './cli-io.ts'
import { UsageError } from './exit-code.ts'
import { readPassword } from './password.ts'
import { createProgress, type Progress } from './progress.ts'

/** Options every command takes. */
export interface CommonOptions {
  readonly workspace?: string
  readonly user?: string
  readonly passwordFile?: string
  readonly json?: boolean
}

export type AppOverrides = Pick<AppConfig, 'clock' | 'newId'>

/** What the entry gives to the command line. */
export interface CliHost {
  readonly io: CliIo
  readonly shipped: ShippedDirectories
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal
  /** Builds the app; late, so that help and wrong usage answer at once. */
  createApp(host: AppConfig['host'], overrides?: AppOverrides): Promise<App>
}

/** One run of the command line: the app it opened, and what must be closed at its end. */
export class CliSession {
  readonly host: CliHost
  readonly options: CommonOptions
  readonly progress: Progress
  #app: App | null = null
  #client: Client | null = null

  constructor(host: CliHost, options: CommonOptions) {
    this.host = host
    this.options = options
    this.progress = createProgress(host.io)
  }

  get io(): CliIo {
    return this.host.io
  }

  /** The door without a workspace. */
  async client(overrides?: AppOverrides): Promise<Client> {
    if (this.#client !== null) return this.#client
    this.#app = await this.host.createApp('cli', overrides)
    this.#client = localClient(this.#app, 'cli')
    return this.#client
  }

  /** The door with the workspace chosen and unlocked. */
  async signedIn(): Promise<Client> {
    const path = this.requiredWorkspace()
    const client = await this.client()
    await client.workspace.open({ path })
    const userName = this.userName
    await client.workspace.unlock({ userName, password: await this.password([`Password of ${userName}: `]) })
    return client
  }

  /** Runs a job to its end with progress; Ctrl-C cancels it. */
  async run(client: Client, start: () => Promise<{ jobId: string }>): Promise<Job> {
    try {
      return await runJob(client, start, { signal: this.host.signal, onProgress: (job) => this.progress.show(job) })
    } finally {
      this.progress.clear()
    }
  }

  password(prompts: readonly string[]): Promise<string> {
    return readPassword(this.io, this.options.passwordFile, prompts)
  }

  get userName(): string {
    return this.options.user ?? this.io.environment.ASSAY_USER ?? userInfo().username
  }

  /** The chosen workspace folder, or null. */
  get workspace(): string | null {
    const given = this.options.workspace ?? this.io.environment.ASSAY_WORKSPACE
    return given === undefined || given === '' ? null : this.path(given)
  }

  requiredWorkspace(): string {
    if (this.workspace !== null) return this.workspace
    throw new UsageError(
      'A workspace is needed',
      'Give --workspace DIR or set ASSAY_WORKSPACE; "assay init" makes a new one.',
    )
  }

  /** A path of the command line as an absolute path. */
  path(given: string): string {
    return resolve(this.io.workingDirectory, given)
  }

  async close(): Promise<void> {
    this.progress.clear()
    await this.#app?.close()
  }
}
