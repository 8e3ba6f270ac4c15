import { existsSync, readFileSync } from 'node:fs'
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

describe.skipIf(findChromium() === null)('the model room on the screen', () => {
  const folder = temporaryFolder()
  let credit: CreditWorkspace
  let browser: Browser
  let host: RunningHost
  let page: Page
  const problems: string[] = []

  const button = (name: string) => page.getByRole('button', { name, exact: true })
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
  /** The id of the model whose page or result is shown. */
  const modelId = (): string => /mv_\w+/.exec(page.url())?.[0] ?? ''
  const train = async (name: string, action: string): Promise<string> => {
    await field('Model name').fill(name)
    await button(action).click()
    await page.getByRole('heading', { name: 'Training result' }).waitFor({ timeout: JOB_MS })
    await page.getByText(`${name} v1`).first().waitFor()
    return modelId()
  }
  /** Presses Tab until the button is focused, as one without a mouse does. */
  const reach = async (name: string): Promise<boolean> => {
    await page.locator('.shell-main').focus()
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Tab')
      if (await button(name).evaluate((element) => element === document.activeElement)) return true
    }
    return false
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

  it('says what to do before there is a model', async () => {
    await goTo(page, 'Models')
    await page.getByText('No model yet').waitFor()
    expect(await button('Compare').isDisabled()).toBe(true)
    await open('/models/compare')
    await page.getByText('A comparison needs at least two model versions').waitFor()
  })

  it('shows every parameter of a training, and trains a scorecard with risk bands', async () => {
    await goTo(page, 'Development')
    await page.getByRole('button', { name: /^Points/ }).click()
    await field('Risk bands').fill('5')
    await expectAccessible(page, 'development, a part unfolded')
    expect(await reach('Train scorecard')).toBe(true)
    await train('Plain', 'Train scorecard')
    await page.getByRole('link', { name: 'Open model' }).click()
    await page.getByRole('region', { name: 'Risk bands' }).getByRole('row').nth(5).waitFor()
    await expectAccessible(page, 'scorecard with risk bands')
  })

  it('trains a second scorecard by stepwise selection, and a regression', async () => {
    await goTo(page, 'Development')
    await page.getByRole('button', { name: /^Selection/ }).click()
    await pick('Search', 'Stepwise')
    await train('Chosen', 'Train scorecard')
    await page.getByRole('region', { name: 'Steps of the selection' }).getByText('Stopped').waitFor()
    await goTo(page, 'Development')
    await page.getByText('IV from 0.02, stepwise by AIC').waitFor()
    await pick('Method', /^Logistic regression/)
    await train('Raw', 'Train regression')
    await button('Show command').click()
    await page.getByText(/assay model show mv_/).waitFor()
    await page.keyboard.press('Escape')
  })

  it('calibrates as a new version and shows both samples before and after', async () => {
    await goTo(page, 'Models')
    await page.getByRole('link', { name: /^Plain\sv1$/ }).click()
    await page.getByRole('tab', { name: 'Calibration' }).click()
    await page.getByText('PD straight from the points').waitFor()
    await pick('Method', 'Shift to a central tendency')
    await page.getByLabel('Central tendency, %').fill('12')
    await page.getByText(/--central-tendency 0\.12/).waitFor()
    await button('Calibrate').click()
    await page.getByText('Calibrated: Shift to a central tendency').waitFor({ timeout: JOB_MS })
    const table = page.getByRole('region', { name: 'Calibration before and after' })
    await table.getByRole('row', { name: /^Mean PD.*12\.00%/ }).waitFor()
    await page.getByRole('heading', { name: /^The development sample: log-loss/ }).waitFor()
    await expectAccessible(page, 'calibration')
  })

  it('finds cut-offs by cost and marks the one chosen in the plots', async () => {
    await page.getByRole('tab', { name: 'Cut-off' }).click()
    await page.getByText('No cut-off looked for yet').waitFor()
    await page.getByText(/--cost-false-negative 10 --cost-false-positive 1/).waitFor()
    expect(await reach('Find cut-offs')).toBe(true)
    await page.keyboard.press('Enter')
    const table = page.getByRole('region', { name: 'Cut-offs', exact: true })
    await table.getByText('Lowest cost').waitFor({ timeout: JOB_MS })
    await table.getByText('Cost = 10 · approved bads + 1 · refused goods').waitFor()
    await table.getByRole('radio', { name: /70% of all/ }).check()
    await page.getByRole('heading', { name: /^At the lowest cost/ }).waitFor()
    await expectAccessible(page, 'cut-off')
  })

  it('compares three models; the choice survives leaving the page', async () => {
    await goTo(page, 'Models')
    await page.getByRole('link', { name: 'Compare' }).click()
    for (const name of ['Plain v1', 'Chosen v1', 'Raw v1']) await page.getByRole('checkbox', { name }).check()
    await goTo(page, 'Datasets')
    await goTo(page, 'Models')
    await page.getByRole('link', { name: 'Compare' }).click()
    await page.getByText('3 of at most 4 models chosen').waitFor()
    await button('Compare').click()
    const sideBySide = page.getByRole('region', { name: 'Models side by side' })
    await sideBySide.getByText(/n = 300, 90 bad/).waitFor({ timeout: JOB_MS })
    expect(await sideBySide.getByRole('rowheader').allTextContents()).toHaveLength(3)
    const differences = page.getByRole('region', { name: 'Differences against the first model' })
    expect(await differences.getByRole('rowheader').allTextContents()).toHaveLength(2)
    await page.getByRole('region', { name: 'Parameters that differ' }).getByText('selection.method').waitFor()
    await expectAccessible(page, 'comparison')
  })

  it('exports SQL with golden rows and a check, and reads its own JSON back under the same hash', async () => {
    await goTo(page, 'Models')
    await page.getByRole('link', { name: /^Plain\sv1$/ }).click()
    await page.getByRole('tab', { name: 'Scorecard' }).waitFor()
    const hash = (await page.locator('.page-title code').first().textContent()) ?? '-'
    await button('Export').click()
    const dialog = page.getByRole('dialog')
    const jsonPath = join(folder.path, 'plain.json')
    await dialog.getByRole('textbox', { name: 'JSON file' }).fill(jsonPath)
    await dialog.getByRole('button', { name: 'Export', exact: true }).click()
    await dialog.getByText('Written: 1 file').waitFor({ timeout: JOB_MS })
    await pick('Format', 'SQL')
    await dialog.getByText('PostgreSQL: run against the engine in the tests of this release.').waitFor()
    const sqlPath = join(folder.path, 'plain.sql')
    await dialog.getByRole('textbox', { name: 'SQL file' }).fill(sqlPath)
    await expectAccessible(page, 'export dialog')
    await dialog.getByRole('button', { name: 'Export', exact: true }).click()
    await dialog.getByText(/^Written: 3 files, \d+ golden rows/).waitFor({ timeout: JOB_MS })
    expect(readFileSync(sqlPath, 'utf8')).toMatch(/CASE[\s\S]+"?status"?[\s\S]+applicants/i)
    for (const part of ['golden', 'verify']) expect(existsSync(join(folder.path, `plain.${part}.sql`))).toBe(true)
    await page.keyboard.press('Escape')
    await goTo(page, 'Models')
    await button('Import').click()
    await dialog.getByRole('textbox', { name: 'File', exact: true }).fill(jsonPath)
    await dialog.getByRole('textbox', { name: 'Model name' }).fill('Read back')
    await expectAccessible(page, 'import dialog')
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('heading', { name: 'Read back v1' }).waitFor({ timeout: JOB_MS })
    expect(await page.locator('.page-title code').first().textContent()).toBe(hash)
  })

  it('cross-validates, searches, and takes the best parameters over', async () => {
    await open('/development/experiments')
    await button('Cross-validate').click()
    await page.getByRole('region', { name: 'Folds', exact: true }).getByRole('row').nth(5).waitFor({ timeout: JOB_MS })
    await expectAccessible(page, 'cross-validation')
    await page.getByText('Search for parameters').click()
    await field('Least IV').fill('abc')
    await page.getByText('Does not take abc').waitFor()
    expect(await button('Search').isDisabled()).toBe(true)
    await field('Least IV').fill('')
    await field('Trials').fill('4')
    await button('Search').click()
    await page.getByText(/^Best mean AUC 0\.\d{3} \[/).waitFor({ timeout: JOB_MS })
    await page.getByRole('heading', { name: '4 trials' }).waitFor()
    await expectAccessible(page, 'search')
    await button('Use these parameters').click()
    await page.getByRole('link', { name: 'In use: open Development' }).click()
    await page.getByRole('heading', { name: 'Development', level: 1 }).waitFor()
    await page.getByText(/^ridge /).waitFor()
    expect(problems).toEqual([])
  })
})
