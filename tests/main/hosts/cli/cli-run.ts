import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from '../../../../src/main/create-app.ts'
import type { CliIo } from '../../../../src/main/hosts/cli/cli-io.ts'
import { runCli } from '../../../../src/main/hosts/cli/run-cli.ts'
import { forkReader } from '../../../../src/main/jobs/fork-reader.ts'

const PROJECT = fileURLToPath(new URL('../../../../', import.meta.url))
export const GERMAN_CREDIT_CSV = join(PROJECT, 'resources', 'demo', 'german-credit.csv')
const entry = (name: string): URL => new URL(`../../../../src/main/entries/${name}.ts`, import.meta.url)

export interface CliResult {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Standard output as JSON. */
  readonly document: () => Record<string, unknown>
}

export interface CliRunOptions {
  readonly folder: string
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
  readonly signal?: AbortSignal
  readonly onError?: (text: string) => void
}

/** Runs the command line in this process, with its own terminal and a cheap key derivation. */
export async function cli(argv: readonly string[], options: CliRunOptions): Promise<CliResult> {
  let out = ''
  let err = ''
  const io: CliIo = {
    environment: {
      ASSAY_WORKSPACE: join(options.folder, 'workspace'),
      ASSAY_USER: 'ann',
      ASSAY_PASSWORD: 'correct horse battery staple',
      ...options.environment,
    },
    workingDirectory: options.folder,
    isErrorTerminal: false,
    columns: 80,
    prompt: null,
    write: (text) => {
      out += text
    },
    writeError: (text) => {
      err += text
      options.onError?.(text)
    },
    readInput: async () => options.input ?? '',
  }
  const code = await runCli(argv, {
    io,
    shipped: { resources: join(PROJECT, 'resources'), renderer: join(PROJECT, 'out', 'renderer') },
    signal: options.signal ?? new AbortController().signal,
    createApp: async (host, overrides) =>
      createApp({
        host,
        dataDirectory: join(options.folder, 'data'),
        resourcesDirectory: join(PROJECT, 'resources'),
        workerEntry: entry('worker'),
        readerEntry: entry('reader'),
        launchReader: forkReader,
        kdf: { memoryKiB: 1024, passes: 1 },
        ...overrides,
      }),
  })
  return { code, out, err, document: () => JSON.parse(out) as Record<string, unknown> }
}
