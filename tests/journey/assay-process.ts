import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createWorkspace } from '../../src/main/store/workspace-folder.ts'
import { GERMAN_CREDIT, ROOT } from '../helpers/test-app.ts'

export const USER = 'Ada Auditor'
export const PASSWORD = 'correct horse battery staple'

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly elapsedMs: number
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Waits until standard error holds the text; fails if the process ends before. */
  said(text: string): Promise<void>
}

type Environment = Readonly<Record<string, string>>

/** A folder of its own with a workspace, and the command line as people run it: one process per command. */
export class Bench {
  readonly folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'assay-journey-')))
  readonly workspace = join(this.folder, 'workspace')
  readonly #running = new Set<ChildProcess>()

  constructor() {
    mkdirSync(this.path('files'))
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts)
  }

  /** Writes an input file and gives its path. */
  file(name: string, content: string | Uint8Array): string {
    const path = this.path('files', name)
    writeFileSync(path, content)
    return path
  }

  start(
    argv: readonly string[],
    environment: Environment = {},
    stdio: StdioOptions = ['ignore', 'pipe', 'pipe'],
  ): Running {
    const startedAt = performance.now()
    const child = spawn(process.execPath, [join(ROOT, 'bin', 'assay.mjs'), ...argv], {
      cwd: this.folder,
      env: { ...process.env, ...this.#environment(), ...environment },
      stdio,
    })
    this.#running.add(child)
    let out = ''
    let err = ''
    const listeners = new Set<() => void>()
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      err += text
      for (const listener of listeners) listener()
    })
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => {
        this.#running.delete(child)
        resolve({ code, out, err, elapsedMs: performance.now() - startedAt })
      })
    })
    const said = (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => err.includes(text) && resolve()
        listeners.add(look)
        look()
        void ended.then(() => reject(new Error(`ended before it said "${text}": ${out}${err}`)), reject)
      })
    return { child, ended, said }
  }

  run(argv: readonly string[], environment: Environment = {}): Promise<Ended> {
    return this.start(argv, environment).ended
  }

  /** Runs a command that has to succeed; gives its JSON document. */
  async json<T = Record<string, unknown>>(argv: readonly string[], environment: Environment = {}): Promise<T> {
    const ended = await this.run([...argv, '--json'], environment)
    if (ended.code !== 0) throw new Error(`${argv.join(' ')} ended with ${ended.code}: ${ended.out}${ended.err}`)
    return JSON.parse(ended.out) as T
  }

  /** A workspace whose key costs little to derive: what these tests are about begins behind it. */
  async createWorkspace(): Promise<void> {
    const { workspace } = await createWorkspace({
      directory: this.workspace,
      name: 'Journey',
      userName: USER,
      password: PASSWORD,
      cipher: 'aegis',
      isSample: false,
      clock: () => new Date(),
      newId: () => crypto.randomUUID(),
      kdf: { memoryKiB: 256, passes: 1 },
    })
    workspace.close()
  }

  /** A workspace with German Credit as "German" and a scorecard on it as "Card". */
  async fill(): Promise<void> {
    await this.createWorkspace()
    const columns = ['--target', 'credit', '--event', '2', '--sensitive', 'age']
    await this.json(['import', GERMAN_CREDIT, '--name', 'German', ...columns])
    await this.json(['train', 'scorecard', '--dataset', 'German', '--name', 'Card'])
  }

  /** Names of what is kept in the workspace, for comparing before and after. */
  async kept(): Promise<{ datasets: string[]; models: string[] }> {
    const datasets = await this.json<{ name: string; version: number }[]>(['datasets'])
    const models = await this.json<{ name: string; version: number }[]>(['models'])
    const names = (list: typeof models) => list.map(({ name, version }) => `${name} v${version}`).sort()
    return { datasets: names(datasets), models: names(models) }
  }

  dispose(): void {
    for (const child of this.#running) child.kill('SIGKILL')
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }

  #environment(): Environment {
    return {
      ASSAY_WORKSPACE: this.workspace,
      ASSAY_USER: USER,
      ASSAY_PASSWORD: PASSWORD,
      ASSAY_DATA_DIRECTORY: this.path('data'),
      NODE_COMPILE_CACHE: this.path('compiled'),
    }
  }
}

/** German Credit over and over: a file that takes seconds to read. */
export function longGerman(nCopies: number): string {
  const [header, ...rows] = readFileSync(GERMAN_CREDIT, 'utf8').trimEnd().split('\n')
  return `${header}\n${`${rows.join('\n')}\n`.repeat(nCopies)}`
}

/** What every failure owes to a person: the right code, nothing on standard output, one line, no stack, no password. */
export function expectRefusal(ended: Ended, code: number, message: RegExp): void {
  expect({ code: ended.code, err: ended.err }).toEqual({ code, err: expect.stringMatching(message) })
  expect(ended.out).toBe('')
  const lines = ended.err.trimEnd().split('\n')
  expect(lines.filter((line) => line.startsWith('error: '))).toEqual([lines.at(-1)])
  expect(ended.err).not.toMatch(/^ {4}at |node:internal|\.ts:\d/m)
  expect(ended.err).not.toContain(PASSWORD)
}

/** As {@link expectRefusal} for `--json`: exactly one document, which says the same. */
export function expectJsonRefusal(ended: Ended, code: number, errorCode: string): void {
  expect(ended.code).toBe(code)
  const document = JSON.parse(ended.out) as { error: Record<string, unknown> }
  expect(Object.keys(document)).toEqual(['error'])
  expect(document.error).toMatchObject({ code: errorCode, message: expect.any(String), hint: expect.any(String) })
  expect(ended.err).not.toContain('error')
}
