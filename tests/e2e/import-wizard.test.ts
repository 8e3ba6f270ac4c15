import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './helpers/axe.ts'
import { type RunningHost, startBrowserHost } from './helpers/browser-host.ts'
import { findChromium, launchChromium } from './helpers/chromium.ts'
import { temporaryFolder } from './helpers/project.ts'

const POLLUTED = [
  'id;amount;rate;when;flag;bad',
  '001;1,5; 12 ;2021-02-28;TRUE;0',
  '002;0,435;7,5;2021-02-30;FALSE;1',
  '003;3a;8,5;2021-03-01;TRUE;0',
  '004;-;9,5;2021-03-02;FALSE;1',
  '005;NaN;10,5;2021-03-03;TRUE;0',
  '006;12;11,5;2021-03-04;FALSE;1',
].join('\n')
const RAGGED = 'a,b\n1,2\n1,2,3\n4,5\n'
const PLAIN = 'x,y\n1,2\n3,4\n'
const WAIT_MS = 30_000

describe.skipIf(findChromium() === null)('import wizard', () => {
  const folder = temporaryFolder()
  const problems: string[] = []
  let browser: Browser
  let host: RunningHost
  let page: Page
  const write = (name: string, text: string): string => {
    const path = join(folder.path, name)
    writeFileSync(path, text)
    return path
  }

  beforeAll(async () => {
    host = await startBrowserHost('build', join(folder.path, 'data'))
    browser = await launchChromium()
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
    page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())))
    page.on('pageerror', (error) => problems.push(error.message))
    await page.goto(host.link)
    await createWorkspace(page, join(folder.path, 'workspace'))
    await page.goto(`${host.origin}/#/datasets/import`)
  })
  afterAll(async () => {
    await browser?.close()
    await host?.stop()
    folder.remove()
  })

  it('asks for a file first, and says so when a browser drops one without its path', async () => {
    for (const name of ['2 Preview', '5 Import']) expect(await stepButton(page, name).isDisabled()).toBe(true)
    await page.locator('.import-drop').evaluate((area) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['a,b'], 'dropped.csv'))
      area.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
    })
    await page.getByRole('alert').filter({ hasText: 'dropped.csv' }).waitFor()
    const field = page.getByRole('textbox', { name: 'File', exact: true })
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true)
    await expectAccessible(page, 'file, empty')
  })

  it('says what is wrong with a path, and takes the next', async () => {
    await choose(page, join(folder.path, 'nothing.csv'))
    await page.getByRole('alert').filter({ hasText: 'nothing.csv' }).waitFor()
    await choose(page, write('polluted.csv', POLLUTED))
    await page.getByText('What was found').waitFor()
    await page.getByText('6 rows, 6 columns').waitFor()
    await expectAccessible(page, 'file')
  })

  it('shows raw beside parsed, and every decision with its confidence', async () => {
    await go(page, '2 Preview')
    const grid = page.getByRole('region', { name: 'First rows, parsed and raw' })
    await grid.getByText('·12·').waitFor()
    expect(await grid.getByRole('row', { name: /^2 / }).innerText()).toMatch(/001[\s\S]*1,5[\s\S]*12\s+·12·/)
    expect(await page.getByRole('combobox', { name: 'Delimiter' }).inputValue()).toBe(';')
    await expectAccessible(page, 'preview')
  })

  it('lists what does not fit a forced type, and takes it back by its name', async () => {
    await go(page, '3 Columns')
    await page.getByRole('combobox', { name: 'Type of amount' }).selectOption('numeric')
    await stepButton(page, /4 Issues ▲ 2 listed/).waitFor()
    await go(page, '4 Issues')
    await page.getByRole('region', { name: 'Issues' }).getByText('3a').waitFor()
    await page.getByRole('region', { name: 'Sums of the numeric columns' }).getByText('13.935').waitFor()
    await expectAccessible(page, 'issues')
    await go(page, '2 Preview')
    const grid = page.getByRole('region', { name: 'First rows, parsed and raw' })
    expect(await grid.getByRole('row', { name: /^3 / }).innerText()).toContain('0.435')
    await page.getByRole('button', { name: 'Undo: type of amount' }).click()
    await stepButton(page, '4 Issues Every cell fits').waitFor()
  })

  it('keeps every decision going back and forth', async () => {
    await go(page, '3 Columns')
    await pick(page, 'Target column', 'bad')
    await pick(page, 'Value that means bad', '1')
    await page.getByRole('combobox', { name: 'Role of flag' }).selectOption('sensitive')
    await page.getByRole('button', { name: 'id', exact: true }).click()
    await page.getByRole('textbox', { name: 'Description' }).fill('number of the case')
    await expectAccessible(page, 'columns')
    for (const name of ['1 File', '4 Issues', '2 Preview', '3 Columns']) await go(page, name)
    expect(await page.getByRole('combobox', { name: 'Role of flag' }).inputValue()).toBe('sensitive')
    expect(await page.getByRole('combobox', { name: 'Role of bad' }).inputValue()).toBe('target')
    await stepButton(page, /bad = 1/).waitFor()
  })

  it('imports, and leads on', async () => {
    await go(page, '5 Import')
    await page.getByText('bad = 1 is bad').waitFor()
    await expectAccessible(page, 'import')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('link', { name: 'Train scorecard' }).waitFor({ timeout: WAIT_MS })
    await expectAccessible(page, 'result')
    await page.getByRole('link', { name: 'Open dataset' }).click()
    await page.waitForURL(/#\/datasets\/dv_/)
  })

  it('warns of rows that will be refused, and mends them on request', async () => {
    await page.goto(`${host.origin}/#/datasets/import`)
    await choose(page, write('ragged.csv', RAGGED))
    await go(page, '4 Issues')
    await page.getByRole('button', { name: 'Mend and list each' }).click()
    await page.getByText('The import will refuse this file').waitFor({ state: 'detached' })
    await go(page, '2 Preview')
    expect(await page.getByRole('combobox', { name: 'Rows too short or long' }).inputValue()).toBe('repair')
  })

  it('imports several files one after the other, with a report for each', async () => {
    await go(page, '1 File')
    await choose(page, write('plain.csv', PLAIN))
    for (const path of [write('ragged.csv', RAGGED), write('more.csv', PLAIN.replace('4', '5'))]) {
      if (await page.getByRole('button', { name: 'Add another file' }).isVisible())
        await page.getByRole('button', { name: 'Add another file' }).click()
      await page.getByRole('textbox', { name: 'Further file' }).fill(path)
      await page.getByRole('button', { name: 'Add', exact: true }).click()
    }
    await page.getByRole('button', { name: 'Import 3 files' }).click()
    await page.getByRole('button', { name: 'Dismiss report' }).waitFor({ timeout: WAIT_MS })
    const table = page.getByRole('region', { name: 'Files of the batch' })
    expect(await table.getByRole('row', { name: /plain\.csv/ }).innerText()).toMatch(/Done[\s\S]*2[\s\S]*2[\s\S]*0/)
    expect(await table.getByRole('row', { name: /ragged\.csv/ }).innerText()).toMatch(/Failed[\s\S]*line 3/)
    expect(await table.getByRole('row', { name: /more\.csv/ }).innerText()).toContain('Done')
    await expectAccessible(page, 'batch')
  })

  it('breaks nothing on the way', () => {
    expect(problems).toEqual([])
  })
})

function stepButton(page: Page, name: string | RegExp) {
  return page.getByRole('navigation', { name: 'Steps of the import' }).getByRole('button', { name })
}

async function go(page: Page, name: string): Promise<void> {
  await stepButton(page, name).click()
  await page.locator('.import-step[aria-current="step"]').filter({ hasText: name }).waitFor()
}

async function choose(page: Page, path: string): Promise<void> {
  await page.getByRole('textbox', { name: 'File', exact: true }).fill(path)
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByRole('textbox', { name: label }))
    .first()
    .click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function createWorkspace(page: Page, path: string): Promise<void> {
  const password = 'correct horse battery staple'
  await page.getByRole('link', { name: 'New workspace' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wizard')
  await page.getByRole('textbox', { name: 'Folder' }).fill(path)
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada Auditor')
  await page.getByLabel('New password', { exact: false }).first().fill(password)
  await page.getByLabel('New password again').fill(password)
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.getByRole('checkbox', { name: 'I have stored the recovery code' }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor()
}
