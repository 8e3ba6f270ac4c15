import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RecentWorkspace, WorkspaceStatus } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { CODE_VERSION } from '../../../shared/version.ts'
import { forgetRecentWorkspace, listRecentWorkspaces } from '../../io/recent-workspaces.ts'
import { changePassword, createWorkspace, recoverWorkspace, unlockWorkspace } from '../../store/workspace-folder.ts'
import type { AppState } from '../app-state.ts'
import type { AuditedCall, OpenCall } from '../call.ts'
import { importDataset } from './import-handlers.ts'

/** Published on purpose: the sample workspace holds public data only and opens with one click. */
const SAMPLE_USER = 'Sample user'
const SAMPLE_PASSWORD = 'public sample, no secrets'

interface Credentials {
  readonly userName: string
  readonly password: string
}

export function workspaceStatus(_input: unknown, call: OpenCall): WorkspaceStatus {
  return call.state.status()
}

export function workspaceRecent(_input: unknown, call: OpenCall): RecentWorkspace[] {
  return listRecentWorkspaces(call.state.recentFile)
}

export function workspaceForget(input: { path: string }, call: OpenCall): RecentWorkspace[] {
  forgetRecentWorkspace(call.state.recentFile, input.path)
  return listRecentWorkspaces(call.state.recentFile)
}

export function workspaceOpen(input: { path: string }, call: OpenCall): WorkspaceStatus {
  call.state.choose(resolve(input.path))
  return call.state.status()
}

export async function workspaceCreate(
  input: Credentials & { path: string; name?: string | undefined; cipher: 'aegis' | 'sqlcipher'; isSample: boolean },
  call: OpenCall,
): Promise<{ recoveryCode: string; status: WorkspaceStatus }> {
  const directory = resolve(input.path)
  const recoveryCode = await call.state.opening(() => createAndAdopt(call, { ...input, directory }))
  return { recoveryCode, status: call.state.status() }
}

export async function workspaceUnlock(input: Credentials, call: OpenCall): Promise<WorkspaceStatus> {
  const { state } = call
  const directory = requireChosen(state)
  await state.opening(() => unlockAndAdopt(call, directory, input))
  return state.status()
}

export async function workspaceLock(input: { force: boolean }, call: OpenCall): Promise<WorkspaceStatus> {
  await call.state.lock(call.channel, 'by hand', input.force)
  return call.state.status()
}

export async function workspaceClose(input: { force: boolean }, call: OpenCall): Promise<WorkspaceStatus> {
  await call.state.close(call.channel, input.force)
  return call.state.status()
}

export async function workspaceRecover(
  input: { recoveryCode: string; userName: string; newPassword: string },
  call: OpenCall,
): Promise<{ recoveryCode: string; status: WorkspaceStatus }> {
  const { state } = call
  const directory = requireChosen(state)
  const recoveryCode = await state.opening(async () => {
    const recovered = await recoverWorkspace({ directory, ...input, ...storeOptions(call) })
    state.adopt(recovered.workspace, recovered.user, call.channel, 'workspace.recover')
    return recovered.recoveryCode
  })
  return { recoveryCode, status: state.status() }
}

export async function workspaceChangePassword(
  input: { currentPassword: string; newPassword: string },
  call: AuditedCall,
): Promise<{ changedAt: string }> {
  const { workspace, session, state } = call
  const user = workspace.users.get(session.userName)
  await changePassword({ workspace, user, ...input, ...storeOptions(call) })
  return call.commit(() => {
    workspace.recordKeyringEpoch()
    return { value: { changedAt: state.now.toISOString() }, object: session.userName }
  })
}

export function workspaceSetIdleLock(input: { minutes: number }, call: AuditedCall): WorkspaceStatus {
  const { workspace, state } = call
  const status = call.commit(() => {
    workspace.settings.set('idleLockMinutes', input.minutes)
    return { value: state.status(), object: 'idleLockMinutes', reason: `${input.minutes} min` }
  })
  // The clock that is running was set by the old number.
  state.touch()
  return status
}

/** Opens the sample workspace of this computer's user, made with public data at first use. */
export async function workspaceOpenSample(_input: unknown, call: OpenCall): Promise<WorkspaceStatus> {
  const { state } = call
  const directory = join(state.config.dataDirectory, 'sample-workspace')
  const credentials = { userName: SAMPLE_USER, password: SAMPLE_PASSWORD }
  const fresh = { ...credentials, directory, name: 'Sample workspace', cipher: 'aegis', isSample: true } as const
  await state.opening(async () => {
    if (existsSync(join(directory, 'keyring.json'))) await unlockAndAdopt(call, directory, credentials)
    else await createAndAdopt(call, fresh)
  })
  if (state.signedInCall(call).workspace.datasets.list().length === 0) await importSample(call)
  return state.status()
}

async function importSample(call: OpenCall): Promise<void> {
  const { state } = call
  const { jobId } = importDataset(
    {
      path: join(state.config.resourcesDirectory, 'demo', 'german-credit.csv'),
      name: 'German Credit',
      target: { column: 'credit', eventValue: '2' },
      sensitive: ['age'],
      columns: [],
      options: {},
    },
    state.auditedCall(call, 'dataset.import'),
  )
  for await (const job of state.jobs.watch(jobId)) {
    if (job.state === 'failed' && job.error !== null) throw new AppError(job.error.code, job.error.message)
  }
}

async function createAndAdopt(
  call: OpenCall,
  options: Credentials & {
    directory: string
    name?: string | undefined
    cipher: 'aegis' | 'sqlcipher'
    isSample: boolean
  },
): Promise<string> {
  const { directory, userName, password, cipher, isSample } = options
  const name = options.name ?? directory.split(/[\\/]/).at(-1) ?? 'Workspace'
  const created = await createWorkspace({
    directory,
    name,
    userName,
    password,
    cipher,
    isSample,
    ...storeOptions(call),
  })
  call.state.adopt(created.workspace, created.user, call.channel, null)
  return created.recoveryCode
}

async function unlockAndAdopt(call: OpenCall, directory: string, credentials: Credentials): Promise<void> {
  const { workspace, user } = await unlockWorkspace({ directory, ...credentials, ...storeOptions(call) })
  call.state.adopt(workspace, user, call.channel, 'workspace.unlock')
}

function storeOptions({ state, channel }: OpenCall) {
  const { kdf } = state.config
  const origin = { channel, sessionId: null, build: CODE_VERSION }
  return { clock: () => state.now, newId: () => state.newId(), origin, ...(kdf === undefined ? {} : { kdf }) }
}

function requireChosen(state: AppState): string {
  if (state.directory === null) {
    throw new AppError('notFound', 'No workspace is chosen', { hint: 'Open a workspace folder first.' })
  }
  return state.directory
}
