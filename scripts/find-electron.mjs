import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const PROBE_MS = 3000
const DOWNLOAD_MS = 5 * 60_000
const RELEASES = 'https://github.com/electron/electron/releases/download/'

/**
 * Electron's binary where it is there, or can be had within reason: one quick question whether its home answers, then one
 * quiet download. Never hangs offline.
 *
 * @param {string} root - the project's folder
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} path of the binary
 */
export async function findElectron(root, say) {
  const folder = join(root, 'node_modules', 'electron')
  if (!existsSync(join(folder, 'package.json'))) return null
  const present = installedBinary(folder)
  if (present !== null) return present
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (!(await answers(version))) return null
  say('Downloading Electron, once …')
  spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD_MS })
  return installedBinary(folder)
}

/** The installed binary, by the same rule as the package itself; null when it is not there. */
export function installedBinary(folder) {
  const pathFile = join(folder, 'path.txt')
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : override === undefined ? null : 'electron'
  if (name === null) return null
  const binary = join(override ?? join(folder, 'dist'), name)
  return existsSync(binary) ? binary : null
}

async function answers(version) {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? RELEASES
  try {
    const response = await fetch(new URL(`v${version}/SHASUMS256.txt`, mirror), {
      method: 'HEAD',
      signal: AbortSignal.timeout(PROBE_MS),
    })
    return response.ok
  } catch {
    return false
  }
}
