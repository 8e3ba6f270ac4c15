import { createHash, hkdfSync } from 'node:crypto'
import { AuditStore } from './audit-store.ts'
import type { Connection } from './connection.ts'
import { DatasetEvidenceStore } from './dataset-evidence-store.ts'
import { DatasetNotesStore } from './dataset-notes-store.ts'
import { DatasetStore } from './dataset-store.ts'
import { DecisionStore } from './decision-store.ts'
import { DraftStore } from './draft-store.ts'
import { ErasureStore } from './erasure-store.ts'
import { EvidenceStore } from './evidence-store.ts'
import { ExperimentStore } from './experiment-store.ts'
import { JobStore } from './job-store.ts'
import type { KeyringHolder } from './keyring-holder.ts'
import { ModelStore } from './model-store.ts'
import type { DatabaseConnection } from './open-database.ts'
import { PackStore } from './pack-store.ts'
import { SettingStore } from './setting-store.ts'
import { type User, UserStore } from './user-store.ts'
import type { WorkspaceLock } from './workspace-lock.ts'

export type { User } from './user-store.ts'

/** Where an event comes from that the store itself writes. */
export interface EventOrigin {
  readonly channel: string
  readonly sessionId: string | null
  readonly build: string
}

const KEYRING_WAS_NEWER = 'a change of password that was cut off before it was recorded'

/** Used where the caller does not say. */
export const SYSTEM_ORIGIN: EventOrigin = { channel: 'system', sessionId: null, build: 'unknown' }

export interface WorkspaceParts {
  readonly directory: string
  readonly schemaVersion: number
  readonly database: Connection
  readonly connection: DatabaseConnection
  readonly keyring: KeyringHolder
  readonly lock: WorkspaceLock
  readonly clock: () => Date
  readonly newId: () => string
  readonly notices: readonly string[]
}

/** An unlocked workspace: one writer, its stores, and the key until `close`. */
export class Workspace {
  readonly id: string
  readonly name: string
  readonly directory: string
  readonly isSample: boolean
  readonly schemaVersion: number
  /** For worker threads: pass it on and open with `openReader`. The key is zeroed at `close`. */
  readonly connection: DatabaseConnection
  /** What the person should know about the opening; mostly empty. */
  readonly notices: readonly string[]
  readonly audit: AuditStore
  readonly users: UserStore
  readonly datasets: DatasetStore
  readonly datasetEvidence: DatasetEvidenceStore
  readonly notes: DatasetNotesStore
  readonly erasures: ErasureStore
  readonly models: ModelStore
  readonly evidence: EvidenceStore
  readonly experiments: ExperimentStore
  readonly drafts: DraftStore
  readonly jobs: JobStore
  readonly decisions: DecisionStore
  readonly packs: PackStore
  readonly settings: SettingStore
  /** Slots and checkpoints; for the store's own use. */
  readonly keyring: KeyringHolder
  readonly #database: Connection
  readonly #lock: WorkspaceLock
  readonly #now: () => string

