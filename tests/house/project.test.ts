import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { VERSION } from '../../src/shared/version.ts'
import { bareCode, ROOT, sourceFiles } from './source-files.ts'

describe('the project', () => {
  it('has one version', () => {
    expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version).toBe(VERSION)
  })

  it('has no default exports, no "any" and no silenced checks', () => {
    const bad = sourceFiles('src').filter(
      (file) => /export default|\bas any\b|: any\b/.test(bareCode(file.text)) || /@ts-(ignore|nocheck)/.test(file.text),
    )
    expect(bad.map((file) => file.path)).toEqual([])
  })

  it('locks packages without naming a registry', () => {
    expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/)
  })
})
