import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { procedureTable } from '../../../src/main/create-app.ts'
import { audited, requires, signedIn } from '../../../src/main/services/access.ts'
import type { AppState } from '../../../src/main/services/app-state.ts'
import type { OpenCall } from '../../../src/main/services/call.ts'
import { toAppError } from '../../../src/shared/client-error.ts'
import { type AuditEvent, ROLES, type Role } from '../../../src/shared/contract/index.ts'
import { PASSWORD, startTestApp, type TestApp, USER } from '../../helpers/test-app.ts'

/** An input that passes the schema of each procedure, so that the refusal is that of the role; nothing it names exists. */
const INPUTS: Record<string, unknown> = {
  'workspace.changePassword': { currentPassword: 'wrong wrong wrong wrong', newPassword: 'a brand new passphrase' },
  'workspace.setIdleLock': { minutes: 10 },
  'workspace.setLimits': {},
  'job.list': {},
  'job.get': { jobId: 'none' },
  'job.cancel': { jobId: 'none' },
  'job.watch': { jobId: 'none' },
  'dataset.preview': { path: '/no/such/file.csv' },
  'dataset.import': { path: '/no/such/file.csv', name: 'None' },
  'dataset.get': { dataset: 'none' },
  'dataset.profile': { dataset: 'none' },
  'dataset.rows': { dataset: 'none' },
  'dataset.export': { dataset: 'none', path: '/no/such/out.csv' },
  'dataset.view': { dataset: 'none' },
  'dataset.derive': { dataset: 'none' },
  'template.save': { name: 'none', decisions: {} },
  'template.remove': { name: 'none' },
  'dictionary.get': { dataset: 'none' },
  'dictionary.update': { dataset: 'none', entries: [{ column: 'a' }] },
  'dictionary.export': { dataset: 'none', path: '/no/such/out.csv' },
  'expression.check': { dataset: 'none', expression: '1' },
  'quality.propose': { dataset: 'none' },
  'quality.suite': { dataset: 'none' },
  'quality.save': { dataset: 'none', rules: [] },
  'quality.run': { dataset: 'none' },
  'leakage.run': { dataset: 'none' },
  'association.run': { dataset: 'none' },
  'drift.run': { dataset: 'none', expected: 'none' },
  'diff.run': { dataset: 'none', before: 'none' },
  'dataEvidence.list': { dataset: 'none' },
  'dataEvidence.get': { evidence: 'none' },
  'privacy.scan': { dataset: 'none' },
  'privacy.classify': { dataset: 'none', column: 'a', privacy: null },
  'privacy.reveal': { dataset: 'none', columns: ['a'], rows: [0], reason: 'a reason long enough' },
  'privacy.setRetention': { dataset: 'none', retainUntil: null, legalHold: false, reason: 'a reason long enough' },
  'privacy.findSubject': { dataset: 'none', column: 'a', value: 'x' },
  'privacy.erase': { dataset: 'none', column: 'a', value: 'x', reason: 'a reason long enough' },
  'privacy.dispose': { dataset: 'none', reason: 'a reason long enough' },
  'lineage.graph': { object: 'none' },
  'lineage.export': { object: 'none', path: '/no/such/out.jsonl' },
  'binning.evaluate': { dataset: 'none' },
  'binning.candidates': { dataset: 'none', column: 'a' },
  'draft.get': { dataset: 'none' },
  'draft.save': { dataset: 'none', spec: {} },
  'draft.remove': { dataset: 'none' },
  'training.start': { dataset: 'none' },
  'training.progress': { jobId: 'none' },
  'training.stop': { jobId: 'none' },
  'training.estimateMemory': { dataset: 'none', method: 'gbdt' },
  'training.suggestMonotone': { dataset: 'none', method: 'gbdt' },
  'training.previewDependence': { dataset: 'none', method: 'gbdt', column: 'x' },
  'model.dependence': { model: 'none', dataset: 'none', column: 'x' },
  'experiment.list': {},
  'experiment.get': { experiment: 'none' },
  'experiment.crossValidate': { spec: { dataset: 'none' } },
  'experiment.learningCurve': { spec: { dataset: 'none' } },
  'experiment.search': { spec: { dataset: 'none' }, dimensions: [{ path: 'l2', values: [0] }] },
  'model.get': { model: 'none' },
  'model.import': { path: '/no/such/in.json', dataset: 'none' },
  'model.calibrate': { model: 'none', method: 'platt' },
  'model.export': { model: 'none', format: 'json', path: '/no/such/out.json' },
  'evidence.list': {},
  'evidence.get': { evidence: 'none' },
  'validation.run': { model: 'none', dataset: 'none' },
  'fairness.run': { model: 'none', dataset: 'none', grouping: { column: 'age', cuts: [25] } },
  'explain.run': { model: 'none', dataset: 'none' },
  'explain.case': { model: 'none', dataset: 'none', row: 1 },
  'strategy.run': { model: 'none', dataset: 'none' },
  'comparison.run': { models: ['none', 'nothing'], dataset: 'none' },
  'gate.evaluate': { model: 'none', gate: 'none' },
  'gate.decide': {
    model: 'none',
    gate: 'none',
    decision: 'approved',
    reason: 'a reason long enough',
    evidenceManifestHash: 'a'.repeat(64),
  },
  'gate.decisions': {},
  'scoring.run': { model: 'none', inputPath: '/no/such/in.csv', outputPath: '/no/such/out.csv' },
  'scoring.one': { model: 'none', values: [] },
  'pack.build': { model: 'none', path: '/no/such/pack.pdf' },
  'audit.list': {},
}

