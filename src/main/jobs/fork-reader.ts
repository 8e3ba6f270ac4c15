import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ReaderHandle } from './reader-process.ts'
import type { FromReader } from './reader-protocol.ts'

/** The only variables a reader gets: those without which a process does not start or finds no time zone and no temporary folder. */
const PASSED_VARIABLES = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ', 'ASSAY_DEBUG']

/** Starts the reader under plain Node. It gets no secrets: a scrubbed environment, no arguments, no standard input. */
export function forkReader(entryUrl: URL): ReaderHandle {
  const child = fork(fileURLToPath(entryUrl), [], {
    execPath: process.execPath,
    // Not those of this process: a debugger or a loader of the parent has no business there.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: scrubbedEnvironment(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', process.env.ASSAY_DEBUG === undefined ? 'ignore' : 'inherit', 'ipc'],
    windowsHide: true,
  })
  let hasEnded = false
  return {
    send(message) {
      // A message to a process that has just ended is lost; its end is reported by `onExit`.
      if (!hasEnded && child.connected) child.send(message, () => undefined)
    },
    onMessage(callback) {
      child.on('message', (message) => callback(message as FromReader))
    },
    onExit(callback) {
      const end = () => {
        if (hasEnded) return
        hasEnded = true
        callback()
      }
      // The channel closes after its last message was read, which may be later than the exit.
      child.once('exit', () => (child.connected ? child.once('disconnect', end) : end()))
      child.once('error', end)
    },
    kill() {
      if (!hasEnded) child.kill('SIGKILL')
    },
  }
}

function scrubbedEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {}
  for (const name of PASSED_VARIABLES) {
    const value = process.env[name]
    if (value !== undefined) environment[name] = value
  }
  return environment
}
