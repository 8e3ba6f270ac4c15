#!/usr/bin/env node
// The command line. Runs on Node 24 or later, from the source tree where there is one, else from the build.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { findNode24 } from '../scripts/find-node.mjs'

const NEEDED_MAJOR = 24
const root = dirname(dirname(fileURLToPath(import.meta.url)))

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) await runHere()
else runOnNode24()

async function runHere() {
  const source = join(root, 'src', 'main', 'entries', 'cli.ts')
  // Node strips types everywhere but below node_modules, where only the build can run.
  const hasSource = existsSync(source) && !root.split(/[\\/]/).includes('node_modules')
  const entry = hasSource ? source : join(root, 'out', 'main', 'cli.js')
  if (!existsSync(entry)) fail(`Assay has not been built here; hint: run "npm run build" in ${root}`)
  await import(pathToFileURL(entry).href)
}

function runOnNode24() {
  const node = findNode24(root)
  if (node === null) {
    fail(`Assay needs Node ${NEEDED_MAJOR} or later, got ${process.versions.node}; hint: run "npm ci" in ${root}, which brings it, or install it from nodejs.org`)
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  // The child decides what an interruption means: it cancels its job and closes the workspace first.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`Node ${NEEDED_MAJOR} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

function fail(message) {
  process.stderr.write(`error: ${message}\n`)
  process.exit(1)
}
