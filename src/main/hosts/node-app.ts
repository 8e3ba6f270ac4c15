import type { App, AppConfig } from '../create-app.ts'
import { siblingEntry } from './entry-url.ts'
import { shippedDirectories, userDataDirectory } from './host-directories.ts'

/**
 * The app on plain Node, for the command line and the browser host. Loaded late, so that help and wrong usage do not wait
 * for the database and the parsers.
 *
 * @param fromEntry - `import.meta.url` of the running entry, beside which the worker and the reader lie
 */
export async function createNodeApp(
  host: AppConfig['host'],
  fromEntry: string,
  overrides: Pick<AppConfig, 'clock' | 'newId'> = {},
): Promise<App> {
  const { createApp } = await import('../create-app.ts')
  const { forkReader } = await import('../jobs/fork-reader.ts')
  return createApp({
    host,
    dataDirectory: userDataDirectory(),
    resourcesDirectory: shippedDirectories(fromEntry).resources,
    workerEntry: siblingEntry('worker', fromEntry),
    readerEntry: siblingEntry('reader', fromEntry),
    launchReader: forkReader,
    ...overrides,
  })
}
