import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AUDIT_CHAIN_START,
  AUDIT_CHECKPOINT_INTERVAL,
  type AuditCheckpoint,
  type AuditEventContent,
  auditEventText,
  type StoredAuditEvent,
  verifyAuditChain,
} from '../../../../src/main/core/governance/audit-chain.ts'
import { merkleLeafHash } from '../../../../src/main/core/governance/merkle.ts'

function content(seq: number, prev: string): AuditEventContent {
  return {
    v: 1,
    seq,
    at: '2026-03-01T12:00:00.000Z',
    session: null,
    actor: 'ädä �',
    roles: ['developer'],
    channel: 'test',
    action: 'dataset.import',
    object: `d-${seq}`,
    before: null,
    after: null,
    reason: 'line\nbreak "quoted"',
    result: 'done',
    build: 'test',
    prev,
  }
}

/** A sound log; `change` may alter an event before it is hashed, so that the rest of the chain follows the lie. */
function logOf(
  n: number,
  change: (event: AuditEventContent) => AuditEventContent = (event) => event,
): StoredAuditEvent[] {
  const events: StoredAuditEvent[] = []
  for (let seq = 1; seq <= n; seq++) {
    const text = auditEventText(change(content(seq, events.at(-1)?.hash ?? AUDIT_CHAIN_START)))
    events.push({ seq, text, hash: merkleLeafHash(text) })
  }
  return events
}

function checkpointOf(events: readonly StoredAuditEvent[]): AuditCheckpoint {
  return { size: events.length, root: verifyAuditChain(events, []).root, witness: 'a witness' }
}

const sound = logOf(20)
const checkpoint = checkpointOf(sound)
const firstBad = (events: readonly StoredAuditEvent[], checkpoints: AuditCheckpoint[] = [checkpoint]) =>
  verifyAuditChain(events, checkpoints).firstBad
const rehashed = (seq: number, text: string): StoredAuditEvent => ({ seq, text, hash: merkleLeafHash(text) })

