import { expect, it } from 'vitest'
import { barText } from '../../../../src/main/hosts/cli/progress.ts'
import { printable, renderFacts, renderTable } from '../../../../src/main/hosts/cli/table.ts'
import type { Job } from '../../../../src/shared/contract/index.ts'

it('aligns columns, numbers to the right, without trailing spaces', () => {
  const text = renderTable(
    [{ header: 'name' }, { header: 'n', align: 'right' }],
    [
      ['a', '1'],
      ['long', '1000'],
    ],
  )
  expect(text.split('\n')).toEqual(['name     n', 'a        1', 'long  1000'])
})

it('counts wide characters and combining marks as a terminal does', () => {
  const text = renderTable(
    [{ header: 'k' }, { header: 'v' }],
    [
      ['日本', '1'],
      ['e\u0301', '2'],
      ['x\u0302', '3'],
    ],
  )
  expect(text.split('\n')).toEqual([
    'k     v',
    '日本  1',
    'é     2'.normalize('NFC').replace('é', 'e\u0301'),
    'x\u0302     3',
  ])
})

it('prints facts with aligned values', () => {
  expect(
    renderFacts([
      ['A', '1'],
      ['Long', '2'],
    ]),
  ).toBe('A     1\nLong  2')
})

it('replaces control and direction characters', () => {
  expect(printable('a\u001b[2Jb\u202ec\td')).toBe('a?[2Jb?c?d')
})

it('draws a bar with stage, rate and time left', () => {
  const job = { title: 'Import', stage: 'reading', progress: 0.5, rowsPerSecond: 12_000.4, etaMs: 3000 } as Job
  expect(barText(job)).toBe('[████████████────────────] 50%  Import: reading · 12\u202f000 rows/s · 3.0 s left')
  expect(barText({ ...job, progress: null, rowsPerSecond: null, etaMs: null })).toBe('Import: reading')
})
