import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../helpers/test-app.ts'

const N_ROWS = 600
const CANARY = 'Zaunkönig'

let test: TestApp
let recoveryCode: string
let csvPath: string

/** Names, account numbers and amounts that occur nowhere else on this computer. */
function canaryRow(row: number): string[] {
  const isBad = row % 5 === 0 || row % 7 === 0
  return [
    `${CANARY} Nr. ${row}`,
    `DE${987_654_000_000 + row}`,
    row % 4 === 0 || row % 5 === 0 ? 'selten-pünktlich-Q7' : `stets-pünktlich-Q${row % 3}`,
    String(70_000_003 + row * 17),
    isBad ? 'ja' : 'nein',
  ]
}

beforeAll(async () => {
  test = startTestApp()
  // Every temporary file of this process and of its children lands where the test can look.
  process.env.TMPDIR = join(test.folder, 'tmp')
  mkdirSync(process.env.TMPDIR)
  const exported = join(test.folder, 'exported')
  mkdirSync(exported)
  csvPath = join(exported, 'canaries.csv')
  const lines = [
    'name,account,conduct,amount,defaulted',
    ...Array.from({ length: N_ROWS }, (_, row) => canaryRow(row).join(',')),
  ]
  writeFileSync(csvPath, `${lines.join('\n')}\n`)
  recoveryCode = await test.createWorkspace()
})

afterAll(() => test.dispose())

describe('values of the imported file', () => {
  it('are nowhere in plaintext in the workspace or in temporary folders', async () => {
    const { client } = test
    const target = { column: 'defaulted', eventValue: 'ja' }
    const dataset = (
      await test.run(() =>
        client.dataset.import({
          path: csvPath,
          name: 'Canaries',
          target,
          columns: [
            { column: 'name', role: 'identifier' },
            { column: 'account', role: 'identifier' },
          ],
        }),
      )
    ).id
    const model = (await test.run(() => client.training.start({ dataset }))).id
    await test.run(() => client.validation.run({ model, dataset }))
    await test.run(() =>
      client.scoring.run({ model, inputPath: csvPath, outputPath: join(test.folder, 'exported', 'scored.csv') }),
    )
    expect(hits()).toEqual([])
    await client.workspace.lock({})
    expect(hits()).toEqual([])
  }, 120_000)

  it('are looked for in files that exist', () => {
    expect(filesOf(test.workspacePath).map((file) => file.split(/[\\/]/).at(-1))).toEqual(
      expect.arrayContaining(['assay.db', 'keyring.json']),
    )
    expect(readFileSync(csvPath, 'utf8')).toContain(CANARY)
  })
})

function hits(): string[] {
  const texts = [CANARY, 'pünktlich', 'DE98765', recoveryCode]
  for (const row of [0, 1, 5, 299, N_ROWS - 1]) texts.push(String(70_000_003 + row * 17))
  const needles = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')])
  for (const row of [3, 44, 577]) needles.push(Buffer.from(new Float64Array([70_000_003 + row * 17]).buffer))
  const folders = [test.workspacePath, join(test.folder, 'tmp'), join(test.folder, 'data')]
  return folders.flatMap(filesOf).filter((file) => {
    const bytes = readFileSync(file)
    return needles.some((needle) => bytes.includes(needle))
  })
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
