import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type App, type AppConfig, createApp } from '../../src/main/create-app.ts'
import { type Client, localClient } from '../../src/main/hosts/local-client.ts'
import { resultOf, runJob } from '../../src/main/hosts/run-job.ts'
import { forkReader } from '../../src/main/jobs/fork-reader.ts'
import type { JobResult } from '../../src/shared/contract/index.ts'

export const ROOT = resolve(import.meta.dirname, '../..')
export const GERMAN_CREDIT = join(ROOT, 'resources/demo/german-credit.csv')
export const PASSWORD = 'correct horse battery staple'
export const USER = 'Ada Auditor'

export interface TestApp {
  readonly app: App
  readonly client: Client
  readonly folder: string
  /** Path of the workspace made by {@link createWorkspace}. */
  readonly workspacePath: string
  createWorkspace(): Promise<string>
  run(start: () => Promise<{ jobId: string }>): Promise<JobResult>
  dispose(): Promise<void>
}

/** A real app on real SQLite in a temporary folder; only clock, ids and the cost of the key derivation are fakes. */
export function startTestApp(overrides: Partial<AppConfig> = {}): TestApp {
  const folder = mkdtempSync(join(tmpdir(), 'assay-test-'))
  let nIds = 0
  const app = createApp({
    host: 'test',
    dataDirectory: join(folder, 'data'),
    resourcesDirectory: join(ROOT, 'resources'),
    workerEntry: entry('worker'),
    readerEntry: entry('reader'),
    launchReader: forkReader,
    clock: () => new Date('2026-01-15T09:00:00.000Z'),
    newId: () => `id-${String(++nIds).padStart(6, '0')}`,
    kdf: { memoryKiB: 1024, passes: 1 },
    ...overrides,
  })
  const client = localClient(app, 'cli')
  const workspacePath = join(folder, 'workspace')
  return {
    app,
    client,
    folder,
    workspacePath,
    createWorkspace: async () =>
      (await client.workspace.create({ path: workspacePath, name: 'Test', userName: USER, password: PASSWORD }))
        .recoveryCode,
    run: async (start) => resultOf(await runJob(client, start)),
    dispose: async () => {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Imports German Credit with its target and age as the sensitive column; gives the id of the version. */
export async function importGerman(test: TestApp): Promise<string> {
  const target = { column: 'credit', eventValue: '2' }
  const result = await test.run(() =>
    test.client.dataset.import({ path: GERMAN_CREDIT, name: 'German Credit', target, sensitive: ['age'] }),
  )
  return result.id
}

function entry(name: string): URL {
  return pathToFileURL(join(ROOT, 'src/main/entries', `${name}.ts`))
}
