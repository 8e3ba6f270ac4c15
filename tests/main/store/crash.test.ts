import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createTestWorkspace,
  keptConnection,
  PASSWORD,
  tamper,
  temporaryFolder,
  USER,
  unlockTestWorkspace,
} from './store-fixtures.ts'

const SCRIPT = join(import.meta.dirname, 'children/import-forever.ts')
const SETTLE_LINES = [1, 3, 4, 6, 9, 14]

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

/** Runs the import until it has said so many lines, kills it some time later, and gives what it had acknowledged. */
async function killedImport(nLines: number, delayMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [SCRIPT, folder.path, USER, PASSWORD], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    if (lines.length === nLines) setTimeout(() => child.kill('SIGKILL'), delayMs)
  }
  await ended
  return lines
}

describe('kill -9 while importing', () => {
  it('loses nothing acknowledged, keeps nothing half-written, and the audit log verifies', async () => {
    const { workspace } = await createTestWorkspace(folder.path)
    const connection = keptConnection(workspace)
    workspace.close()
    const acknowledged: string[] = []
    for (const [round, nLines] of SETTLE_LINES.entries()) {
      acknowledged.push(...(await killedImport(nLines, (round * 7) % 13)))
      const start = performance.now()
      const { workspace: again } = await unlockTestWorkspace(folder.path)
      expect(performance.now() - start).toBeLessThan(30_000)
      const said = (kind: string) =>
        acknowledged.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1))
      for (const id of said('dataset')) expect(again.datasets.rows(id, 0, 4).rows).toHaveLength(4)
      for (const id of said('job')) expect(again.jobs.get(id).state).toBe('interrupted')
      expect(again.audit.verify()).toMatchObject({ ok: true, firstBad: null })
      expect(again.audit.count()).toBeGreaterThanOrEqual(Math.max(0, ...said('events').map(Number)))
      const nDatasets = again.datasets.list().length
      again.close()
      tamper(connection, (database) => {
        expect(database.prepare('SELECT count(*) AS n FROM chunk_set').get()).toEqual({ n: nDatasets })
        expect(database.prepare('SELECT count(DISTINCT set_id) AS n FROM column_chunk').get()).toEqual({ n: nDatasets })
        expect(database.pragma('integrity_check')).toBe('ok')
      })
    }
    expect(acknowledged.filter((line) => line.startsWith('dataset ')).length).toBeGreaterThan(0)
  })
})
