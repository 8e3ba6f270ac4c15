import { join } from 'node:path'
import type { Job, WorkspaceStatus } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { CODE_VERSION } from '../../shared/version.ts'
import { recordRecentWorkspace } from '../io/recent-workspaces.ts'
import { createJobRunner, type JobRunner } from '../jobs/job-runner.ts'
import type { Workspace } from '../store/workspace.ts'
import { readWorkspaceHeader } from '../store/workspace-folder.ts'
import type { AppConfig } from './app-config.ts'
import type { AuditedCall, ChangeRecord, Channel, OpenCall, Session, SignedInCall } from './call.ts'

const DEFAULT_IDLE_MINUTES = 10

interface OpenWorkspace {
  readonly workspace: Workspace
  readonly session: Session
  readonly jobs: JobRunner
}

/** Who acts on behalf of a finished job: the person who started it, from where. */
export type Actor = Pick<SignedInCall, 'session' | 'channel' | 'workspace'>

/** The life of the app: which workspace is chosen, whether it is unlocked, by whom, and when it locks by itself. */
export class AppState {
  readonly config: AppConfig
  #directory: string | null = null
  #open: OpenWorkspace | null = null
  #idleTimer: NodeJS.Timeout | null = null

  constructor(config: AppConfig) {
    this.config = config
  }

  get now(): Date {
    return this.config.clock?.() ?? new Date()
  }

  newId(): string {
    return this.config.newId?.() ?? crypto.randomUUID()
  }

  get directory(): string | null {
    return this.#directory
  }

