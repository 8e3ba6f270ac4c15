import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './helpers/axe.ts'
import { type RunningHost, startBrowserHost } from './helpers/browser-host.ts'
import { findChromium, launchChromium } from './helpers/chromium.ts'
import { type CreditWorkspace, createCreditWorkspace } from './helpers/credit-workspace.ts'
import { goTo, SCREEN_PASSWORD, SCREEN_USER } from './helpers/main-job-screen.ts'
import { temporaryFolder } from './helpers/project.ts'

const JOB_MS = 60_000

describe.skipIf(findChromium() === null)('boosted trees on the screen', () => {
  const folder = temporaryFolder()
  let credit: CreditWorkspace
  let browser: Browser
  let host: RunningHost
  let page: Page
  const problems: string[] = []

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const field = (name: string) =>
    page
      .getByRole('combobox', { name, exact: true })
      .or(page.getByRole('textbox', { name, exact: true }))
      .first()
  const pick = async (name: string, option: string | RegExp): Promise<void> => {
    await field(name).click()
    await page.getByRole('option', { name: option }).click()
  }
  const open = async (hash: string): Promise<void> => {
    await page.evaluate((target) => {
      location.hash = target
    }, hash)
  }
  const chosen = (name: string) =>
    page.getByRole('radiogroup', { name: `PD, as ${name} rises` }).locator('label[data-checked]')

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
    await button('Open').click()
    await page.getByRole('textbox', { name: 'Your name' }).fill(SCREEN_USER)
    await page.getByLabel('Password', { exact: false }).first().fill(SCREEN_PASSWORD)
    await button('Unlock').click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await host?.stop()
    await credit?.remove()
    folder.remove()
  })

  it('trains a scorecard to compare with, then keeps its settings while trees are chosen', async () => {
    await goTo(page, 'Development')
    await field('Model name').fill('Card')
    await field('Seed').fill('7')
    await button('Train scorecard').click()
    await page.getByRole('heading', { name: 'Training result' }).waitFor({ timeout: JOB_MS })
    await goTo(page, 'Development')
    await pick('Method', /^Boosted trees/)
    await button('Train trees').waitFor()
    expect(await field('Seed').inputValue()).toBe('7')
    await field('Leaves per tree').fill('6')
    await pick('Method', /^Scorecard/)
    await button('Train scorecard').waitFor()
    await pick('Method', /^Boosted trees/)
    expect(await field('Leaves per tree').inputValue()).toBe('6')
    await page.getByText(/^Needs at most .+ of memory/).waitFor()
    await expectAccessible(page, 'development, boosted trees')
  })

  it('says what does not fit together before anything is started', async () => {
    await page.getByRole('button', { name: /leaves and penalties/ }).click()
    await field('Depth at most').fill('2')
    await page.getByText('A depth of 2 allows 4 leaves, fewer than the 6 asked for.').waitFor()
    await field('Depth at most').fill('')
    await page.getByText(/^A depth of/).waitFor({ state: 'detached' })
  })

  it('takes the suggestions of the data, sets a direction by keys, and undoes by name', async () => {
    await page.getByRole('link', { name: 'Edit constraints' }).click()
    await page.getByRole('heading', { name: 'Constraints' }).waitFor()
    await button(/^Take all suggestions \(\d+\)$/).click()
    await button('Take all suggestions').waitFor()
    expect(await chosen('month').textContent()).toBe('↗ rises')
    await page.getByRole('radiogroup', { name: 'PD, as age rises' }).getByText('none').click()
    await page.keyboard.press('f')
    expect(await chosen('age').textContent()).toBe('↘ falls')
    await page.keyboard.press('ArrowLeft')
    expect(await chosen('age').textContent()).toBe('↗ rises')
    await page.keyboard.press('Control+z')
    expect(await chosen('age').textContent()).toBe('↘ falls')
    await page.getByTitle('Undo direction of age (Ctrl Z)').waitFor()
    expect(await page.getByRole('radiogroup', { name: 'PD, as purpose rises' }).count()).toBe(0)
  })

  it('previews what a constraint does, and makes an interaction group', async () => {
    await button('Preview of month').click()
    await page.getByText(/^Mean PD rises from .+ as month rises$/).waitFor({ timeout: JOB_MS })
    await page.getByRole('button', { name: /^View as table: Mean PD rises/ }).click()
    await page.getByRole('columnheader', { name: 'Without the constraint' }).waitFor()
    await page.getByRole('button', { name: /^View as chart: Mean PD rises/ }).click()
    await pick('New group with', /^age$/)
    await page.getByText('Group 1').waitFor()
    await expectAccessible(page, 'constraints with a preview')
    await button('Remove group 1').click()
    await page.getByText('Draft saved').waitFor()
  })

  it('trains with a live curve that is there again after a change of page, and stops and keeps the best', async () => {
    await page.getByRole('link', { name: 'Back to training' }).click()
    await field('Model name').fill('Trees')
    await field('Trees at most').fill('10000')
    // Slow on purpose: it has to be running still when it is stopped.
    await field('Learning rate').fill('0.001')
    await field('Leaves per tree').fill('64')
    await field('Rows per leaf, least').fill('2')
    await pick('Stop early', 'On rows set aside')
    await field('Patience, trees').fill('9000')
    await button('Train trees').click()
    await page.getByText(/^Best on the watched rows with/).waitFor({ timeout: JOB_MS })
    await goTo(page, 'Models')
    await goTo(page, 'Development')
    await page
      .getByText(/of at most 10.000 trees/)
      .first()
      .waitFor()
    await button('Stop and keep the best').click()
    await page.getByText('The training is done.').waitFor({ timeout: JOB_MS })
    await expectAccessible(page, 'a training that was stopped')
    await page.getByRole('link', { name: 'Open result' }).click()
    await page.getByRole('heading', { name: 'Training result' }).waitFor()
    await page.getByText(/Stopped by hand\./).waitFor()
    await page.getByRole('region', { name: 'Constraints checked' }).getByText('Kept').nth(1).waitFor()
    await expectAccessible(page, 'the result of boosted trees')
  })

  it('reads a tree by keys and as a table, and finds trees that ask about a characteristic', async () => {
    await page.getByRole('link', { name: 'Open model' }).click()
    await page.getByRole('tab', { name: 'Trees' }).click()
    const tree = page.getByRole('tree', { name: 'Tree 1' })
    const nLines = await tree.getByRole('treeitem').count()
    await tree.getByRole('treeitem').first().focus()
    await page.keyboard.press('ArrowLeft')
    expect(await tree.getByRole('treeitem').count()).toBe(1)
    await page.keyboard.press('ArrowRight')
    expect(await tree.getByRole('treeitem').count()).toBe(nLines)
    await pick('Find a characteristic', /^credit_amount$/)
    await page.getByText(/credit_amount is asked about in/).waitFor()
    await expectAccessible(page, 'the tree viewer')
    await page.getByRole('switch', { name: 'As table' }).check()
    await page.getByRole('region', { name: 'Tree 1' }).getByRole('row').nth(3).waitFor()
    await page.getByRole('tab', { name: 'Dependence' }).click()
    await page.getByText('Partial dependence').waitFor()
    await expectAccessible(page, 'dependence')
  })

  it('exports ONNX, run before it is written', async () => {
    await button('Export').click()
    await pick('Format', 'ONNX')
    const path = join(folder.path, 'trees.onnx')
    await field('ONNX file').fill(path)
    await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByText(/^Written: /).waitFor({ timeout: JOB_MS })
    await page.getByText(/ran the file on/).waitFor()
    expect(existsSync(path)).toBe(true)
    await expectAccessible(page, 'the export of trees')
    await page.keyboard.press('Escape')
  })

  it('compares with the scorecard in a sentence', async () => {
    await goTo(page, 'Models')
    await page.getByRole('link', { name: 'Compare' }).click()
    await page.getByRole('checkbox', { name: 'Card v1' }).check()
    await page.getByRole('checkbox', { name: 'Trees v1' }).check()
    await button('Compare').click()
    await page.getByText('What the test says').waitFor({ timeout: JOB_MS })
    await page.getByText(/ranks these cases better than|rank these cases equally well/).waitFor()
    await expectAccessible(page, 'a scorecard compared with trees')
  })

  it('scores an applicant, with contributions that need no points of their own', async () => {
    await open('/scoring/applicant')
    await field('month').fill('48')
    await button('Score applicant').click()
    await page.getByRole('region', { name: 'Contributions' }).getByText('month').waitFor({ timeout: JOB_MS })
    expect(await page.getByRole('columnheader', { name: 'Mean points' }).count()).toBe(0)
    await expectAccessible(page, 'an applicant scored by trees')
  })

  it('searches the parameters of trees', async () => {
    await open('/development/experiments')
    await page.getByText('Search for parameters').click()
    expect(await field('Learning rate').inputValue()).toBe('0.01..0.3:log')
    expect(await page.getByText('Bins at most').count()).toBe(0)
    expect(problems).toEqual([])
  })
})
