import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './helpers/axe.ts'
import { type RunningHost, startBrowserHost } from './helpers/browser-host.ts'
import { findChromium, launchChromium } from './helpers/chromium.ts'
import { temporaryFolder } from './helpers/project.ts'

const JOB_MS = 60_000
const ROOM_MS = 300_000

/** Opens a tab of the dataset page by its name. */
async function openTab(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('tab', { name }).click()
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /sample workspace/i }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor({ timeout: JOB_MS })
  await page.getByRole('navigation', { name: 'Stations' }).getByRole('link', { name: 'Datasets' }).click()
  await page
    .getByRole('link', { name: /German Credit/ })
    .first()
    .click({ timeout: JOB_MS })
  await page.getByRole('region', { name: /^Profile of/ }).waitFor({ timeout: JOB_MS })
}

async function profile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compute associations' }).click()
  await page.getByText('Target rate').first().waitFor({ timeout: JOB_MS })
  await expectAccessible(page, 'profile')
  await page.getByRole('link', { name: 'credit_amount', exact: true }).click()
  await page.getByRole('heading', { name: /^credit_amount: median/ }).waitFor()
  await page.getByRole('heading', { name: /^credit_amount: bad rate/ }).waitFor()
  expect(page.url()).toContain('/profile/column:credit_amount')
  await expectAccessible(page, 'one column')
  await page.getByText('Associations', { exact: true }).click()
  await page.getByRole('heading', { name: /^Strongest pair/ }).waitFor()
  await expectAccessible(page, 'associations')
}

async function quality(page: Page): Promise<void> {
  await openTab(page, /^Quality/)
  await page.getByText('No quality check has been run').waitFor()
  await page.getByText(/^Rules \(\d\d+\)/).click()
  await page.getByRole('button', { name: 'Add rule' }).click()
  await page.getByRole('menuitem', { name: /^Number of rows/ }).click()
  await page.getByRole('textbox', { name: 'Minimum' }).fill('2000')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Undo: change rule rowCount' }).waitFor()
  await expectAccessible(page, 'rules')
  await page.getByRole('button', { name: 'Save as suite v1' }).click()
  await page.getByText(/^Suite v1 of/).waitFor()
  await page.getByRole('button', { name: 'Run quality checks' }).click()
  await page.getByText('Passed with warnings').first().waitFor({ timeout: JOB_MS })
  expect(page.url()).toMatch(/\/quality\/dq_/)
  await expectAccessible(page, 'quality')
}

async function leakage(page: Page): Promise<void> {
  await openTab(page, /^Leakage/)
  await page.getByRole('button', { name: 'Run leakage scan' }).click()
  await page.getByRole('region', { name: /^Leakage in/ }).waitFor({ timeout: JOB_MS })
  await page.getByRole('button', { name: 'status', exact: true }).click()
  await page.getByText('Agreement with the target').waitFor()
  await expectAccessible(page, 'leakage')
}

/** Excludes a feature, which makes a version, and compares the two. */
async function compare(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Exclude from features' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new version' }).click()
  await page.getByRole('heading', { name: /German Credit v2/ }).waitFor({ timeout: JOB_MS })
  await openTab(page, /^Compare/)
  await page.getByRole('button', { name: 'Run comparison' }).click()
  await page.getByRole('region', { name: 'Columns that differ' }).waitFor({ timeout: JOB_MS })
  await expectAccessible(page, 'difference')
  await page.getByText('Drift', { exact: true }).click()
  await page.getByRole('button', { name: 'Run drift' }).click()
  await page.getByText(/columns compared: 0 in breach/).waitFor({ timeout: JOB_MS })
  await expectAccessible(page, 'drift')
}

describe.skipIf(findChromium() === null)('the dataset page', () => {
  const folder = temporaryFolder()
  let browser: Browser
  let host: RunningHost
  let page: Page

  beforeAll(async () => {
    host = await startBrowserHost('build', join(folder.path, 'data'))
    browser = await launchChromium()
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
    await page.goto(host.link)
  })
  afterAll(async () => {
    await browser?.close()
    await host?.stop()
    folder.remove()
  })

  it(
    'profiles, checks, scans and compares a version, every tab accessible in light and dark',
    async () => {
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(error.message))
      await openSample(page)
      await profile(page)
      await quality(page)
      await leakage(page)
      await compare(page)
      expect(problems).toEqual([])
    },
    ROOM_MS,
  )

  it('opens the grid at the row an address names', async () => {
    const address = page.url().replace(/\/compare.*$/, '/rows/900')
    await page.goto(address)
    await page.getByText('900', { exact: true }).first().waitFor()
  })
})