  /** Chooses a workspace folder without unlocking it. */
  choose(directory: string): void {
    if (this.#open !== null) throw new AppError('conflict', 'A workspace is unlocked', { hint: 'Close it first.' })
    readWorkspaceHeader(directory)
    this.#directory = directory
  }

  /** Takes over a freshly unlocked workspace: starts its jobs runner and the idle clock. */
  adopt(workspace: Workspace, userName: string, roles: Session['roles']): void {
    if (this.#open !== null) {
      workspace.close()
      throw new AppError('conflict', 'A workspace is unlocked already', { hint: 'Close it first.' })
    }
    const session: Session = { sessionId: this.newId(), userName, roles }
    const jobs = createJobRunner({
      store: workspace.jobs,
      transaction: (work) => workspace.transaction(work),
      clock: () => this.now,
      newId: () => this.newId(),
      connection: workspace.connection,
      workerEntry: this.config.workerEntry,
      readerEntry: this.config.readerEntry,
      launchReader: this.config.launchReader,
      onFinished: (job) => this.#recordJobEnd(workspace, session, job),
    })
    this.#open = { workspace, session, jobs }
    this.#directory = workspace.directory
    recordRecentWorkspace(this.recentFile, {
      path: workspace.directory,
      name: workspace.name,
      openedAt: this.now.toISOString(),
    })
    this.touch()
  }

  get recentFile(): string {
    return join(this.config.dataDirectory, 'recent.json')
  }

  get jobs(): JobRunner {
    return this.#required().jobs
  }

  isCurrent(workspace: Workspace): boolean {
    return this.#open?.workspace === workspace
  }

  signedInCall(call: OpenCall): SignedInCall {
    const { workspace, session } = this.#required()
    return { ...call, workspace, session }
  }

  /** A call whose `commit` makes a change and its audit event in one transaction. */
  auditedCall(call: OpenCall, action: string, onCommitted: () => void = () => undefined): AuditedCall {
    const signedIn = this.signedInCall(call)
    const commit = <T>(change: () => { value: T } & ChangeRecord): T => {
      const value = signedIn.workspace.transaction(() => {
        const made = change()
        this.appendEvent(signedIn, action, 'done', made)
        return made.value
      })
      onCommitted()
      return value
    }
    return { ...signedIn, commit }
  }

  appendEvent(actor: Actor, action: string, result: 'done' | 'refused' | 'failed', change: ChangeRecord): void {
    actor.workspace.audit.append({
      actor: actor.session.userName,
      roles: [...actor.session.roles],
      channel: actor.channel,
      sessionId: actor.session.sessionId,
      action,
      object: change.object,
      before: change.before ?? null,
      after: change.after ?? null,
      reason: change.reason ?? null,
      result,
      build: CODE_VERSION,
    })
  }

  /** Locks: running jobs are stopped only when forced; the folder stays chosen. */
  async lock(channel: Channel, reason: string, isForced: boolean): Promise<void> {
    const open = this.#open
    if (open === null) return
    const nActive = open.jobs.activeCount()
    if (nActive > 0 && !isForced) {
      throw new AppError('conflict', `${nActive} job${nActive === 1 ? ' is' : 's are'} still running`, {
        hint: 'Wait for the end, cancel them, or lock with force.',
      })
    }
    await open.jobs.close()
    if (this.#open !== open) return
    open.workspace.transaction(() =>
      this.appendEvent({ ...open, channel }, 'workspace.lock', 'done', { object: open.workspace.id, reason }),
    )
    open.workspace.close()
    this.#open = null
    this.#stopIdleTimer()
    this.config.onLocked?.()
  }

  async close(channel: Channel, isForced: boolean): Promise<void> {
    await this.lock(channel, 'closed', isForced)
    this.#directory = null
  }

  /** Notes activity: the idle clock starts anew. */
  touch(): void {
    this.#stopIdleTimer()
    if (this.#open === null) return
    this.#idleTimer = setTimeout(() => this.#onIdle(), this.idleLockMinutes * 60_000)
    this.#idleTimer.unref()
  }

  get idleLockMinutes(): number {
    const stored = this.#open?.workspace.settings.get('idleLockMinutes')
    return typeof stored === 'number' ? stored : DEFAULT_IDLE_MINUTES
  }

  status(): WorkspaceStatus {
    const open = this.#open
    if (open !== null) {
      return {
        state: 'unlocked',
        path: open.workspace.directory,
        name: open.workspace.name,
        workspaceId: open.workspace.id,
        isSample: open.workspace.isSample,
        userName: open.session.userName,
        roles: [...open.session.roles],
        idleLockMinutes: this.idleLockMinutes,
        schemaVersion: open.workspace.schemaVersion,
      }
    }
    const header = this.#directory === null ? null : readWorkspaceHeader(this.#directory)
    return {
      state: header === null ? 'closed' : 'locked',
      path: this.#directory,
      name: header?.name ?? null,
      workspaceId: header?.workspaceId ?? null,
      isSample: header?.isSample ?? false,
      userName: null,
      roles: [],
      idleLockMinutes: DEFAULT_IDLE_MINUTES,
      schemaVersion: null,
    }
  }

  /** What a job made is recorded by the job itself; here stand the ends that made nothing. */
  #recordJobEnd(workspace: Workspace, session: Session, job: Job): void {
    if (job.state === 'succeeded') return
    const reason = job.error === null ? job.kind : `${job.kind}: ${job.error.code}`
    this.appendEvent({ workspace, session, channel: this.#ownChannel }, `job.${job.state}`, 'failed', {
      object: job.id,
      reason,
    })
  }

  get #ownChannel(): Channel {
    return this.config.host === 'test' ? 'cli' : this.config.host
  }

  #onIdle(): void {
    if (this.#open !== null && this.#open.jobs.activeCount() > 0) {
      this.touch()
      return
    }
    void this.lock(this.#ownChannel, 'idle', false)
  }

  #stopIdleTimer(): void {
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer)
    this.#idleTimer = null
  }

  #required(): OpenWorkspace {
    if (this.#open !== null) return this.#open
    if (this.#directory !== null) {
      throw new AppError('locked', 'The workspace is locked', { hint: 'Unlock it with your name and password.' })
    }
    throw new AppError('locked', 'No workspace is open', {
      hint: 'Open or create a workspace first ("assay init", or --workspace DIR).',
    })
  }
}
