import { canonicalJson } from './canonical-json.ts'
import { appendMerkleLeaf, type MerklePeaks, merkleLeafHash, merkleRoot } from './merkle.ts'

/** `prev` of the first event. */
export const AUDIT_CHAIN_START = '0'.repeat(64)
/** A checkpoint is written with every event whose number is a multiple of this. */
export const AUDIT_CHECKPOINT_INTERVAL = 256

/** What an audit event says. Hashes and ids only, never personal values. `seq` counts from 1. */
export interface AuditEventContent {
  readonly v: 1
  readonly seq: number
  readonly at: string
  readonly session: string | null
  readonly actor: string
  readonly roles: readonly string[]
  readonly channel: string
  readonly action: string
  readonly object: string | null
  readonly before: string | null
  readonly after: string | null
  readonly reason: string | null
  readonly result: 'done' | 'refused' | 'failed'
  readonly build: string
  /** Leaf hash of the event before. */
  readonly prev: string
}

/** An event as it lies in storage; `text` is null when its bytes are not valid UTF-8. */
export interface StoredAuditEvent {
  readonly seq: number
  readonly text: string | null
  readonly hash: string
}

/** A promise about the first `size` events, kept by a witness: their Merkle root. */
export interface AuditCheckpoint {
  readonly size: number
  readonly root: string
  /** Who kept it, in words that continue "the checkpoint in …". */
  readonly witness: string
}

export interface AuditChainVerification {
  readonly ok: boolean
  readonly nEvents: number
  /** Merkle root of the events as they are stored now. */
  readonly root: string
  readonly firstBad: { readonly seq: number; readonly problem: string } | null
}

/**
 * The stored text of an event: its canonical JSON.
 *
 * @throws StatisticError `invalidInput` as {@link canonicalJson}
 */
export function auditEventText(content: AuditEventContent): string {
  return canonicalJson(content)
}

/**
 * Verifies an audit log from the texts alone: numbering, canonical form, stored hashes, the chain by `prev`, and every
 * checkpoint (Merkle root over the first `size` events; a checkpoint beyond the end means that the tail was cut).
 *
 * Any change of one byte of a text breaks its stored hash. When a text was changed together with its hash, the chain
 * breaks, and the event named is the one both of whose neighbours agree that it is the odd one out; when the whole
 * rest of the chain was rebuilt, the first checkpoint that disagrees names the range.
 *
 * @param events - the log in order of `seq`
 * @param checkpoints - of all witnesses, any order
 * @param ownSizes - sizes the log's own checkpoints cover; every multiple of {@link AUDIT_CHECKPOINT_INTERVAL} must be
 *   among them. Left out when only outside witnesses are at hand.
 * @returns the verdict; `firstBad.seq` is the number of the first event that is wrong or missing
 * @see RFC 6962, Certificate Transparency, section 2.1
 */
export function verifyAuditChain(
  events: Iterable<StoredAuditEvent>,
  checkpoints: readonly AuditCheckpoint[],
  ownSizes?: ReadonlySet<number>,
): AuditChainVerification {
  const walk = walkEvents(events, new Set(checkpoints.map((checkpoint) => checkpoint.size)))
  const firstBad =
    walk.firstBad ?? firstBrokenPromise(walk, checkpoints) ?? firstMissingCheckpoint(walk.nEvents, ownSizes)
  return { ok: firstBad === null, nEvents: walk.nEvents, root: walk.root, firstBad }
}

interface Walk {
  readonly nEvents: number
  readonly root: string
  readonly firstBad: AuditChainVerification['firstBad']
  readonly rootAt: ReadonlyMap<number, string>
}

