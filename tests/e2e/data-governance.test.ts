import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './helpers/axe.ts'
import { type RunningHost, startBrowserHost } from './helpers/browser-host.ts'
import { findChromium, launchChromium } from './helpers/chromium.ts'
import { SCREEN_PASSWORD, SCREEN_USER } from './helpers/main-job-screen.ts'
import { createPeopleWorkspace, type PeopleWorkspace } from './helpers/people-workspace.ts'
import { temporaryFolder } from './helpers/project.ts'

const JOB_MS = 60_000
const REASON = 'Complaint of a customer, ticket 17'

describe.skipIf(findChromium() === null)('privacy, dictionary, steps and lineage of a dataset on the screen', () => {
  const folder = temporaryFolder()
  let people: PeopleWorkspace
  let browser: Browser
  let host: RunningHost
  let page: Page
  const problems: string[] = []

  const openTab = async (tab: string): Promise<void> => {
    await page.evaluate((hash) => {
      location.hash = hash
    }, `/datasets/${people.dataset}/${tab}`)
    await page.getByRole('tab', { name: new RegExp(`^${tab}`, 'i'), selected: true }).waitFor()
  }

  beforeAll(async () => {
    people = await createPeopleWorkspace(200)
    host = await startBrowserHost('build', join(folder.path, 'data'))
    browser = await launchChromium()
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    page.on('pageerror', (error) => problems.push(error.message))
    await page.goto(host.link)
    await page.getByRole('textbox', { name: 'Workspace folder' }).fill(people.workspacePath)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByRole('textbox', { name: 'Your name' }).fill(SCREEN_USER)
    await page.getByLabel('Password', { exact: false }).first().fill(SCREEN_PASSWORD)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await host?.stop()
    await people?.remove()
    folder.remove()
  })

  it('scans for personal data and shows how many stand alone', async () => {
    await openTab('privacy')
    await page
      .getByRole('textbox', { name: /^Quasi-identifiers/ })
      .or(page.getByLabel(/^Quasi-identifiers/))
      .first()
      .click()
    await page.getByRole('option', { name: 'age' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Scan for personal data' }).click()
    await page.getByText(/^k = \d/).waitFor({ timeout: JOB_MS })
    await expectAccessible(page, 'privacy')
  })

  it('reveals masked cells with a reason, for this visit only', async () => {
    const reveal = page.getByRole('button', { name: 'Reveal and log' })
    await page.getByRole('textbox', { name: 'Rows', exact: true }).fill('1-2')
    await page.getByLabel('Columns', { exact: true }).first().click()
    await page.getByRole('option', { name: 'email' }).click()
    await page.keyboard.press('Escape')
    expect(await reveal.isDisabled()).toBe(true)
    await page.getByRole('textbox', { name: 'Reason to see them' }).fill(REASON)
    await reveal.click()
    await page.getByText('anna.becker0@example.org').waitFor()
    await openTab('dictionary')
    await openTab('privacy')
    await page.getByRole('button', { name: 'Reveal and log' }).waitFor()
    expect(await page.getByText('anna.becker0@example.org').count()).toBe(0)
  })

  it('keeps a person on legal hold, then erases them once it is lifted', async () => {
    const setHold = async (isHeld: boolean): Promise<void> => {
      await page.getByRole('button', { name: 'Change retention' }).click()
      await page.getByRole('checkbox', { name: 'Legal hold' }).setChecked(isHeld)
      await page.getByRole('textbox', { name: 'Reason', exact: true }).fill(REASON)
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page
        .getByText(isHeld ? 'On legal hold' : 'No end set')
        .first()
        .waitFor()
    }
    const find = async (): Promise<void> => {
      await page.getByRole('textbox', { name: 'Value, exactly as it was imported' }).fill('C10003')
      await page.getByRole('button', { name: 'Find', exact: true }).click()
    }
    await setHold(true)
    await find()
    await page.getByText('Nothing may be erased until the hold is lifted under Retention').waitFor()
    await setHold(false)
    await find()
    await page.getByRole('button', { name: 'Erase this person…' }).click()
    const erase = page.getByRole('button', { name: 'Erase 1 row' })
    await page.getByRole('textbox', { name: 'Reason', exact: true }).fill(REASON)
    expect(await erase.isDisabled()).toBe(true)
    await page.getByRole('textbox', { name: 'Type people to confirm' }).fill('people')
    await erase.click()
    await page.getByText('Erased', { exact: true }).waitFor({ timeout: JOB_MS })
    await find()
    await page.getByText('No version of people holds this value').waitFor()
  })

  it('writes the dictionary by keyboard, undoes by name, keeps what is unsaved, saves all at once', async () => {
    await openTab('dictionary')
    await page.getByRole('button', { name: 'description of age: empty' }).focus()
    await page.keyboard.type('Age in years')
    await page.keyboard.press('Tab')
    await page.keyboard.type('years')
    await page.keyboard.press('Enter')
    await page.keyboard.type('to be undone')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Undo: unit of age' }).click()
    await openTab('lineage')
    await openTab('dictionary')
    await page.getByText('1 of 9 described').waitFor()
    await expectAccessible(page, 'dictionary')
    await page.getByRole('button', { name: 'Save 1 change' }).click()
    await page.getByRole('button', { name: 'Saved' }).waitFor()
    await page.getByRole('button', { name: 'description of age: Age in years', exact: true }).waitFor()
  })

  it('makes a version by steps, with the fault of an expression at its place', async () => {
    await openTab('steps')
    await page.getByRole('button', { name: 'Add step' }).click()
    await page.getByRole('menuitem', { name: /^Exclude rows/ }).click()
    await page.getByRole('textbox', { name: 'Leave out the rows where' }).fill('agee < 30')
    await page.getByRole('button', { name: 'Go to character 1' }).waitFor()
    await page.getByRole('textbox', { name: 'Leave out the rows where' }).fill('age < 30')
    await page.getByText('● Fits').waitFor()
    await page
      .getByRole('combobox', { name: 'Reason' })
      .or(page.getByRole('textbox', { name: 'Reason' }))
      .first()
      .fill('Too young')
    await expectAccessible(page, 'steps')
    await page.getByRole('button', { name: 'Add step', exact: true }).last().click()
    await page.getByText('leave out where age < 30').waitFor()
    await page.getByRole('button', { name: 'Make new version' }).click()
    await page.getByText('New version made').waitFor({ timeout: JOB_MS })
    await page.getByRole('link', { name: 'Open it' }).click()
    await page.getByRole('heading', { name: 'people v2' }).waitFor()
    await page.getByRole('heading', { name: 'Steps that made this version' }).waitFor()
  })

  it('draws the lineage, moves by keyboard, and exports it', async () => {
    await openTab('lineage')
    const node = page.getByRole('button', { name: 'Dataset version: people, version 1' })
    await node.focus()
    await page.keyboard.press('ArrowLeft')
    await page.getByRole('heading', { name: 'File' }).waitFor()
    await expectAccessible(page, 'lineage')
    await page.getByText('Table', { exact: true }).click()
    await page.getByRole('region', { name: 'Links of the lineage' }).getByText('imported').waitFor()
    await page.getByRole('button', { name: 'Copy or export' }).click()
    await page.getByRole('menuitem', { name: 'Export OpenLineage…' }).click()
    const path = join(folder.path, 'lineage.jsonl')
    await page.getByRole('textbox', { name: 'OpenLineage file' }).fill(path)
    await page.getByRole('button', { name: 'Export', exact: true }).last().click()
    await page.getByText(/^Written: \d+ events/).waitFor()
    expect(JSON.parse(readFileSync(path, 'utf8').split('\n')[0]!)).toHaveProperty('eventType')
    expect(problems).toEqual([])
  })
})