type Call = (input: unknown, options?: { signal: AbortSignal }) => Promise<unknown>

let test: TestApp
let state: AppState

beforeAll(async () => {
  test = startTestApp()
  state = test.app.context('cli').state
  await test.createWorkspace()
})
afterAll(() => test.dispose())

function procedure(path: string): Call {
  const [area, verb] = path.split('.') as [string, string]
  return (test.client as unknown as Record<string, Record<string, Call>>)[area]![verb]!
}

/** The code of the error a call ends with; `none` when it is allowed and goes well. */
async function codeOf(path: string): Promise<string> {
  const controller = new AbortController()
  try {
    const result = await procedure(path)(INPUTS[path], { signal: controller.signal })
    const stream = result as Partial<AsyncGenerator>
    if (stream?.[Symbol.asyncIterator] !== undefined) {
      controller.abort()
      await stream.return?.(undefined)
    }
    return 'none'
  } catch (error) {
    return toAppError(error).code
  }
}

/** Signs in anew with other roles than the store has for the person. */
async function signInAs(roles: readonly Role[]): Promise<void> {
  const adopt = state.adopt.bind(state)
  state.adopt = (workspace, user, channel, action) => adopt(workspace, { ...user, roles }, channel, action)
  try {
    await test.client.workspace.lock({ force: true })
    await test.client.workspace.unlock({ userName: USER, password: PASSWORD })
  } finally {
    state.adopt = adopt
  }
}

/** Events written since the log had that many. */
function eventsAfter(nEvents: number): AuditEvent[] {
  const { audit } = state.unlockedWorkspace!
  return audit.list(0, audit.count() - nEvents)
}

const PEOPLE: readonly { roles: readonly Role[] }[] = [...ROLES.map((role) => ({ roles: [role] })), { roles: [] }]

describe.each(PEOPLE)('a person whose roles are $roles', ({ roles }) => {
  it('may call what the table says, and every refusal of a change leaves an event', async () => {
    await signInAs(roles)
    for (const { path, roles: allowed, audited: action } of procedureTable()) {
      if (allowed === 'anyone') continue
      const isAllowed = allowed === 'signedIn' || allowed.split(', ').some((role) => roles.includes(role as Role))
      const nEvents = state.unlockedWorkspace!.audit.count()
      const code = await codeOf(path)
      if (isAllowed) {
        expect(code, path).not.toBe('forbidden')
        continue
      }
      expect(code, path).toBe('forbidden')
      const refused = { action, result: 'refused', reason: 'forbidden', actor: USER, roles, object: null }
      expect(eventsAfter(nEvents), path).toMatchObject(action === null ? [] : [refused])
    }
    expect(await test.client.audit.verify()).toMatchObject({ ok: true })
  })
})

