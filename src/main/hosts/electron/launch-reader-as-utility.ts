import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import type { ReaderHandle } from '../../jobs/reader-process.ts'
import type { FromReader } from '../../jobs/reader-protocol.ts'

/** The only variables a reader gets, as under Node: no secrets, enough to start. */
const PASSED_VARIABLES = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ']

/** Starts the reader as a utility process: the packaged app cannot run itself as Node. */
export function launchReaderAsUtility(entryUrl: URL): ReaderHandle {
  const child = utilityProcess.fork(fileURLToPath(entryUrl), [], {
    serviceName: 'Assay reader',
    execArgv: [],
    env: scrubbedEnvironment(),
    stdio: 'ignore',
  })
  let hasEnded = false
  child.once('exit', () => {
    hasEnded = true
  })
  return {
    send: (message) => {
      if (!hasEnded) child.postMessage(message)
    },
    onMessage: (callback) => child.on('message', (message: FromReader) => callback(message)),
    onExit: (callback) => {
      if (hasEnded) callback()
      else child.once('exit', callback)
    },
    kill: () => killHard(child, hasEnded),
  }
}

/** A parser deep in native code does not hear a polite request. */
function killHard(child: Electron.UtilityProcess, hasEnded: boolean): void {
  if (hasEnded) return
  const { pid } = child
  if (pid === undefined) {
    child.kill()
    return
  }
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    child.kill()
  }
}

function scrubbedEnvironment(): Record<string, string> {
  const environment: Record<string, string> = {}
  for (const name of PASSED_VARIABLES) {
    const value = process.env[name]
    if (value !== undefined) environment[name] = value
  }
  return environment
}
