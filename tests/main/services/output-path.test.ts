import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { outputPath } from '../../../src/main/services/output-path.ts'
import { AppError } from '../../../src/shared/errors.ts'

let folder: string
let workspace: string
let input: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-output-'))
  workspace = join(folder, 'workspace')
  input = join(folder, 'in.csv')
  mkdirSync(join(workspace, 'sub'), { recursive: true })
  writeFileSync(join(workspace, 'keyring.json'), '{}')
  writeFileSync(input, 'a\n1\n')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const check = (path: string, inputs: string[] = []): string =>
  outputPath(path, { field: 'path', workspaceDirectory: workspace, inputs })

function refusal(path: string, inputs?: string[]): AppError {
  try {
    check(path, inputs)
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error(`${path} was expected to be refused`)
}

describe('outputPath', () => {
  it('gives the absolute path of a place outside', () => {
    expect(check(join(folder, 'x', '..', 'out.csv'))).toBe(join(folder, 'out.csv'))
    expect(check(join(folder, 'workspace-2', 'out.csv'))).toBe(join(folder, 'workspace-2', 'out.csv'))
    expect(check(join(folder, '..out', 'out.csv'))).toBe(join(folder, '..out', 'out.csv'))
  })

  it('refuses the files of the open workspace and everything below it, by any way there', () => {
    symlinkSync(workspace, join(folder, 'alias'))
    for (const path of [
      'workspace/assay.db',
      'workspace/keyring.json',
      'workspace/sub/out.csv',
      'workspace/new/out.csv',
    ])
      expect(refusal(join(folder, path))).toMatchObject({ code: 'invalidInput', place: { field: 'path' } })
    expect(refusal(join(folder, 'alias', 'assay.db')).code).toBe('invalidInput')
    expect(refusal(join(folder, 'alias', 'sub', 'new', 'out.csv')).code).toBe('invalidInput')
  })

  it('refuses the folder of any other workspace', () => {
    const other = join(folder, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'keyring.json'), '{}')
    expect(refusal(join(other, 'assay.db')).message).toContain('workspace')
  })

  it('refuses the file that is read, also under another name', () => {
    linkSync(input, join(folder, 'hard.csv'))
    symlinkSync(folder, join(folder, 'again'))
    for (const name of ['in.csv', 'hard.csv', 'again/in.csv'])
      expect(refusal(join(folder, name), [input]).message).toContain('same file')
    expect(check(join(folder, 'out.csv'), [input])).toBe(join(folder, 'out.csv'))
  })
})
