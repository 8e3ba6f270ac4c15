import { join } from 'node:path'
import { _electron } from 'playwright-core'
import { expect, it } from 'vitest'
import { PROJECT, temporaryFolder } from './helpers/project.ts'

const { installedBinary } = (await import(new URL('../../scripts/find-electron.mjs', import.meta.url).href)) as {
  installedBinary: (folder: string) => string | null
}
const binary = installedBinary(join(PROJECT, 'node_modules', 'electron'))
if (binary === null) process.stdout.write('skipped: no Electron binary\n')

it.skipIf(binary === null)('the real Electron opens a window on the app scheme', async () => {
  const folder = temporaryFolder()
  const app = await _electron.launch({
    executablePath: binary as string,
    args: [`--user-data-dir=${folder.path}`, PROJECT],
  })
  const page = await app.firstWindow()
  await page.getByRole('heading').first().waitFor()
  expect(page.url()).toBe('app://assay/')
  expect(await page.evaluate(() => typeof (window as { require?: unknown }).require)).toBe('undefined')
  await app.close()
  folder.remove()
})
