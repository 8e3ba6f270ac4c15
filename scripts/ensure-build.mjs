import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = ['src', 'electron.vite.config.ts', 'package.json']
const PRODUCTS = ['out/main/electron.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/**
 * Builds when the build is missing or older than its sources.
 *
 * @param {string} root - the project's folder
 * @param {string} node - the Node to build with
 * @param {(line: string) => void} say
 * @returns {boolean} false when the build failed; its output has been shown
 */
export function ensureBuild(root, node, say) {
  if (!isStale(root)) return true
  say('Building Assay, which takes a few seconds …')
  const cli = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const built = spawnSync(node, [cli, 'build', '--logLevel', 'warn'], { cwd: root, encoding: 'utf8' })
  if (built.status === 0) return true
  process.stderr.write(
    `${built.stdout ?? ''}${built.stderr ?? ''}\nerror: the build failed; hint: run "npm ci", then "npm run build"\n`,
  )
  return false
}

/** Whether a source is newer than the oldest product. */
export function isStale(root) {
  const products = PRODUCTS.map((name) => join(root, name))
  if (!products.every((path) => existsSync(path))) return true
  const oldestProduct = Math.min(...products.map((path) => statSync(path).mtimeMs))
  return SOURCES.some((name) => newestIn(join(root, name)) > oldestProduct)
}

function newestIn(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), stats.mtimeMs)
}
