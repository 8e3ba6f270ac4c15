import { fileURLToPath } from 'node:url'
import { startElectronHost } from '../hosts/electron/start-electron-host.ts'
import { siblingEntry } from '../hosts/entry-url.ts'
import { shippedDirectories } from '../hosts/host-directories.ts'

const shipped = shippedDirectories(import.meta.url)

startElectronHost({
  workerEntry: siblingEntry('worker', import.meta.url),
  readerEntry: siblingEntry('reader', import.meta.url),
  preloadPath: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
  rendererDirectory: shipped.renderer,
  resourcesDirectory: shipped.resources,
})
