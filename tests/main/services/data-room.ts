import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toAppError } from '../../../src/shared/client-error.ts'
import type { DatasetSummary, ImportDecisions, Role } from '../../../src/shared/contract/index.ts'
import type { AppError } from '../../../src/shared/errors.ts'
import { startTestApp, type TestApp } from '../../helpers/test-app.ts'

/** Texts that stand nowhere but in the identifiers of the small loans file. */
export const NAME_CANARY = 'Zaunkönig'
export const MAIL_CANARY = 'nightjar'
export const TARGET = { column: 'defaulted', eventValue: 'yes' }
export const HEADER = 'email,name,opened,income,amount,arrears,purpose,defaulted'

/** Applicant number `n` of the small loans file, the same cells every time. */
export function loanCells(n: number): string[] {
  const income = 1000 + ((n * 37) % 50) * 100
  const amount = 500 + ((n * 53) % 40) * 250
  const isLate = (n * 7) % 10 < 3
  const day = String(1 + (n % 28)).padStart(2, '0')
  const month = String(1 + (n % 12)).padStart(2, '0')
  const isBad = (income < 3000 && n % 3 !== 0) || (isLate && n % 4 === 0)
  return [
    `${MAIL_CANARY}.${n}@example.org`,
    `${NAME_CANARY} Nr. ${n}`,
    `${n % 4 === 0 ? 2024 : 2023}-${month}-${day}`,
    n % 29 === 0 ? '' : String(income),
    String(amount),
    n % 11 === 0 ? '9999' : String(isLate ? 30 + (n % 3) * 30 : 0),
    ['car', 'house', 'travel', 'other'][(n * 5) % 4]!,
    isBad ? 'yes' : 'no',
  ]
}

/** Applicants `from` to `to`, both included, as a CSV text. */
export function loansText(from: number, to: number, header = HEADER): string {
  const rows = Array.from({ length: to - from + 1 }, (_, index) => loanCells(from + index).join(','))
  return `${[header, ...rows].join('\n')}\n`
}

/** What is said about the small loans file: tokens for the addresses, masked names, a special code. */
export const LOANS: Omit<ImportDecisions, 'options' | 'sensitive'> = {
  target: TARGET,
  columns: [
    { column: 'email', role: 'identifier', privacy: { class: 'email', treatment: 'pseudonymise' } },
    { column: 'name', role: 'identifier', privacy: { class: 'personName', treatment: 'mask' } },
    { column: 'arrears', specialCodes: ['9999'], description: 'Days in arrears', unit: 'days' },
  ],
}

export interface DataRoom extends TestApp {
  /** Writes a file beside the workspace and gives its path. */
  file(name: string, text: string): string
  importLoans(options?: { from?: number; to?: number; name?: string } & Partial<ImportDecisions>): Promise<string>
  /** Actions of the audit log since the last call, oldest first. */
  newEvents(): Promise<{ action: string; result: string; reason: string | null; object: string | null }[]>
  /** Runs the work as somebody who has only these roles. */
  as<T>(roles: readonly Role[], work: () => Promise<T>): Promise<T>
  version(id: string): Promise<DatasetSummary>
}

export async function openDataRoom(overrides: Parameters<typeof startTestApp>[0] = {}): Promise<DataRoom> {
  const test = startTestApp(overrides)
  await test.createWorkspace()
  let seen = (await test.client.audit.list({ limit: 1 })).nEvents
  const file = (name: string, text: string) => {
    const path = join(test.folder, name)
    writeFileSync(path, text)
    return path
  }
  return {
    ...test,
    file,
    importLoans: async ({ from = 1, to = 240, name = 'Loans', ...decisions } = {}) => {
      const path = file(`loans-${from}-${to}.csv`, loansText(from, to))
      return (await test.run(() => test.client.dataset.import({ path, name, ...LOANS, ...decisions }))).id
    },
    newEvents: async () => {
      const { events, nEvents } = await test.client.audit.list({ limit: 500 })
      const added = events.filter((event) => event.seq > seen).reverse()
      seen = nEvents
      return added.map(({ action, result, reason, object }) => ({ action, result, reason, object }))
    },
    as: async (roles, work) => {
      const { state } = test.app.context('cli')
      const { session } = state.signedInCall({ state, channel: 'cli', signal: undefined })
      const before = session.roles
      Object.assign(session, { roles })
      try {
        return await work()
      } finally {
        Object.assign(session, { roles: before })
      }
    },
    version: async (id) => (await test.client.dataset.list()).find((item) => item.id === id)!,
  }
}

/** The error a call ends with. */
export async function failure(call: Promise<unknown>): Promise<AppError> {
  try {
    await call
  } catch (error) {
    return toAppError(error)
  }
  throw new Error('the call was expected to fail')
}

/** Files below a folder that hold one of the texts in plain UTF-8 or UTF-16. */
export function filesWith(folder: string, texts: readonly string[]): string[] {
  const needles = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')])
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path)
      return needles.some((needle) => bytes.includes(needle))
    })
}
