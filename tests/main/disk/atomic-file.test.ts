import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { discardPartialFile, openAtomicFile, writeFileAtomically } from '../../../src/main/disk/atomic-file.ts'
import { temporaryFolder } from '../io/csv/csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

describe('openAtomicFile', () => {
  it('shows nothing under the name before the commit', () => {
    const path = folder.path('a.txt')
    const file = openAtomicFile(path)
    file.write(Buffer.from('hello '))
    file.write(Buffer.from('world'))
    expect(existsSync(path)).toBe(false)
    expect(file.commit()).toEqual({
      path,
      bytes: 11,
      sha256: createHash('sha256').update('hello world').digest('hex'),
    })
    expect(readFileSync(path, 'utf8')).toBe('hello world')
    expect(existsSync(`${path}.assay.partial`)).toBe(false)
    file.discard()
    expect(readFileSync(path, 'utf8')).toBe('hello world')
  })

  it.skipIf(process.platform === 'win32')('is readable by its owner only', () => {
    const path = folder.path('mode.txt')
    writeFileAtomically(path, Buffer.from('x'))
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('leaves an older file in place when discarded', () => {
    const path = folder.write('old.txt', 'old')
    const file = openAtomicFile(path)
    file.write(Buffer.from('new'))
    file.discard()
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(existsSync(`${path}.assay.partial`)).toBe(false)
    expect(() => file.write(Buffer.from('x'))).toThrow('needs an open file')
  })

  it('replaces an older file, and what a killed writer left', () => {
    const path = folder.write('again.txt', 'old')
    writeFileSync(`${path}.assay.partial`, 'half of something')
    writeFileAtomically(path, Buffer.from('new'))
    expect(readFileSync(path, 'utf8')).toBe('new')
  })

  it('says what to do where it cannot write', () => {
    expect(() => openAtomicFile(folder.path('no/such/folder.txt'))).toThrow(
      expect.objectContaining({
        code: 'cannotWrite',
        hint: 'The folder does not exist: create it, or choose another.',
      }),
    )
    mkdirSync(folder.path('sub'))
    expect(() => openAtomicFile(folder.path('sub'))).toThrow(expect.objectContaining({ code: 'cannotWrite' }))
    expect(readdirSync(folder.path('sub'))).toEqual([])
  })

  it.runIf(process.platform === 'linux')('keeps the old file when the disk is full', () => {
    expect(() => writeFileAtomically('/dev/full/x', Buffer.from('x'))).toThrow(
      expect.objectContaining({ code: 'cannotWrite' }),
    )
  })

  it('removes a partial file by hand', () => {
    const path = folder.path('killed.csv')
    writeFileSync(`${path}.assay.partial`, 'half')
    discardPartialFile(path)
    discardPartialFile(path)
    expect(existsSync(`${path}.assay.partial`)).toBe(false)
  })
})
