import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'

export interface ScreenJob {
  readonly page: Page
  /** Folder for the workspace and everything written. */
  readonly folder: string
  readonly csvPath: string
  /** Called on every page once it shows its result. */
  readonly onPlace: (place: string) => Promise<void>
}

export interface ScreenResult {
  readonly workspacePath: string
  readonly scoredPath: string
  readonly packPath: string
  readonly recoveryCode: string
}

export const SCREEN_USER = 'Ada Auditor'
export const SCREEN_PASSWORD = 'correct horse battery staple'
const JOB_MS = 60_000

/** The main job as a person does it on the screen, station by station, in a new workspace. */
export async function runMainJobOnScreen(job: ScreenJob): Promise<ScreenResult> {
  const result = {
    workspacePath: join(job.folder, 'workspace'),
    scoredPath: join(job.folder, 'scored.csv'),
    packPath: join(job.folder, 'pack.pdf'),
    recoveryCode: await createWorkspace(job),
  }
  await importDataset(job)
  await train(job)
  await assess(job)
  await decide(job)
  await deliver(job, result)
  await lookAround(job)
  return result
}

async function createWorkspace({ page, folder, onPlace }: ScreenJob): Promise<string> {
  await page.getByRole('link', { name: 'New workspace' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('End to end')
  await page.getByRole('textbox', { name: 'Folder' }).fill(join(folder, 'workspace'))
  await page.getByRole('textbox', { name: 'Your name' }).fill(SCREEN_USER)
  await page.getByLabel('New password', { exact: false }).first().fill(SCREEN_PASSWORD)
  await page.getByLabel('New password again').fill(SCREEN_PASSWORD)
  await onPlace('create workspace')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  const code = (await page.getByLabel('Recovery code', { exact: true }).textContent()) ?? ''
  await onPlace('recovery code')
  await page.getByRole('checkbox', { name: 'I have stored the recovery code' }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor()
  await onPlace('home, empty')
  return code.trim()
}

async function importDataset({ page, csvPath, onPlace }: ScreenJob): Promise<void> {
  await page.getByRole('link', { name: 'Start: Import a dataset' }).click()
  await page.getByRole('textbox', { name: 'File', exact: true }).fill(csvPath)
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await page.getByRole('region', { name: 'First rows, parsed and raw' }).waitFor()
  await onPlace('import, preview')
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await pick(page, 'Target column', 'credit')
  await pick(page, 'Value that means bad', '2')
  await page.getByRole('combobox', { name: 'Role of age', exact: true }).selectOption('sensitive')
  await onPlace('import')
  await page.getByRole('button', { name: 'Issues', exact: true }).click()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('What will be stored').waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('link', { name: 'Open dataset' }).click({ timeout: JOB_MS })
  await page.waitForURL(/#\/datasets\/dv_/, { timeout: JOB_MS })
  await page.getByText('300', { exact: false }).first().waitFor()
  await onPlace('dataset')
}

async function train({ page, onPlace }: ScreenJob): Promise<void> {
  await goTo(page, 'Development')
  await onPlace('development')
  await page.getByRole('button', { name: 'Train scorecard' }).click()
  await page.getByRole('heading', { name: 'Training result' }).waitFor({ timeout: JOB_MS })
  await page.getByText('AUC, development').first().waitFor()
  await onPlace('training result')
}

async function assess({ page, onPlace }: ScreenJob): Promise<void> {
  await goTo(page, 'Validation')
  await page.getByRole('button', { name: 'Run validation' }).click()
  await page.getByText('Gini').first().waitFor({ timeout: JOB_MS })
  await onPlace('validation')
  await goTo(page, 'Fairness')
  await page.getByRole('textbox', { name: 'Cut points' }).fill('25')
  await page.getByLabel('Reference group').first().fill('> 25')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Run fairness audit' }).click()
  await page.getByRole('region', { name: 'Groups of age' }).first().waitFor({ timeout: JOB_MS })
  await onPlace('fairness')
  await goTo(page, 'Explainability')
  await page.getByRole('button', { name: 'Run explanation' }).click()
  await page.getByRole('region', { name: 'Importance', exact: true }).waitFor({ timeout: JOB_MS })
  await onPlace('explainability')
  await page.getByRole('tab', { name: 'One case' }).click()
  await page.getByRole('region', { name: 'Contributions' }).waitFor({ timeout: JOB_MS })
  await onPlace('one case')
}

async function decide({ page, onPlace }: ScreenJob): Promise<void> {
  await goTo(page, 'Governance')
  const open = page.locator('input[type="radio"]:enabled')
  await open.first().waitFor()
  await open.first().check()
  await page.getByRole('textbox', { name: 'Reason' }).fill('Checks read one by one; fit for the purpose stated.')
  const conditions = page.getByRole('textbox', { name: 'Conditions' })
  if (await conditions.isVisible()) await conditions.fill('Review after one quarter.')
  await onPlace('governance')
  await page.getByRole('button', { name: 'Record decision' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Record decision' }).click()
  await page.getByText('Decision recorded').waitFor()
}

async function deliver(
  { page, csvPath, onPlace }: ScreenJob,
  result: { scoredPath: string; packPath: string },
): Promise<void> {
  await goTo(page, 'Scoring')
  await page.getByRole('textbox', { name: 'Input CSV' }).fill(csvPath)
  await page.getByRole('textbox', { name: 'Output CSV' }).fill(result.scoredPath)
  await page.getByRole('button', { name: 'Score file' }).click()
  await page.getByRole('status').filter({ hasText: result.scoredPath }).waitFor({ timeout: JOB_MS })
  await onPlace('scoring')
  await goTo(page, 'Reports')
  await page.getByRole('textbox', { name: 'PDF file' }).fill(result.packPath)
  await page.getByRole('button', { name: 'Build pack' }).click()
  await page.getByRole('status').filter({ hasText: result.packPath }).waitFor({ timeout: JOB_MS })
  await onPlace('reports')
}

async function lookAround({ page, onPlace }: ScreenJob): Promise<void> {
  await goTo(page, 'Audit')
  await page.getByRole('button', { name: 'Verify audit log' }).click()
  await page.getByText('The audit log is whole').waitFor({ timeout: JOB_MS })
  await onPlace('audit')
  for (const station of ['Datasets', 'Models', 'Settings', 'Home']) {
    await goTo(page, station)
    await onPlace(station.toLowerCase())
  }
}

/** Goes to a station by the sidebar, as its heading confirms. */
export async function goTo(page: Page, station: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Stations' }).getByRole('link', { name: station }).click()
  await page.getByRole('heading', { name: station, level: 1 }).waitFor()
}

/** Chooses an option of a select by its text. */
async function pick(page: Page, label: string, option: string): Promise<void> {
  const field: Locator = page
    .getByRole('combobox', { name: label })
    .or(page.getByRole('textbox', { name: label }))
    .first()
  await field.click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
