import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { SCREEN_PASSWORD, SCREEN_USER } from '../tests/e2e/helpers/main-job-screen.ts'
import { createPeopleWorkspace } from '../tests/e2e/helpers/people-workspace.ts'

export interface DataRoomTour {
  readonly page: Page
  /** Address of the page without its hash. */
  readonly origin: string
  /** Folder for the files shown. */
  readonly folder: string
  /** Called at every place once it shows its result. */
  readonly onPlace: (place: string) => Promise<void>
}

/** Cells of the kinds that other programs change: shown raw beside parsed. */
const TRAPS = [
  'id;amount;rate;points;opened;bad',
  '0071;1.234,56; 12 ;412;2021-02-28;0',
  '0072;435,00;7,5;3a;2021-02-30;1',
  '0073;2.000,00;8,5;388;2021-03-01;0',
  '0074;NaN;0,435;-;2021-03-02;1',
  '0075;12,00;10,5;405;2021-03-03;0',
  '0076;7.250,10;11,5;1e3;2021-03-04;1',
].join('\n')
const JOB_MS = 60_000

/** Goes through the data room with German Credit, and imports a small file of traps. */
export async function tourDataRoom(tour: DataRoomTour): Promise<void> {
  await openSample(tour)
  await profile(tour)
  await rows(tour)
  await assess(tour)
  await deriveAndCompare(tour)
  await importFile(tour)
}

/** Shows how personal data are treated, with invented people; the page must have no workspace open. */
export async function tourPeople({ page, origin, onPlace }: DataRoomTour): Promise<void> {
  const made = await createPeopleWorkspace(200)
  try {
    await page.getByRole('textbox', { name: 'Workspace folder' }).fill(made.workspacePath)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByRole('textbox', { name: 'Your name' }).fill(SCREEN_USER)
    await page.getByLabel('Password', { exact: false }).first().fill(SCREEN_PASSWORD)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.goto(`${origin}/#/datasets/${made.dataset}/privacy`)
    await page.getByRole('button', { name: 'Scan for personal data' }).click()
    await page
      .getByText(/may hold personal data|people alike|k = /)
      .first()
      .waitFor({ timeout: JOB_MS })
    await onPlace('privacy')
  } finally {
    await made.remove()
  }
}

async function openSample({ page }: DataRoomTour): Promise<void> {
  await page.getByRole('button', { name: /sample workspace/i }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor({ timeout: JOB_MS })
  await page.getByRole('navigation', { name: 'Stations' }).getByRole('link', { name: 'Datasets' }).click()
  await page
    .getByRole('link', { name: /German Credit/ })
    .first()
    .click({ timeout: JOB_MS })
  await page.getByRole('region', { name: /^Profile of/ }).waitFor({ timeout: JOB_MS })
}

async function profile({ page, onPlace }: DataRoomTour): Promise<void> {
  await page.getByRole('button', { name: 'Compute associations' }).click()
  await page.getByText('Target rate').first().waitFor({ timeout: JOB_MS })
  await onPlace('profile')
  await page.getByRole('link', { name: 'credit_amount', exact: true }).click()
  await page.getByRole('heading', { name: /^credit_amount: bad rate/ }).waitFor()
  await onPlace('profile column')
}

async function rows({ page, onPlace }: DataRoomTour): Promise<void> {
  await openTab(page, 'Rows')
  await page.getByRole('grid').waitFor()
  await page.getByRole('textbox', { name: 'Filter' }).fill("age < 30 and purpose = 'A43'")
  await page.keyboard.press('Enter')
  await page.getByText(/\d+ of 1000 rows$/).waitFor()
  await onPlace('rows')
}

async function assess({ page, onPlace }: DataRoomTour): Promise<void> {
  await openTab(page, 'Quality')
  await page.getByRole('button', { name: 'Run quality checks' }).click()
  await page.waitForURL(/\/quality\/dq_/, { timeout: JOB_MS })
  await onPlace('quality')
  await openTab(page, 'Leakage')
  await page.getByRole('button', { name: 'Run leakage scan' }).click()
  await page.getByRole('region', { name: /^Leakage in/ }).waitFor({ timeout: JOB_MS })
  await page.getByRole('button', { name: 'status', exact: true }).click()
  await page.getByText('Agreement with the target').waitFor()
  await onPlace('leakage')
}

/** A version by one step, held against the one before. */
async function deriveAndCompare({ page, onPlace }: DataRoomTour): Promise<void> {
  await openTab(page, 'Steps')
  await page.getByRole('button', { name: 'Add step' }).click()
  await page.getByRole('menuitem', { name: /^Exclude rows/ }).click()
  await page.getByRole('textbox', { name: 'Leave out the rows where' }).fill('age < 30')
  await page.getByText('● Fits').waitFor()
  await page
    .getByRole('combobox', { name: 'Reason' })
    .or(page.getByRole('textbox', { name: 'Reason' }))
    .first()
    .fill('Young applicants are another product')
  await page.getByRole('heading', { name: 'German Credit v1' }).scrollIntoViewIfNeeded()
  await onPlace('steps')
  await page.getByRole('button', { name: 'Add step', exact: true }).last().click()
  await page.getByRole('button', { name: 'Make new version' }).click()
  await page.getByText('New version made').waitFor({ timeout: JOB_MS })
  await page.getByRole('link', { name: 'Open it' }).click()
  await page.getByRole('heading', { name: 'German Credit v2' }).waitFor()
  await openTab(page, 'Compare')
  await page.getByText('Drift', { exact: true }).click()
  await page.getByRole('button', { name: 'Run drift' }).click()
  await page.getByText(/columns compared/).waitFor({ timeout: JOB_MS })
  await onPlace('drift')
  await openTab(page, 'Lineage')
  await page
    .getByRole('button', { name: /^Dataset version/ })
    .first()
    .waitFor()
  await onPlace('lineage')
}

async function importFile({ page, origin, folder, onPlace }: DataRoomTour): Promise<void> {
  const path = join(folder, 'loans-2021.csv')
  writeFileSync(path, TRAPS)
  await page.goto(`${origin}/#/datasets/import`)
  await page.getByRole('textbox', { name: 'File', exact: true }).fill(path)
  await page.getByText('What was found').waitFor()
  await page.getByText('6 rows, 6 columns').waitFor()
  const steps = page.getByRole('navigation', { name: 'Steps of the import' })
  await steps.getByRole('button', { name: '2 Preview' }).click()
  await page.getByRole('region', { name: 'First rows, parsed and raw' }).getByText('·12·').waitFor()
  await onPlace('import raw and parsed')
  await steps.getByRole('button', { name: '3 Columns' }).click()
  await page.getByRole('combobox', { name: 'Type of points' }).selectOption('numeric')
  await steps.getByRole('button', { name: /4 Issues ▲/ }).click()
  await page.getByRole('region', { name: 'Issues' }).getByText('3a').waitFor()
  await onPlace('import issues')
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
}
