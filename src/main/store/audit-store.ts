import { type AuditEvent, type AuditVerification, auditEventSchema } from '../../shared/contract/governance.ts'
import { AppError } from '../../shared/errors.ts'
import {
  AUDIT_CHAIN_START,
  AUDIT_CHECKPOINT_INTERVAL,
  type AuditCheckpoint,
  auditEventText,
  type StoredAuditEvent,
  verifyAuditChain,
} from '../core/governance/audit-chain.ts'
import { appendMerkleLeaf, type MerklePeaks, merkleLeafHash, merkleRoot } from '../core/governance/merkle.ts'
import type { Connection, Statement } from './connection.ts'
import { jsonText } from './json-column.ts'

/** What the caller says; number, time and chain are added by the log. */
export interface NewAuditEvent {
  readonly actor: string
  readonly roles: readonly string[]
  readonly channel: string
  readonly sessionId: string | null
  readonly action: string
  readonly object: string | null
  readonly before: string | null
  readonly after: string | null
  readonly reason: string | null
  readonly result: 'done' | 'refused' | 'failed'
  readonly build: string
}

/** Outside witness of the log: the keyring. */
export interface AuditWitness {
  readonly checkpoint: { readonly size: number; readonly root: string } | null
  recordCheckpoint(checkpoint: { readonly size: number; readonly root: string }): void
}

interface EventRow {
  readonly seq: number
  readonly event: string
  readonly hash: string
}

interface CheckpointRow {
  readonly size: number
  readonly root: string
  readonly peaks: string
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const DATABASE_WITNESS = 'the workspace database'
const KEYRING_WITNESS = 'the keyring'

/** The append-only audit log: canonical event texts, chained and summed up in Merkle checkpoints. */
export class AuditStore {
  readonly #connection: Connection
  readonly #now: () => string
  readonly #witness: AuditWitness
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(connection: Connection, now: () => string, witness: AuditWitness) {
    this.#connection = connection
    this.#now = now
    this.#witness = witness
    this.#statements = prepareStatements(connection)
  }

  /** Appends one event: inside the caller's transaction where there is one, so that change and event stand or fall together. */
  append(event: NewAuditEvent): AuditEvent {
    return this.#connection.inTransaction
      ? this.#append(event)
      : this.#connection.transaction(() => this.#append(event))
  }

  /** Events newest first. @param offset - how many of the newest to skip */
  list(offset: number, limit: number): AuditEvent[] {
    return this.#statements.page.all(limit, offset).map(eventOf)
  }

  count(): number {
    return this.#statements.count.get()?.n ?? 0
  }

  /** Recomputes everything and compares it with the checkpoints in the database and in the keyring. */
  verify(): AuditVerification {
    const checkpoints: AuditCheckpoint[] = this.#statements.checkpoints
      .all()
      .map((row) => ({ ...row, witness: DATABASE_WITNESS }))
    const kept = this.#witness.checkpoint
    if (kept !== null) checkpoints.push({ ...kept, witness: KEYRING_WITNESS })
    const ownCheckpoints = new Set(
      checkpoints.filter((checkpoint) => checkpoint.witness === DATABASE_WITNESS).map((checkpoint) => checkpoint.size),
    )
    return verifyAuditChain(this.#storedEvents(), checkpoints, ownCheckpoints)
  }

  /** Writes a checkpoint over all events unless the last one covers them, and hands it to the keyring. */
  checkpoint(): void {
    const size = this.count()
    const last = this.#statements.lastCheckpoint.get()
    // A log shorter than its checkpoint was cut: the witnesses stay as they are, so that verification shows it.
    if (size === 0 || (last?.size ?? 0) > size) return
    const checkpoint = last?.size === size ? last : this.#connection.transaction(() => this.#writeCheckpoint(size))
    this.#recordInKeyring({ size, root: checkpoint.root })
  }

  #append(event: NewAuditEvent): AuditEvent {
    const last = this.#statements.last.get()
    const seq = (last?.seq ?? 0) + 1
    const { sessionId, ...rest } = event
    const text = auditEventText({
      v: 1,
      seq,
      at: this.#now(),
      session: sessionId,
      ...rest,
      prev: last?.hash ?? AUDIT_CHAIN_START,
    })
    const hash = merkleLeafHash(text)
    this.#statements.insert.run(seq, text, hash)
    if (seq % AUDIT_CHECKPOINT_INTERVAL === 0) this.#checkpointAt(seq)
    return eventOf({ seq, event: text, hash })
  }

