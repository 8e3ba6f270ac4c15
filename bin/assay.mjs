#!/usr/bin/env node
// The command line. Runs on Node 24 or later, from the source tree where there is one, else from the build.
import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { findNode, noNodeMessage, runHere } from '../scripts/find-node.mjs'

const self = fileURLToPath(import.meta.url)
const root = dirname(dirname(self))
const node = findNode(root)

if (node === null) fail(noNodeMessage(root))
else if (node === process.execPath) await runInProcess()
else process.exitCode = await runHere(node, [self, ...process.argv.slice(2)])

async function runInProcess() {
  // Compiled code of the program (never data) is kept for the next start, which then takes half the time.
  const cache = nodeModule.enableCompileCache?.().directory
  // Its worker threads and reader processes look at the environment.
  if (cache !== undefined) process.env.NODE_COMPILE_CACHE ??= dirname(cache)
  const source = join(root, 'src', 'main', 'entries', 'cli.ts')
  // Node strips types everywhere but below node_modules, where only the build can run.
  const hasSource = existsSync(source) && !root.split(/[\\/]/).includes('node_modules')
  const entry = hasSource ? source : join(root, 'out', 'main', 'cli.js')
  if (existsSync(entry)) await import(pathToFileURL(entry).href)
  else fail(`Assay has not been built here; hint: run "npm run build" in ${root}`)
}

function fail(message) {
  process.stderr.write(`error: ${message}\n`)
  process.exitCode = 1
}
