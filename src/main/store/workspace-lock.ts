import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { AppError } from '../../shared/errors.ts'
import { errorCode, withStoreErrors } from './store-errors.ts'
import { workspacePaths } from './workspace-paths.ts'

/** Held while a workspace is unlocked; one process at a time. */
export interface WorkspaceLock {
  release(): void
}

interface LockContent {
  readonly pid: number
  /** On a network drive the process may live on another computer, where nobody here can see whether it still does. */
  readonly host: string | null
  /** When the process started, in the system's own ticks; null where the system does not say. Tells a reused PID from its former owner. */
  readonly processStart: string | null
  readonly startedAt: string
  readonly token: string
}

/** Writing a lock and taking one over take milliseconds; what is unfinished after this was cut off. */
const UNFINISHED_LIMIT_MS = 10_000
const heldTokens = new Set<string>()

/**
 * Takes the lock file of a folder by exclusive creation. A lock whose process is dead is taken over.
 *
 * @throws AppError `inUse` if a living process holds it; `cannotWrite` if the folder cannot be written
 */
export function acquireWorkspaceLock(directory: string, now: string): WorkspaceLock {
  const path = workspacePaths(directory).lock
  const mine: LockContent = {
    pid: process.pid,
    host: hostname(),
    processStart: processStart(process.pid),
    startedAt: now,
    token: randomUUID(),
  }
  return withStoreErrors('workspace folder', () => {
    if (!createExclusively(path, mine) && !takeOver(path, mine)) throw inUse(readLock(path))
    heldTokens.add(mine.token)
    return { release: () => release(path, mine.token) }
  })
}

function release(path: string, token: string): void {
  if (!heldTokens.delete(token)) return
  if (readLock(path)?.token === token) rmSync(path, { force: true })
}

/** Only one process at a time looks at a stale lock and replaces it, else two of them could both believe they have it. */
function takeOver(path: string, mine: LockContent): boolean {
  if (!isStale(path)) return false
  const guard = `${path}.takeover`
  if (!createExclusively(guard, mine)) {
    if (isOld(guard)) rmSync(guard, { force: true })
    return false
  }
  try {
    if (!isStale(path)) return false
    rmSync(path, { force: true })
    return createExclusively(path, mine)
  } finally {
    rmSync(guard, { force: true })
  }
}

function createExclusively(path: string, content: LockContent): boolean {
  let file: number
  try {
    file = openSync(path, 'wx', 0o600)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
  try {
    writeSync(file, JSON.stringify(content))
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
  return true
}

function readLock(path: string): LockContent | null {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<LockContent> | null
    if (typeof value?.pid !== 'number' || typeof value.token !== 'string') return null
    return {
      pid: value.pid,
      host: value.host ?? null,
      token: value.token,
      processStart: value.processStart ?? null,
      startedAt: value.startedAt ?? '',
    }
  } catch {
    return null
  }
}

function isStale(path: string): boolean {
  const lock = readLock(path)
  // Unreadable: being written this very moment, or the torn rest of a crash.
  if (lock === null) return isOld(path)
  if (lock.host !== null && lock.host !== hostname()) return false
  if (lock.pid === process.pid) return !heldTokens.has(lock.token)
  if (!isAlive(lock.pid)) return true
  return lock.processStart !== null && lock.processStart !== processStart(lock.pid)
}

function isOld(path: string): boolean {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > UNFINISHED_LIMIT_MS
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

function processStart(pid: number): string | null {
  return processFields(pid)[19] ?? null
}

/** Killed, but not yet fetched by its parent: it answers to signals, and will never do anything again. */
function isZombie(pid: number): boolean {
  return processFields(pid)[0] === 'Z'
}

/** Linux: the fields of /proc/PID/stat from the third on, behind the name in brackets, which may hold spaces; elsewhere none. */
function processFields(pid: number): string[] {
  if (process.platform !== 'linux') return []
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

function inUse(lock: LockContent | null): AppError {
  if (lock !== null && lock.host !== null && lock.host !== hostname()) {
    return new AppError('inUse', `The workspace is in use on the computer ${lock.host}`, {
      hint: 'Close it there. If that computer was switched off while it was open, delete assay.lock in the workspace folder.',
    })
  }
  const who =
    lock === null
      ? 'another program'
      : `another program (process ${lock.pid}${lock.startedAt === '' ? '' : `, since ${lock.startedAt}`})`
  return new AppError('inUse', `The workspace is in use by ${who}`, { hint: 'Close it there, then try again.' })
}
