import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './helpers/axe.ts'
import { type RunningHost, startBrowserHost } from './helpers/browser-host.ts'
import { findChromium, launchChromium } from './helpers/chromium.ts'
import { type CreditWorkspace, createCreditWorkspace } from './helpers/credit-workspace.ts'
import { SCREEN_PASSWORD, SCREEN_USER } from './helpers/main-job-screen.ts'
import { temporaryFolder } from './helpers/project.ts'

describe.skipIf(findChromium() === null)('the bins of characteristics, by keyboard alone', () => {
  const folder = temporaryFolder()
  let credit: CreditWorkspace
  let browser: Browser
  let host: RunningHost
  let page: Page
  const problems: string[] = []

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const said = (text: RegExp) => page.getByRole('status').filter({ hasText: text }).first().waitFor()
  const bins = () => page.locator('[data-bin]')
  const settled = () => page.locator('table[aria-busy="false"]').waitFor()
  const focusedBin = () => page.evaluate(() => document.activeElement?.getAttribute('data-bin') ?? null)
  const undo = (name: string) => page.getByRole('button', { name: `Undo ${name}`, exact: true })
  const unlock = async (): Promise<void> => {
    await page.getByRole('textbox', { name: 'Your name' }).fill(SCREEN_USER)
    await page.getByLabel('Password', { exact: false }).first().fill(SCREEN_PASSWORD)
    await page.getByRole('button', { name: 'Unlock' }).click()
  }
  const openBins = async (column: string): Promise<void> => {
    await page.evaluate((hash) => {
      location.hash = hash
    }, `/development/bins/${column}`)
    await page.getByRole('region', { name: `Bins of ${column}` }).waitFor()
    await settled()
    await page.locator('[data-bin="0"]').focus()
  }

  beforeAll(async () => {
    credit = await createCreditWorkspace()
    host = await startBrowserHost('build', join(folder.path, 'data'))
    browser = await launchChromium()
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    page.on('pageerror', (error) => problems.push(error.message))
    await page.goto(host.link)
    await page.getByRole('textbox', { name: 'Workspace folder' }).fill(credit.workspacePath)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await unlock()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await host?.stop()
    await credit?.remove()
    folder.remove()
  })

  it('lists every characteristic, strongest first, and opens one with Enter', async () => {
    await page.evaluate(() => {
      location.hash = '/development/bins'
    })
    await page.locator('[data-characteristic]').nth(19).waitFor()
    expect(await page.locator('[data-characteristic]').first().getAttribute('data-characteristic')).toBe('status')
    await expectAccessible(page, 'characteristic report')
    await page.locator('[data-characteristic="month"]').focus()
    await press('Enter')
    await page.getByRole('region', { name: 'Bins of month' }).waitFor()
    await expect.poll(focusedBin).toBe('0')
    await expectAccessible(page, 'bin editor')
  })

  it('merges, undoes by name and redoes; the focus stays on the bin and the result is said', async () => {
    const before = await bins().count()
    await press('ArrowDown', 'm')
    await said(/^Merged bins 2 and 3; IV 0\.\d{3}$/)
    expect(await bins().count()).toBe(before - 1)
    expect(await focusedBin()).toBe('1')
    await undo('merge of bins 2 and 3').waitFor()
    await press('Control+z')
    await said(/^Undone: merge of bins 2 and 3/)
    expect(await bins().count()).toBe(before)
    await press('Control+Shift+Z')
    await said(/^Redone: merge of bins 2 and 3/)
    expect(await bins().count()).toBe(before - 1)
  })

  it('splits at a typed value, refuses what is no number or outside, and at the best cut', async () => {
    const before = await bins().count()
    await press('Home', 's')
    const cut = page.getByRole('textbox', { name: 'Cut at' })
    await cut.waitFor()
    await page.getByText('best separation first').waitFor()
    await page.keyboard.type('5,5')
    await press('Enter')
    await page.getByRole('alert').filter({ hasText: 'Write 5.5 for a decimal' }).waitFor()
    await expectAccessible(page, 'split dialog')
    await press('Control+a')
    await page.keyboard.type('1000')
    await press('Enter')
    await page.getByRole('alert').filter({ hasText: 'The cut must lie below' }).waitFor()
    await press('Control+a')
    await page.keyboard.type('5.5')
    await press('Enter')
    await said(/^Split at 5\.5; IV/)
    expect(await bins().count()).toBe(before + 1)
    expect(await focusedBin()).toBe('0')
    await press('ArrowDown', 'ArrowDown', 's')
    await cut.waitFor()
    await page.getByRole('radio').first().waitFor()
    await press('Enter')
    await said(/^Split at \d/)
    expect(await bins().count()).toBe(before + 2)
  })

  it('moves an edge, writes a note, forces a trend and goes back to automatic', async () => {
    await press('Home', 'e')
    await page.getByRole('textbox', { name: 'Upper edge' }).waitFor()
    await press('Control+a')
    await page.keyboard.type('6.5')
    await press('Enter')
    await said(/^Edge moved to 6\.5; IV/)
    await undo('move of an edge from 5.5 to 6.5').waitFor()
    await press('n')
    await page.getByRole('textbox', { name: 'Note' }).waitFor()
    await page.keyboard.type('Short loans by policy')
    await press('Enter')
    await said(/^Note kept; IV/)
    await page.getByRole('cell', { name: 'Short loans by policy' }).waitFor()
    await press('t')
    await page.getByRole('combobox', { name: 'Trend of the bad rate' }).waitFor()
    await press('ArrowDown', 'ArrowDown')
    await said(/^Bins chosen anew, trend rising; IV/)
    await undo('trend rising').focus()
    await press('Enter')
    await undo('note on bin 1').waitFor()
    await openBins('month')
    await press('r')
    await said(/^Automatic bins again; IV/)
    await page.getByRole('button', { name: 'Reset to automatic', disabled: true }).waitFor()
  })

  it('groups levels and sets a special code', async () => {
    await openBins('purpose')
    const before = await bins().count()
    await press('g')
    await page.getByRole('textbox', { name: 'Search levels' }).waitFor()
    await page.getByRole('checkbox', { name: /^A46/ }).waitFor()
    await expectAccessible(page, 'levels dialog')
    await page.keyboard.type('A4')
    await press('Control+a')
    await page.keyboard.type('A410')
    await press('Enter', 'Control+a', 'Delete')
    await page.getByRole('button', { name: 'Move 1 level' }).focus()
    await press('Enter')
    await said(/^Moved level A410 to bin \d; IV/)
    expect(await bins().count()).toBe(before + 1)
    await press('c')
    await page
      .getByRole('combobox', { name: 'Level' })
      .or(page.getByRole('textbox', { name: 'Level' }))
      .first()
      .waitFor()
    await page.keyboard.type('A48')
    await press('Escape', 'Enter')
    await page.getByRole('button', { name: 'Unset A48' }).waitFor()
    await expectAccessible(page, 'codes dialog')
    await page.getByRole('button', { name: 'Close', exact: true }).last().focus()
    await press('Enter')
    await page.getByRole('button', { name: /Special: A48$/ }).waitFor()
    await expect.poll(focusedBin).not.toBeNull()
  })

  it('keeps the edits through a lock and shows them in the report, until all are discarded', async () => {
    await press('Control+Shift+L')
    await unlock()
    await openBins('purpose')
    await page.getByRole('button', { name: /Special: A48$/ }).waitFor()
    await press('Alt+ArrowUp')
    await page.getByRole('region', { name: 'Bins of purpose' }).waitFor({ state: 'detached' })
    await expect.poll(focusedBin).toBe('0')
    await page.getByRole('link', { name: 'All characteristics' }).focus()
    await press('Enter')
    await page.getByRole('link', { name: /purpose \(edited\)/ }).waitFor()
    await page.getByRole('button', { name: 'Discard all edits…' }).focus()
    await press('Enter')
    await page.getByRole('button', { name: 'Discard edits of 1 characteristic' }).focus()
    await press('Enter')
    await page.getByRole('link', { name: /purpose \(edited\)/ }).waitFor({ state: 'detached' })
    await page.getByText('Draft saved').first().waitFor()
  })

  it('fits into the window and throws nothing', async () => {
    await openBins('month')
    const main = page.locator('#main')
    expect(await main.evaluate((element) => element.scrollHeight - element.clientHeight)).toBeLessThanOrEqual(0)
    expect(problems).toEqual([])
  })
})
