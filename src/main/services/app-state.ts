import { join } from 'node:path'
import type { Job, WorkspaceStatus } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { CODE_VERSION } from '../../shared/version.ts'
import { recordRecentWorkspace } from '../io/recent-workspaces.ts'
import { BinWorker } from '../jobs/binning/bin-worker.ts'
import { LiveTrainings } from '../jobs/boosting/live-trainings.ts'
import { GridWorker } from '../jobs/grid/grid-worker.ts'
import { createJobRunner, type JobRunner } from '../jobs/job-runner.ts'
import type { Workspace } from '../store/workspace.ts'
import { readWorkspaceHeader, type WorkspaceHeader } from '../store/workspace-folder.ts'
import type { AppConfig } from './app-config.ts'
import type { AuditedCall, ChangeRecord, Channel, OpenCall, Session, SignedInCall } from './call.ts'

const DEFAULT_IDLE_MINUTES = 10

interface OpenWorkspace {
  readonly workspace: Workspace
  readonly session: Session
  readonly jobs: JobRunner
  /** Reads for the grid on a thread of its own. */
  readonly grid: GridWorker
  /** Bins and measures for the bin editor on another. */
  readonly bins: BinWorker
  readonly trainings: LiveTrainings
}

/** Who acts on behalf of a finished job: the person who started it, from where. */
export type Actor = Pick<SignedInCall, 'session' | 'channel' | 'workspace'>

/** The life of the app: which workspace is chosen, whether it is unlocked, by whom, and when it locks by itself. */
export class AppState {
  readonly config: AppConfig
  #directory: string | null = null
  #open: OpenWorkspace | null = null
  #idleTimer: NodeJS.Timeout | null = null
  /** Fulfilled when the workspace being opened stands open, or could not be opened. */
  #opening: Promise<void> | null = null
  #isEnded = false

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
    this.#assertNoneOpen()
    readWorkspaceHeader(directory)
    this.#directory = directory
  }

  /**
   * Runs `work`, which makes, unlocks or recovers a workspace and adopts it, while no other call may do the like: deriving a
   * key takes a while, and a workspace made meanwhile by a second call could never be adopted.
   *
   * @throws AppError `conflict` if a workspace is open, or being opened; `cancelled` once the app is closing
   */
  async opening<T>(work: () => Promise<T>): Promise<T> {
    this.#assertNoneOpen()
    if (this.#isEnded) throw new AppError('cancelled', 'Assay is closing')
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#opening = promise
    try {
      return await work()
    } finally {
      this.#opening = null
      resolve()
    }
  }

  /**
   * Takes over a freshly unlocked workspace: starts its jobs runner and the idle clock. Without its event in the audit log
   * there is no session.
   *
   * @param action - the event to record; null if the store has recorded one
   */
  adopt(
    workspace: Workspace,
    user: { readonly name: string; readonly roles: Session['roles'] },
    channel: Channel,
    action: string | null,
  ): void {
    const session: Session = { sessionId: this.newId(), userName: user.name, roles: user.roles }
    try {
      if (action !== null)
        workspace.transaction(() =>
          this.appendEvent({ workspace, session, channel }, action, 'done', { object: workspace.id }),
        )
    } catch (error) {
      workspace.close()
      throw error
    }
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
    const thread = { workerEntry: this.config.workerEntry, connection: workspace.connection }
    this.#open = {
      workspace,
      session,
      jobs,
      grid: new GridWorker(thread),
      bins: new BinWorker(thread),
      trainings: new LiveTrainings(),
    }
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

  get grid(): GridWorker {
    return this.#required().grid
  }

  get bins(): BinWorker {
    return this.#required().bins
  }

  /** Trainings of trees that run now. */
  get trainings(): LiveTrainings {
    return this.#required().trainings
  }

  /** The workspace that is open, or null. */
  get unlockedWorkspace(): Workspace | null {
    return this.#open?.workspace ?? null
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

  /** Locks: running jobs are stopped only when forced; the folder stays chosen. Nothing but running jobs can prevent it. */
  async lock(channel: Channel, reason: string, isForced: boolean): Promise<void> {
    const open = this.#open
    if (open === null) return
    const nActive = open.jobs.activeCount()
    if (nActive > 0 && !isForced) {
      throw new AppError('conflict', `${nActive} job${nActive === 1 ? ' is' : 's are'} still running`, {
        hint: 'Wait for the end, cancel them, or lock with force.',
      })
    }
    await Promise.all([open.jobs.close(), open.grid.close(), open.bins.close()])
    if (this.#open !== open) return
    this.#open = null
    this.#stopIdleTimer()
    try {
      open.workspace.transaction(() =>
        this.appendEvent({ ...open, channel }, 'workspace.lock', 'done', { object: open.workspace.id, reason }),
      )
    } catch {
      // A full disk must not keep the key in memory: an unlocking without a locking shows in the log.
    } finally {
      open.workspace.close()
    }
  }

  async close(channel: Channel, isForced: boolean): Promise<void> {
    await this.#opening
    await this.lock(channel, 'closed', isForced)
    this.#directory = null
  }

  /** Closes for good: what is being opened is closed as soon as it stands open, and nothing can be opened any more. */
  async end(channel: Channel): Promise<void> {
    this.#isEnded = true
    await this.close(channel, true)
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
    const header = this.#chosenHeader()
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

  /** A chosen folder that has vanished meanwhile (a pulled drive) is no longer chosen. */
  #chosenHeader(): WorkspaceHeader | null {
    if (this.#directory === null) return null
    try {
      return readWorkspaceHeader(this.#directory)
    } catch {
      this.#directory = null
      return null
    }
  }

  #onIdle(): void {
    if (this.#open !== null && this.#open.jobs.activeCount() > 0) {
      this.touch()
      return
    }
    // A job that began in this very moment keeps the workspace open, as above.
    this.lock(this.#ownChannel, 'idle', false).catch(() => this.touch())
  }

  #assertNoneOpen(): void {
    if (this.#open !== null) throw new AppError('conflict', 'A workspace is unlocked', { hint: 'Close it first.' })
    if (this.#opening !== null)
      throw new AppError('conflict', 'A workspace is being opened', { hint: 'Wait a moment.' })
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
