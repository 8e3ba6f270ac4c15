import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './helpers/axe.ts'
import { type RunningHost, startBrowserHost } from './helpers/browser-host.ts'
import { findChromium, launchChromium } from './helpers/chromium.ts'
import { temporaryFolder } from './helpers/project.ts'

describe.skipIf(findChromium() === null)('the grid on the screen', () => {
  const folder = temporaryFolder()
  let browser: Browser
  let host: RunningHost
  let page: Page

  beforeAll(async () => {
    host = await startBrowserHost('build', join(folder.path, 'data'))
    browser = await launchChromium()
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
    await page.goto(host.link)
    await page.getByRole('button', { name: 'Open sample workspace' }).click()
    await page.getByRole('link', { name: 'Datasets', exact: true }).click()
    await page
      .getByRole('link', { name: /German Credit/ })
      .first()
      .click()
    await page.getByRole('tab', { name: /^Rows/ }).click()
    await page.getByRole('grid').waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await host?.stop()
    folder.remove()
  })

  const grid = () => page.getByRole('grid')
  const firstNumber = () => page.locator('.grid-number').first()
  const active = () =>
    page.evaluate(() => {
      const id = document.querySelector('[role="grid"]')?.getAttribute('aria-activedescendant') ?? ''
      const cell = document.getElementById(id)
      return `${cell?.closest('[role="row"]')?.getAttribute('aria-rowindex')}:${cell?.getAttribute('aria-colindex')}`
    })

  it('says how large it is and has no findings', async () => {
    expect(await grid().getAttribute('aria-rowcount')).toBe('1001')
    await expectAccessible(page, 'grid')
  })

  it('jumps to a row by Ctrl+G and moves by keys', async () => {
    await page.keyboard.press('Control+g')
    await page.keyboard.type('900')
    await page.keyboard.press('Enter')
    await expect.poll(() => firstNumber().textContent()).toBe('900')
    await grid().focus()
    await page.keyboard.press('Control+Home')
    await expect.poll(active).toBe('2:2')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await expect.poll(active).toBe('3:3')
    await page.keyboard.press('Control+End')
    await expect.poll(active).toBe('1001:22')
  })

  it('sorts from the head by keyboard', async () => {
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('[aria-sort="ascending"]').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('[aria-sort="none"]').count()).toBeGreaterThan(1)
    expect(await page.locator('[aria-sort="ascending"]').count()).toBe(0)
  })

  it('filters by a condition, keeps it as text, and shows where a text is wrong', async () => {
    await page.getByRole('button', { name: 'Add condition' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Comparison').selectOption('missing')
    await expectAccessible(page, 'grid, condition')
    await dialog.getByRole('button', { name: 'Add to the filter' }).click()
    await page.getByText(/^0 of 1000 rows$/).waitFor()
    const filter = page.getByRole('textbox', { name: 'Filter' })
    expect(await filter.inputValue()).toMatch(/ is missing$/)
    await filter.fill('age > > 3')
    await page.keyboard.press('Enter')
    await page.locator('.grid-fault').waitFor()
    expect(await page.locator('.grid-fault pre').textContent()).toBe('age > > 3\n      ^')
    await filter.fill('age > 40')
    await page.keyboard.press('Enter')
    await page.getByText(/of 1000 rows$/).waitFor()
  })

  it('searches by Ctrl+F and marks what it finds', async () => {
    await page.keyboard.press('Control+f')
    await page.keyboard.type('a14')
    await page.locator('.grid-hit').first().waitFor()
    expect(await page.locator('.grid-hit').first().textContent()).toMatch(/a14/i)
  })
})
