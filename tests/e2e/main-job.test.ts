import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './helpers/axe.ts'
import { type RunningHost, startBrowserHost } from './helpers/browser-host.ts'
import { findChromium, launchChromium } from './helpers/chromium.ts'
import { type FakeElectronApp, launchFakeElectron } from './helpers/electron-app.ts'
import { goTo, runMainJobOnScreen, SCREEN_PASSWORD, SCREEN_USER, type ScreenResult } from './helpers/main-job-screen.ts'
import { PROJECT, temporaryFolder } from './helpers/project.ts'

const CSV = join(PROJECT, 'resources', 'demo', 'german-credit.csv')
const JOURNEY_MS = 420_000

/** Errors of the page itself: exceptions, refused resources, broken rules of the policy. */
function listenForProblems(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  return problems
}

/** What the journey left on disk holds what the screen promised. */
function expectFiles(result: ScreenResult): void {
  expect(readFileSync(result.scoredPath, 'utf8').trim().split(/\r?\n/)).toHaveLength(1001)
  const verified = spawnSync(
    process.execPath,
    [join(PROJECT, 'bin', 'assay.mjs'), 'verify', result.packPath, '--json'],
    { encoding: 'utf8' },
  )
  expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, problems: [] })
  expect(verified.status).toBe(0)
}

async function lockAndUnlock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lock workspace' }).click()
  await page.getByRole('button', { name: 'Unlock' }).waitFor()
  await page.getByRole('textbox', { name: 'Your name' }).fill(SCREEN_USER)
  await page.getByLabel('Password', { exact: false }).first().fill('not the password at all')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByText('User name or password is wrong').waitFor()
  await page.getByLabel('Password', { exact: false }).first().fill(SCREEN_PASSWORD)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await goTo(page, 'Models')
}

describe.skipIf(findChromium() === null)('the main job in the browser', () => {
  const folder = temporaryFolder()
  let browser: Browser
  let host: RunningHost
  let page: Page
  let problems: string[]

  beforeAll(async () => {
    host = await startBrowserHost('build', join(folder.path, 'data'))
    browser = await launchChromium()
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
    problems = listenForProblems(page)
    await page.goto(host.link)
  })
  afterAll(async () => {
    await browser?.close()
    await host?.stop()
    folder.remove()
  })

  it(
    'goes from a CSV file to a pack that verifies, every page accessible in light and dark',
    async () => {
      const onPlace = (place: string) => expectAccessible(page, place)
      expectFiles(await runMainJobOnScreen({ page, folder: folder.path, csvPath: CSV, onPlace }))
      expect(problems).toEqual([])
    },
    JOURNEY_MS,
  )

  it('is still open after a reload, locks, refuses a wrong password, and opens again', async () => {
    await page.reload()
    await goTo(page, 'Models')
    await lockAndUnlock(page)
    expect(problems).toEqual([])
  })

  it('comes back by itself when the line breaks', async () => {
    let nSockets = 0
    let breakLine = async (): Promise<void> => undefined
    await page.routeWebSocket(/\/rpc$/, (socket) => {
      nSockets++
      socket.connectToServer()
      breakLine = () => socket.close()
    })
    await page.reload()
    await goTo(page, 'Models')
    await breakLine()
    await expect.poll(() => nSockets, { timeout: 10_000 }).toBe(2)
    await goTo(page, 'Datasets')
    await page.getByText('german-credit').first().waitFor()
  })
})

describe.skipIf(findChromium() === null)('the main job in the built desktop app', () => {
  const folder = temporaryFolder()
  let app: FakeElectronApp

  beforeAll(async () => {
    app = await launchFakeElectron({ userData: join(folder.path, 'user-data'), isPackaged: true })
  })
  afterAll(async () => {
    await app?.close()
    folder.remove()
  })

  it(
    'goes from a CSV file to a pack that verifies',
    async () => {
      const problems = listenForProblems(app.page)
      const onPlace = async (): Promise<void> => undefined
      expectFiles(await runMainJobOnScreen({ page: app.page, folder: folder.path, csvPath: CSV, onPlace }))
      expect(problems).toEqual([])
    },
    JOURNEY_MS,
  )

  it('takes a path from the native dialog, and shows a file in its folder', async () => {
    const packPath = join(folder.path, 'chosen.pdf')
    await app.ask({ ask: 'answers', answers: { savePath: packPath } })
    await goTo(app.page, 'Reports')
    await app.page.getByRole('button', { name: 'Browse for PDF file' }).click()
    await expect.poll(() => app.page.getByRole('textbox', { name: 'PDF file' }).inputValue()).toBe(packPath)
    await app.page.getByRole('button', { name: 'Build pack' }).click()
    await app.page
      .getByRole('status')
      .filter({ hasText: packPath })
      .getByRole('button', { name: 'Show in folder' })
      .click({ timeout: 60_000 })
    const { shownInFolder } = await app.ask<{ shownInFolder: string[] }>({ ask: 'state' })
    expect(shownInFolder).toEqual([packPath])
  })

  it('locks when the computer goes to sleep', async () => {
    await app.ask({ ask: 'suspend' })
    await app.page.getByRole('button', { name: 'Unlock' }).waitFor({ timeout: 15_000 })
  })

  it('closes cleanly with the window', async () => {
    await app.ask({ ask: 'closeWindow' })
    expect(await app.exited).toBe(0)
    expect(app.errors()).toBe('')
  })
})