  constructor(parts: WorkspaceParts) {
    const { keyring } = parts.keyring
    this.id = keyring.workspaceId
    this.name = keyring.name
    this.directory = parts.directory
    this.isSample = keyring.isSample
    this.schemaVersion = parts.schemaVersion
    this.connection = parts.connection
    this.notices = parts.notices
    this.keyring = parts.keyring
    this.#database = parts.database
    this.#lock = parts.lock
    this.#now = () => parts.clock().toISOString()
    this.audit = new AuditStore(parts.database, this.#now, parts.keyring)
    this.users = new UserStore(parts.database)
    this.datasets = new DatasetStore(parts.database, this.#now, parts.newId)
    this.datasetEvidence = new DatasetEvidenceStore(parts.database)
    this.notes = new DatasetNotesStore(parts.database)
    this.erasures = new ErasureStore(parts.database)
    this.models = new ModelStore(parts.database)
    this.evidence = new EvidenceStore(parts.database)
    this.experiments = new ExperimentStore(parts.database)
    this.drafts = new DraftStore(parts.database)
    this.jobs = new JobStore(parts.database)
    this.decisions = new DecisionStore(parts.database)
    this.packs = new PackStore(parts.database)
    this.settings = new SettingStore(parts.database)
  }

  get isOpen(): boolean {
    return this.#database.isOpen
  }

  /**
   * Runs `work` in one IMMEDIATE transaction: all of it or nothing.
   *
   * @throws AppError `internal` when nested; `cannotWrite`, `inUse`, `damaged` as they come
   */
  transaction<T>(work: () => T): T {
    return this.#database.transaction(work)
  }

  /**
   * Puts right what a program that ended abruptly left: sweeps chunk sets without a version, ends unfinished jobs, and
   * brings public keys in line with the keyring, which is written first.
   */
  recover(origin: EventOrigin, reason: string): void {
    this.datasets.sweepOrphans()
    this.transaction(() => {
      for (const job of this.jobs.interruptUnfinished(this.#now())) {
        this.#appendEvent(
          origin,
          'job.interrupted',
          job.createdBy,
          job.id,
          null,
          null,
          'the program ended before the job did',
          'failed',
        )
      }
      const nReplaced = this.users.list().filter((user) => this.#adoptPublicKey(user, origin, reason)).length
      // Else a password changed in the moment the program ended would leave no event.
      if (this.recordKeyringEpoch() && nReplaced === 0) {
        const { channel: actor } = SYSTEM_ORIGIN
        this.#appendEvent(origin, 'keyring.adopted', actor, this.id, null, null, KEYRING_WAS_NEWER, 'done')
      }
    })
  }

  /** Remembers how new the keyring is, so that an older one put in its place is refused. @returns whether it was newer */
  recordKeyringEpoch(): boolean {
    const { epoch } = this.keyring.keyring
    return (
      this.#database.prepare('UPDATE workspace SET keyring_epoch = ? WHERE keyring_epoch <> ?').run(epoch, epoch) > 0
    )
  }

  /** Moves what was erased out of the write-ahead log too. */
  flushErased(): void {
    this.#database.pragma('wal_checkpoint(TRUNCATE)')
  }

  /** A key for one purpose, derived from the workspace key: `HKDF-SHA-256(key, salt = workspace id, info = purpose)`. */
  purposeKey(purpose: string): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.connection.key, this.id, purpose, 32))
  }

  /** Writes the last checkpoint, closes the database, zeroes the key and gives the folder free. Harmless when closed already. */
  close(): void {
    if (!this.isOpen) return
    try {
      // Everything acknowledged is committed; a full disk must not keep the key in memory or the folder locked.
      attempt(() => this.audit.checkpoint())
      attempt(() => this.#database.pragma('wal_checkpoint(TRUNCATE)'))
      this.#database.close()
    } finally {
      this.keyring.close()
      this.connection.key.fill(0)
      this.#lock.release()
    }
  }

  #adoptPublicKey(user: User, origin: EventOrigin, reason: string): boolean {
    const publicKey = this.keyring.keyring.users.find((entry) => entry.userId === user.id)?.publicKey
    if (publicKey === undefined || publicKey === user.publicKey) return false
    this.users.setPublicKey(user.id, publicKey)
    this.#appendEvent(
      origin,
      'key.replaced',
      user.name,
      user.id,
      fingerprint(user.publicKey),
      fingerprint(publicKey),
      reason,
      'done',
    )
    return true
  }

  #appendEvent(
    origin: EventOrigin,
    action: string,
    actor: string,
    object: string,
    before: string | null,
    after: string | null,
    reason: string,
    result: 'done' | 'failed',
  ): void {
    const roles = this.users.list().find((user) => user.name === actor)?.roles ?? []
    this.audit.append({ ...origin, actor, roles, action, object, before, after, reason, result })
  }
}

/** SHA-256 of a public key, as events cite it. */
export function fingerprint(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex')
}

function attempt(work: () => unknown): void {
  try {
    work()
  } catch {
    // See the caller.
  }
}
