import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const LAUNCHER = fileURLToPath(new URL('../../../../bin/assay.mjs', import.meta.url))

function launch(...argv: string[]) {
  const environment = { ...process.env, ASSAY_WORKSPACE: '' }
  return spawnSync(process.execPath, [LAUNCHER, ...argv], { encoding: 'utf8', cwd: tmpdir(), env: environment })
}

it('runs from any folder, from source, without a word on standard error', () => {
  const result = launch('procedures', '--json')
  expect(result.stderr).toBe('')
  expect(JSON.parse(result.stdout).length).toBeGreaterThan(30)
  expect(result.status).toBe(0)
})

it('hands on the exit code', () => {
  const result = launch('datasets')
  expect(result.stderr).toMatch(/^error: A workspace is needed; hint: [^\n]+\n$/)
  expect(result.status).toBe(2)
})
