import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where a host finds what is shipped with it. */
export interface ShippedDirectories {
  readonly resources: string
  readonly renderer: string
}

/**
 * Folders of the installation, told from the running entry: src/main/entries in the source tree, out/main in the build.
 * Native libraries read resources too, so in a package they lie beside the archive, unpacked.
 *
 * @param fromEntry - `import.meta.url` of the running entry
 */
export function shippedDirectories(fromEntry: string): ShippedDirectories {
  const isSource = new URL(fromEntry).pathname.endsWith('.ts')
  const root = fileURLToPath(new URL(isSource ? '../../../' : '../../', fromEntry))
  const unpacked = root.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
  return { resources: join(unpacked, 'resources'), renderer: join(root, 'out', 'renderer') }
}

/** The folder for this user's own, not secret, application data, by the custom of the platform. */
export function userDataDirectory(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const override = environment.ASSAY_DATA_DIRECTORY
  if (override !== undefined && override !== '') return override
  if (platform === 'win32') return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Assay')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Assay')
  return join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'assay')
}
