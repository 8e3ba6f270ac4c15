import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli } from './cli-run.ts'

let folder: string
const demo = (...argv: string[]) => cli(['demo', ...argv], { folder, environment: { ASSAY_WORKSPACE: '' } })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-demo-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('assay demo', () => {
  it('makes the same bytes twice, the second time over the first, and says what it made', async () => {
    const first = await demo('--out', 'out', '--json')
    expect(first.err.trim().split('\n').at(-1)).toMatch(/^Done in /)
    expect(first.code).toBe(0)
    const { pack, clock } = first.document() as { pack: { path: string; sha256: string }; clock: string }
    expect(clock).toBe('2026-01-15T09:00:00.000Z')
    const sha256 = createHash('sha256').update(readFileSync(pack.path)).digest('hex')
    expect(sha256).toBe(pack.sha256)
    const scored = readFileSync(join(folder, 'out', 'scored.csv'))
    const second = await demo('--out', 'out')
    expect(second.code).toBe(0)
    expect(createHash('sha256').update(readFileSync(pack.path)).digest('hex')).toBe(sha256)
    expect(readFileSync(join(folder, 'out', 'scored.csv')).equals(scored)).toBe(true)
    expect(second.out).toContain(pack.path)
    expect(second.out).toMatch(/Audit log +intact/)
    expect(second.out).toMatch(/AIR, outcome +age ≤ 25: 0\.795/)
  }, 180_000)

  it('never clears a folder it did not make', async () => {
    mkdirSync(join(folder, 'mine', 'workspace'), { recursive: true })
    writeFileSync(join(folder, 'mine', 'workspace', 'thesis.txt'), 'years of work')
    const refused = await demo('--out', 'mine')
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('was not made by the demo')
    expect(readFileSync(join(folder, 'mine', 'workspace', 'thesis.txt'), 'utf8')).toBe('years of work')
  })

  it('names a folder it cannot make', async () => {
    writeFileSync(join(folder, 'file'), '')
    const refused = await demo('--out', 'file/out')
    expect(refused.code).toBe(73)
  })
})