function walkEvents(events: Iterable<StoredAuditEvent>, sizes: ReadonlySet<number>): Walk {
  let peaks: MerklePeaks = []
  let nEvents = 0
  let previousHash = AUDIT_CHAIN_START
  let firstBad: AuditChainVerification['firstBad'] = null
  let isSuspectOpen = false
  const rootAt = new Map<number, string>([[0, merkleRoot([])]])
  for (const event of events) {
    nEvents++
    const leaf = merkleLeafHash(event.text ?? '')
    peaks = appendMerkleLeaf(peaks, leaf)
    if (sizes.has(nEvents)) rootAt.set(nEvents, merkleRoot(peaks))
    const content = parsedEvent(event.text)
    const problem = ownProblem(event, content, nEvents, leaf)
    const isLinked = problem !== null || content?.prev === previousHash
    if (isSuspectOpen) {
      // The link before was broken: if this one is broken too, the event between the two is the changed one.
      if (!isLinked)
        firstBad = {
          seq: nEvents - 1,
          problem: `event ${nEvents - 1} follows neither its predecessor nor its successor`,
        }
      isSuspectOpen = false
    } else if (firstBad === null && problem !== null) {
      firstBad = problem
    } else if (firstBad === null && !isLinked) {
      firstBad = brokenLink(nEvents)
      isSuspectOpen = true
    }
    previousHash = leaf
  }
  return { nEvents, root: merkleRoot(peaks), firstBad, rootAt }
}

function brokenLink(seq: number): { seq: number; problem: string } {
  if (seq === 1) return { seq, problem: 'event 1 does not begin the chain' }
  return { seq: seq - 1, problem: `event ${seq - 1} is not the one that event ${seq} says it follows` }
}

/** What is wrong with an event looked at alone. @param expected - the number it must have */
function ownProblem(
  event: StoredAuditEvent,
  content: Record<string, unknown> | null,
  expected: number,
  leaf: string,
): { seq: number; problem: string } | null {
  if (event.seq !== expected)
    return {
      seq: expected,
      problem: event.seq > expected ? `event ${expected} is missing` : `event number ${event.seq} occurs out of order`,
    }
  if (event.text === null) return { seq: expected, problem: `event ${expected} is not valid UTF-8 text` }
  if (content === null) return { seq: expected, problem: `event ${expected} is not JSON` }
  if (leaf !== event.hash) return { seq: expected, problem: `event ${expected} does not match its stored hash` }
  if (canonicalJson(content) !== event.text)
    return { seq: expected, problem: `event ${expected} is not in canonical form` }
  if (content.v !== 1) return { seq: expected, problem: `event ${expected} has an unknown version` }
  if (content.seq !== expected)
    return { seq: expected, problem: `event ${expected} carries the number ${String(content.seq)}` }
  return null
}

function parsedEvent(text: string | null): Record<string, unknown> | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

function firstBrokenPromise(walk: Walk, checkpoints: readonly AuditCheckpoint[]): AuditChainVerification['firstBad'] {
  const ordered = [...checkpoints].sort((a, b) => a.size - b.size)
  let agreed = 0
  for (const { size, root, witness } of ordered) {
    if (size > walk.nEvents) {
      const seq = walk.nEvents + 1
      return {
        seq,
        problem: `event ${seq} is missing: the checkpoint in ${witness} covers ${size} events, the log holds ${walk.nEvents}`,
      }
    }
    if (walk.rootAt.get(size) !== root) {
      return { seq: agreed + 1, problem: `events ${agreed + 1} to ${size} do not match the checkpoint in ${witness}` }
    }
    agreed = size
  }
  return null
}

function firstMissingCheckpoint(
  nEvents: number,
  ownSizes: ReadonlySet<number> | undefined,
): AuditChainVerification['firstBad'] {
  if (ownSizes === undefined) return null
  for (let size = AUDIT_CHECKPOINT_INTERVAL; size <= nEvents; size += AUDIT_CHECKPOINT_INTERVAL) {
    if (!ownSizes.has(size)) return { seq: size, problem: `the checkpoint written with event ${size} is missing` }
  }
  return null
}
