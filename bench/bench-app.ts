import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createApp } from '../src/main/create-app.ts'
import { localClient } from '../src/main/hosts/local-client.ts'
import { forkReader } from '../src/main/jobs/fork-reader.ts'

const root = resolve(import.meta.dirname, '..')
const sourceEntry = (name: string): URL => pathToFileURL(join(root, 'src', 'main', 'entries', `${name}.ts`))

/** The app with its door, in a temporary folder which the caller removes. @param entry - where a process of that name starts */
export function startBenchApp(entry: (name: string) => URL = sourceEntry) {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
  const app = createApp({
    host: 'test',
    dataDirectory: folder,
    resourcesDirectory: join(root, 'resources'),
    workerEntry: entry('worker'),
    readerEntry: entry('reader'),
    launchReader: forkReader,
  })
  return { app, client: localClient(app, 'cli'), folder }
}
