import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { acquireWorkspaceLock } from '../../../src/main/store/workspace-lock.ts'
import {
  createTestWorkspace,
  expectError,
  folderContent,
  INSTANT,
  PASSWORD,
  temporaryFolder,
  USER,
  unlockTestWorkspace,
} from './store-fixtures.ts'

let folder: ReturnType<typeof temporaryFolder>
let children: ChildProcess[] = []
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  folder.remove()
})

/** Starts a process that unlocks the workspace and gives the first line it says. */
async function holder(): Promise<{ said: string; kill(): Promise<void> }> {
  const script = join(import.meta.dirname, 'children/hold-workspace.ts')
  const child = spawn(process.execPath, [script, folder.path, USER, PASSWORD], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { value } = await createInterface({ input: child.stdout! })[Symbol.asyncIterator]().next()
  return {
    said: String(value),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

describe('workspace lock', () => {
  it('lets one process in: the second gets inUse at once and writes nothing', async () => {
    ;(await createTestWorkspace(folder.path)).workspace.close()
    const first = await holder()
    expect(first.said).toBe('held')
    const before = folderContent(folder.path)
    const start = performance.now()
    const error = await expectError(
      () => unlockTestWorkspace(folder.path),
      'inUse',
      /in use by another program \(process \d+/,
    )
    expect(performance.now() - start).toBeLessThan(2000)
    expect(error.hint).toContain('Close it there')
    expect(folderContent(folder.path)).toEqual(before)
    await first.kill()
  })

  it('is taken over when its process was killed, by exactly one of many', async () => {
    ;(await createTestWorkspace(folder.path)).workspace.close()
    await (await holder()).kill()
    expect(existsSync(join(folder.path, 'assay.lock'))).toBe(true)
    const said = (await Promise.all([holder(), holder(), holder(), holder()])).map((child) => child.said)
    expect(said.sort()).toEqual(['held', 'inUse', 'inUse', 'inUse'])
  })

  it('also keeps the same process out, until it is released', async () => {
    const lock = acquireWorkspaceLock(folder.path, INSTANT)
    expect(JSON.parse(readFileSync(join(folder.path, 'assay.lock'), 'utf8'))).toMatchObject({
      pid: process.pid,
      startedAt: INSTANT,
    })
    await expectError(() => acquireWorkspaceLock(folder.path, INSTANT), 'inUse', /in use/)
    lock.release()
    expect(existsSync(join(folder.path, 'assay.lock'))).toBe(false)
    acquireWorkspaceLock(folder.path, INSTANT).release()
  })

  it('tells a reused process number from the former owner', () => {
    const path = join(folder.path, 'assay.lock')
    // Process 1 lives as long as the machine; it did not start at tick "not-a-tick".
    writeFileSync(path, JSON.stringify({ pid: 1, processStart: 'not-a-tick', startedAt: INSTANT, token: 'x' }))
    if (process.platform === 'linux') acquireWorkspaceLock(folder.path, INSTANT).release()
  })

  it('is never taken over from another computer, which alone can know whether its process lives', async () => {
    const path = join(folder.path, 'assay.lock')
    writeFileSync(path, JSON.stringify({ pid: 999_999, host: 'elsewhere', startedAt: INSTANT, token: 'x' }))
    const error = await expectError(() => acquireWorkspaceLock(folder.path, INSTANT), 'inUse', /computer elsewhere/)
    expect(error.hint).toContain('assay.lock')
  })

  it('waits with a torn lock file until it is surely nobody writing it', async () => {
    const path = join(folder.path, 'assay.lock')
    writeFileSync(path, '{"pid":')
    await expectError(() => acquireWorkspaceLock(folder.path, INSTANT), 'inUse', /in use/)
    const { utimesSync } = await import('node:fs')
    utimesSync(path, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000))
    acquireWorkspaceLock(folder.path, INSTANT).release()
  })

  it('does not remove a lock that is not its own', () => {
    const path = join(folder.path, 'assay.lock')
    const lock = acquireWorkspaceLock(folder.path, INSTANT)
    writeFileSync(path, JSON.stringify({ pid: 1, processStart: null, startedAt: INSTANT, token: 'theirs' }))
    lock.release()
    expect(existsSync(path)).toBe(true)
  })

  it.skipIf(process.platform !== 'linux')(
    'takes over from a killed process that its parent has not fetched (Linux only)',
    async () => {
      // The shell becomes a program that never fetches the child it inherited. The child ends only after that:
      // a shell would fetch it.
      const child = 'while [ "$(cat /proc/$PPID/comm)" != sleep ]; do :; done'
      const script = `sh -c '${child}' & echo $!; exec sleep 60`
      const parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] })
      children.push(parent)
      const { value } = await createInterface({ input: parent.stdout! })[Symbol.asyncIterator]().next()
      const pid = Number(value)
      const fields = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
      await vi.waitFor(() => expect(fields()[0]).toBe('Z'))
      const content = { pid, processStart: fields()[19], startedAt: INSTANT, token: 'gone' }
      writeFileSync(join(folder.path, 'assay.lock'), JSON.stringify(content))
      acquireWorkspaceLock(folder.path, INSTANT).release()
    },
  )
})
