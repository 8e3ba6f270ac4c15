import { describe, expect, it } from 'vitest'
import { assayCommand, callCommand, shellQuote } from '../../../src/renderer/words/command-line.ts'

describe('assayCommand', () => {
  it('leaves out options without a value and repeats lists', () => {
    const command = assayCommand(
      'import',
      ['/data/my file.csv'],
      [
        ['name', 'German Credit'],
        ['target', undefined],
        ['sensitive', ['age', 'personal status']],
        ['decimal', null],
        ['reasons', 0],
      ],
      '/ws',
    )
    expect(command).toBe(
      "npx assay import '/data/my file.csv' --name 'German Credit' --sensitive age --sensitive 'personal status' --reasons 0 --workspace /ws",
    )
  })

  it('names the person as the workspace knows them', () => {
    expect(assayCommand('models', [], [], { path: '/my ws', userName: 'Ada Auditor' })).toBe(
      "npx assay models --workspace '/my ws' --user 'Ada Auditor'",
    )
    expect(callCommand('gate.policy', undefined, { path: '/ws', userName: 'ada' })).toBe(
      'npx assay call gate.policy --workspace /ws --user ada',
    )
  })

  it('writes a switch without a value', () => {
    expect(assayCommand('serve', [], [['no-open', true]], null)).toBe('npx assay serve --no-open')
  })
})

describe('callCommand', () => {
  it('quotes the JSON of the input', () => {
    expect(callCommand('gate.evaluate', { model: 'm', gate: "it's" }, null)).toBe(
      `npx assay call gate.evaluate '{"model":"m","gate":"it'\\''s"}'`,
    )
  })
})

describe('shellQuote', () => {
  it('leaves plain words alone and disarms everything a shell would read', () => {
    expect(shellQuote('a-b_c.csv')).toBe('a-b_c.csv')
    expect(shellQuote('$(rm -rf ~)')).toBe("'$(rm -rf ~)'")
    expect(shellQuote('age<=25')).toBe("'age<=25'")
    expect(shellQuote('')).toBe("''")
  })
})