describe('verification of the audit chain', () => {
  it('accepts a sound log, a log longer than its checkpoint, and the empty log', () => {
    expect(verifyAuditChain(sound, [checkpoint])).toEqual({
      ok: true,
      nEvents: 20,
      root: checkpoint.root,
      firstBad: null,
    })
    expect(verifyAuditChain(logOf(25), [checkpoint]).ok).toBe(true)
    expect(verifyAuditChain([], [])).toMatchObject({ ok: true, nEvents: 0 })
  })

  it('names the event for every flipped bit of its bytes, and for every flipped digit of its hash', () => {
    const bytes = Buffer.from(sound[6]!.text!, 'utf8')
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes)
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      let text: string | null = null
      try {
        text = decoder.decode(flipped)
      } catch {
        // Not UTF-8: the store hands on null.
      }
      expect(firstBad(sound.with(6, { ...sound[6]!, text }))?.seq).toBe(7)
    }
    for (let digit = 0; digit < 64; digit++) {
      const hash = sound[6]!.hash
        .split('')
        .with(digit, sound[6]!.hash[digit] === '0' ? '1' : '0')
        .join('')
      expect(firstBad(sound.with(6, { ...sound[6]!, hash }))).toEqual({
        seq: 7,
        problem: expect.stringContaining('stored hash'),
      })
    }
  })

  it('names an event changed together with its hash, by its successor', () => {
    const lie = rehashed(7, sound[6]!.text!.replace('d-7', 'd-8'))
    expect(firstBad(sound.with(6, lie), [])).toMatchObject({ seq: 7 })
    expect(firstBad([...sound.slice(0, 6), lie], [])).toBeNull()
  })

  it('names an event changed together with its hash and its own link', () => {
    const lie = rehashed(7, auditEventText({ ...content(7, 'f'.repeat(64)) }))
    expect(firstBad(sound.with(6, lie), [])).toMatchObject({ seq: 7, problem: expect.stringContaining('neither') })
    expect(firstBad(sound.with(0, rehashed(1, auditEventText(content(1, 'f'.repeat(64))))), [])).toMatchObject({
      seq: 1,
    })
  })

  it('names the missing event after a deletion, first or in the middle', () => {
    expect(firstBad(sound.toSpliced(6, 1), [])).toEqual({ seq: 7, problem: 'event 7 is missing' })
    expect(firstBad(sound.slice(1), [])).toEqual({ seq: 1, problem: 'event 1 is missing' })
  })

  it('sees a deletion whose successors were numbered anew', () => {
    const renumbered = sound.toSpliced(6, 1).map((event, index) => ({ ...event, seq: index + 1 }))
    expect(firstBad(renumbered, [])).toEqual({ seq: 7, problem: 'event 7 carries the number 8' })
  })

  it('names the first of two events that changed places, and an inserted one', () => {
    const swapped = sound.with(6, { ...sound[9]!, seq: 7 }).with(9, { ...sound[6]!, seq: 10 })
    expect(firstBad(swapped, [])).toMatchObject({ seq: 7 })
    expect(firstBad(sound.toSpliced(6, 0, { ...sound[6]!, seq: 7 }), [])).toMatchObject({ seq: 8 })
  })

  it('sees a cut tail by the checkpoint', () => {
    expect(firstBad(sound.slice(0, 15), [])).toBeNull()
    expect(firstBad(sound.slice(0, 15))).toEqual({
      seq: 16,
      problem: 'event 16 is missing: the checkpoint in a witness covers 20 events, the log holds 15',
    })
    expect(firstBad([])).toMatchObject({ seq: 1 })
  })

  it('sees a chain rebuilt from the middle on, between two checkpoints', () => {
    const rebuilt = logOf(20, (event) => (event.seq === 13 ? { ...event, reason: 'another' } : event))
    expect(firstBad(rebuilt, [])).toBeNull()
    expect(firstBad(rebuilt, [checkpoint, checkpointOf(sound.slice(0, 10))])).toEqual({
      seq: 11,
      problem: 'events 11 to 20 do not match the checkpoint in a witness',
    })
  })

  it('wants canonical text: other order, white space, doubled members and unknown versions do not pass', () => {
    const text = sound[6]!.text!
    for (const other of [
      `${text} `,
      `{"zz":1,${text.slice(1)}`,
      text.replace('{', '{"v":1,'),
      text.replace('"v":1', '"v":1.0'),
    ]) {
      expect(firstBad(sound.with(6, rehashed(7, other)), [])).toEqual({
        seq: 7,
        problem: 'event 7 is not in canonical form',
      })
    }
    expect(firstBad(sound.with(6, rehashed(7, text.replace('"v":1', '"v":2'))), [])).toMatchObject({
      problem: 'event 7 has an unknown version',
    })
    expect(firstBad(sound.with(6, rehashed(7, '[1]')), [])).toMatchObject({ problem: 'event 7 is not JSON' })
  })

  it('wants the log to keep its own checkpoint at every full interval', () => {
    const long = logOf(AUDIT_CHECKPOINT_INTERVAL + 3)
    expect(verifyAuditChain(long, [], new Set([AUDIT_CHECKPOINT_INTERVAL])).ok).toBe(true)
    expect(verifyAuditChain(long, [], new Set()).firstBad).toMatchObject({ seq: AUDIT_CHECKPOINT_INTERVAL })
  })

  it('finds any single deletion, duplication or swap', () => {
    const edit = fc.tuple(fc.constantFrom('delete', 'duplicate', 'swap'), fc.nat(19), fc.nat(19))
    fc.assert(
      fc.property(edit, ([kind, i, j]) => {
        fc.pre(kind !== 'swap' || i !== j)
        const edited =
          kind === 'delete'
            ? sound.toSpliced(i, 1)
            : kind === 'duplicate'
              ? sound.toSpliced(i, 0, sound[j]!)
              : sound.with(i, sound[j]!).with(j, sound[i]!)
        const result = verifyAuditChain(edited, [checkpoint])
        expect(result.ok).toBe(false)
        expect(result.firstBad!.seq).toBeLessThanOrEqual(Math.min(i, kind === 'swap' ? j : i) + 2)
      }),
    )
  })
})
