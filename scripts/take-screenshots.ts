import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { startBrowserHost } from '../tests/e2e/helpers/browser-host.ts'
import { launchChromium } from '../tests/e2e/helpers/chromium.ts'
import { runMainJobOnScreen } from '../tests/e2e/helpers/main-job-screen.ts'
import { PROJECT } from '../tests/e2e/helpers/project.ts'
import { tourDataRoom, tourPeople } from './tour-data-room.ts'

/**
 * Takes the pictures of the manual: does the main job and goes through the data room on the screen of the built app, and keeps a
 * picture of each place. Usage: node scripts/take-screenshots.ts [folder] [mainJob|dataRoom], after `npm run build`.
 */
const outputFolder = process.argv[2] ?? join(PROJECT, 'docs', 'images')
const part = process.argv[3] ?? 'both'
const THEMES = ['light', 'dark'] as const
/** Charts come in a part of their own, loaded when the first is needed. */
const SETTLE_MS = 1500

mkdirSync(outputFolder, { recursive: true })
// A plain name, since paths are seen in the pictures.
const folder = join(tmpdir(), 'assay-manual')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
const csvPath = join(folder, 'german-credit.csv')
copyFileSync(join(PROJECT, 'resources', 'demo', 'german-credit.csv'), csvPath)
const browser = await launchChromium()
try {
  if (part !== 'dataRoom') {
    await withPage('main-job', (page) => runMainJobOnScreen({ page, folder, csvPath, onPlace: keep(page) }))
  }
  if (part !== 'mainJob') {
    await withPage('data-room', (page, origin) => tourDataRoom({ page, origin, folder, onPlace: keep(page) }))
    await withPage('people', (page, origin) => tourPeople({ page, origin, folder, onPlace: keep(page) }))
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}

async function withPage(name: string, work: (page: Page, origin: string) => Promise<unknown>): Promise<void> {
  const host = await startBrowserHost('build', join(folder, name))
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
    await page.goto(host.link)
    await work(page, host.origin)
  } finally {
    await host.stop()
  }
}

function keep(page: Page): (place: string) => Promise<void> {
  return async (place) => {
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await page.waitForTimeout(SETTLE_MS)
      await page.screenshot({ path: join(outputFolder, `${place.replaceAll(/[^a-z0-9]+/gi, '-')}-${theme}.png`) })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }
}