  #checkpointAt(size: number): void {
    const { root } = this.#writeCheckpoint(size)
    this.#connection.afterCommit(() => {
      try {
        this.#recordInKeyring({ size, root })
      } catch {
        // The events are committed; the keyring's copy is a witness and is written again at the next checkpoint.
      }
    })
  }

  #writeCheckpoint(size: number): { root: string } {
    const last = this.#statements.lastCheckpoint.get()
    let peaks = last === undefined ? [] : (JSON.parse(last.peaks) as MerklePeaks)
    for (const { hash } of this.#statements.hashesAfter.all(last?.size ?? 0, size))
      peaks = appendMerkleLeaf(peaks, hash)
    const root = merkleRoot(peaks)
    this.#statements.insertCheckpoint.run(size, root, jsonText(peaks), this.#now())
    return { root }
  }

  /** Replaces the keyring's checkpoint only by one that continues it; otherwise the proof of tampering would be lost. */
  #recordInKeyring(checkpoint: { size: number; root: string }): void {
    const kept = this.#witness.checkpoint
    if (
      kept !== null &&
      (kept.size >= checkpoint.size || this.#statements.checkpointRoot.get(kept.size)?.root !== kept.root)
    )
      return
    this.#witness.recordCheckpoint(checkpoint)
  }

  *#storedEvents(): Iterable<StoredAuditEvent> {
    for (const row of this.#statements.bytes.iterate())
      yield { seq: row.seq, text: decodedText(row.event), hash: row.hash }
  }
}

/** Bytes that are not UTF-8 must show, not be replaced in silence. */
function decodedText(bytes: Uint8Array): string | null {
  try {
    return STRICT_UTF8.decode(bytes)
  } catch {
    return null
  }
}

function eventOf(row: EventRow): AuditEvent {
  let content: object
  try {
    content = JSON.parse(row.event) as object
  } catch (cause) {
    throw damagedEvent(row.seq, cause)
  }
  const result = auditEventSchema.safeParse({ ...content, hash: row.hash })
  if (!result.success) throw damagedEvent(row.seq, result.error)
  return result.data
}

function damagedEvent(seq: number, cause: unknown): AppError {
  return new AppError('damaged', `Audit event ${seq} cannot be read`, { cause, hint: 'Run "assay audit verify".' })
}

function prepareStatements(connection: Connection) {
  return {
    insert: connection.prepare('INSERT INTO audit_event (seq, event, hash) VALUES (?, ?, ?)'),
    last: connection.prepare<{ seq: number; hash: string }>(
      'SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1',
    ),
    page: connection.prepare<EventRow>('SELECT seq, event, hash FROM audit_event ORDER BY seq DESC LIMIT ? OFFSET ?'),
    count: connection.prepare<{ n: number }>('SELECT count(*) AS n FROM audit_event'),
    bytes: connection.prepare<{ seq: number; event: Uint8Array; hash: string }>(
      'SELECT seq, CAST(event AS BLOB) AS event, hash FROM audit_event ORDER BY seq',
    ),
    hashesAfter: connection.prepare<{ hash: string }>(
      'SELECT hash FROM audit_event WHERE seq > ? AND seq <= ? ORDER BY seq',
    ),
    checkpoints: connection.prepare<{ size: number; root: string }>(
      'SELECT size, root FROM audit_checkpoint ORDER BY size',
    ),
    lastCheckpoint: connection.prepare<CheckpointRow>(
      'SELECT size, root, peaks FROM audit_checkpoint ORDER BY size DESC LIMIT 1',
    ),
    checkpointRoot: connection.prepare<{ root: string }>('SELECT root FROM audit_checkpoint WHERE size = ?'),
    insertCheckpoint: connection.prepare(
      'INSERT INTO audit_checkpoint (size, root, peaks, created_at) VALUES (?, ?, ?, ?)',
    ),
  } satisfies Record<string, Statement<unknown>>
}
