import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { PROJECT } from './project.ts'

export interface RunningHost {
  /** The one-time link it printed. */
  readonly link: string
  readonly origin: string
  /** Everything it has printed so far. */
  readonly output: () => string
  /** Ends it as Ctrl-C does and tells its exit code. */
  stop(): Promise<number | null>
}

const ENTRIES = { source: ['src', 'main', 'entries', 'serve.ts'], build: ['out', 'main', 'serve.js'] } as const
const START_MS = 30_000

/** Starts the browser host as its own process on a free port, from the source tree or from the build. */
export function startBrowserHost(from: keyof typeof ENTRIES, dataDirectory: string): Promise<RunningHost> {
  const child = spawn(process.execPath, [join(PROJECT, ...ENTRIES[from]), '--no-open'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ASSAY_DATA_DIRECTORY: dataDirectory },
  })
  let output = ''
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`The browser host did not print its link, got: ${output}`))
    }, START_MS)
    const take = (text: string): void => {
      output += text
      const link = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/.exec(output)?.[0]
      if (link === undefined) return
      clearTimeout(giveUp)
      resolve({
        link,
        origin: new URL(link).origin,
        output: () => output,
        stop: () => {
          child.kill('SIGINT')
          return exited
        },
      })
    }
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', take)
    void exited.then((code) => {
      clearTimeout(giveUp)
      reject(new Error(`The browser host ended with ${code}, got: ${output}`))
    })
  })
}
