import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../../../src/main/hosts/cli/exit-code.ts'
import { cli } from './cli-run.ts'

const DOCS = new URL('../../../../docs/', import.meta.url)
const PAGES = ['user-guide.md', 'data-room.md', 'scorecards.md', 'command-line.md']
const folder = mkdtempSync(join(tmpdir(), 'assay-manual-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the commands of the manual', () => {
  it.each(PAGES)('are understood, those of %s', async (page) => {
    const commands = commandsIn(readFileSync(new URL(page, DOCS), 'utf8'))
    expect(commands.length).toBeGreaterThan(5)
    const notUnderstood: string[] = []
    for (const command of commands) {
      // There is no workspace here: what is understood fails later, and not as a fault of usage.
      const { code, err } = await cli(wordsOf(command), { folder, input: 'value' })
      if (code === EXIT.usage || code === EXIT.done) notUnderstood.push(`${command}: ${err.trim()}`)
    }
    expect(notUnderstood).toEqual([])
  })
})

/** Lines that can be run as they stand; those that would make something are left out. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/^(?:npx )?assay (.+)$/gm)]
    .map(([, rest]) => rest!.replace(/ {2,}#.*$| > .*$/, '').trim())
    .filter((command) => !command.includes('[') && !/^(init|demo|serve|call|procedures)\b/.test(command))
}

/** The words a shell would make of a line. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare!,
  )
}