describe('somebody who is not signed in', () => {
  it('is told that the workspace is locked by every procedure but those for anyone', async () => {
    await signInAs(ROLES)
    await test.client.workspace.lock({ force: true })
    for (const { path, roles } of procedureTable()) {
      if (roles !== 'anyone') expect(await codeOf(path), path).toBe('locked')
    }
    await test.client.workspace.unlock({ userName: USER, password: PASSWORD })
  })
})

describe('the audited wrapper', () => {
  const open = (): OpenCall => ({ state, channel: 'cli', signal: undefined })
  const settings = () => state.unlockedWorkspace!.settings

  it('stores the change and its event together', async () => {
    const nEvents = state.unlockedWorkspace!.audit.count()
    const change = audited(
      'test.change',
      requires(['administrator'], (value: string, call) =>
        call.commit(() => {
          settings().set('test', value)
          return { value, object: 'test' }
        }),
      ),
    )
    expect(await change.run('one', open())).toBe('one')
    expect(eventsAfter(nEvents)).toMatchObject([{ action: 'test.change', result: 'done', object: 'test' }])
  })

  it('undoes the change when its event cannot be written', async () => {
    const { audit } = state.unlockedWorkspace!
    const append = audit.append.bind(audit)
    audit.append = () => {
      throw new Error('disk full')
    }
    const change = audited(
      'test.change',
      requires(['administrator'], (_input: null, call) =>
        call.commit(() => {
          settings().set('test', 'two')
          return { value: null, object: 'test' }
        }),
      ),
    )
    // The cause comes through, even though the failure cannot be recorded either.
    await expect(change.run(null, open())).rejects.toThrow('disk full')
    audit.append = append
    expect(settings().get('test')).toBe('one')
  })

  it('leaves a failed event, and no change, when the handler fails in the middle of its commit', async () => {
    const nEvents = state.unlockedWorkspace!.audit.count()
    const change = audited(
      'test.change',
      requires(['administrator'], (_input: null, call) =>
        call.commit((): { value: null; object: string } => {
          settings().set('test', 'three')
          throw new Error('a fault')
        }),
      ),
    )
    await expect(change.run(null, open())).rejects.toThrow('a fault')
    expect(settings().get('test')).toBe('one')
    expect(eventsAfter(nEvents)).toMatchObject([{ action: 'test.change', result: 'failed', reason: 'internal' }])
  })

  it('calls a handler that never commits a fault of the program, and records it', async () => {
    const nEvents = state.unlockedWorkspace!.audit.count()
    const change = audited(
      'test.silent',
      requires(['administrator'], () => 'done'),
    )
    await expect(change.run(null, open())).rejects.toMatchObject({ code: 'internal' })
    expect(eventsAfter(nEvents)).toMatchObject([{ action: 'test.silent', result: 'failed', reason: 'internal' }])
  })

  it('cannot commit into a workspace that was locked meanwhile, nor into the next one', async () => {
    const change = audited(
      'test.late',
      requires(['administrator'], async (_input: null, call) => {
        await test.client.workspace.lock({ force: true })
        await test.client.workspace.unlock({ userName: USER, password: PASSWORD })
        return call.commit(() => ({ value: null, object: null }))
      }),
    )
    await expect(change.run(null, open())).rejects.toMatchObject({ code: 'locked' })
    const { events } = await test.client.audit.list({ limit: 1000 })
    expect(events.map((event) => event.action)).not.toContain('test.late')
  })

  it('gives a reading handler the session, and nobody else', async () => {
    const read = signedIn((_input: null, call) => call.session.userName)
    expect(await read.run(null, open())).toBe(USER)
  })
})
