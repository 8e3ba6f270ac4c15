// npm start: the desktop app where Electron is to be had, else the same app in the browser.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuild } from './ensure-build.mjs'
import { findElectron } from './find-electron.mjs'
import { findNode, noNodeMessage, runHere } from './find-node.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const say = (line) => process.stdout.write(`${line}\n`)
/** A desktop app that ends with an error this early never showed a window. */
const EARLY_END_MS = 10_000

process.exitCode = await start(process.argv.slice(2))

async function start(args) {
  const node = findNode(root)
  if (node === null) {
    process.stderr.write(`error: ${noNodeMessage(root)}\n`)
    return 1
  }
  if (!ensureBuild(root, node, say)) return 1
  if (args.includes('--browser'))
    return startBrowser(
      node,
      args.filter((arg) => arg !== '--browser'),
      'Assay is open at',
    )
  const electron = await findElectron(root, say)
  if (electron === null)
    return startBrowser(node, args, "Electron's binary is not available here; opening Assay in the browser instead:")
  const startedAt = Date.now()
  const code = await startDesktop(electron)
  const hasFailedEarly = code !== 0 && Date.now() - startedAt < EARLY_END_MS
  if (!hasFailedEarly) return code
  return startBrowser(node, args, 'The desktop window cannot open here; opening Assay in the browser instead:')
}

function startDesktop(electron) {
  // With this variable set, Electron would run as plain Node and show nothing.
  const { ELECTRON_RUN_AS_NODE: _unused, ...environment } = process.env
  return runHere(electron, [root], environment, false)
}

function startBrowser(node, args, notice) {
  return runHere(node, [join(root, 'src', 'main', 'entries', 'serve.ts'), '--notice', notice, ...args])
}
