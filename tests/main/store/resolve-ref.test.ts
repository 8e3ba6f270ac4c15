import { describe, expect, it } from 'vitest'
import { resolveRef } from '../../../src/main/store/resolve-ref.ts'
import { expectError } from './store-fixtures.ts'

const candidates = [
  { id: 'abcd-1', name: 'loans', version: 1 },
  { id: 'abce-2', name: 'loans', version: 10 },
  { id: 'ffff-3', name: 'loans', version: 2 },
  { id: 'loans@2x', name: 'a@2', version: 1 },
  { id: 'gggg-5', name: 'abc', version: 1 },
]
const idOf = (ref: string) => resolveRef('data set', ref, candidates).id

describe('references', () => {
  it('find by exact id, name (latest version by number), name@version, and unique prefix', () => {
    expect(idOf('abcd-1')).toBe('abcd-1')
    expect(idOf('abcd')).toBe('abcd-1')
    expect(idOf('fff')).toBe('ffff-3')
    expect(idOf('loans')).toBe('abce-2')
    expect(idOf('loans@1')).toBe('abcd-1')
    expect(idOf('a@2')).toBe('loans@2x')
    expect(idOf('a@2@1')).toBe('loans@2x')
  })

  it('take an exact name before any prefix, so that a new id cannot change what a name means', () => {
    expect(idOf('loa')).toBe('loans@2x')
    expect(idOf('abc')).toBe('gggg-5')
  })

  it('call a prefix of several ids ambiguous', async () => {
    const error = await expectError(
      () => resolveRef('model', 'abc', candidates.slice(0, 2)),
      'invalidInput',
      /ambiguous: 2 ids/,
    )
    expect(error.hint).toContain('abcd-1, abce-2')
  })

  it('want 3 characters for a prefix, and hint at no more than 5 names', async () => {
    await expectError(() => idOf('ff'), 'notFound', /No data set matches "ff"/)
    const many = Array.from({ length: 9 }, (_, index) => ({
      id: `x${index}`,
      name: `name ${index % 7}`,
      version: index,
    }))
    const error = await expectError(() => resolveRef('data set', 'loans@3', many), 'notFound', /loans@3/)
    expect(error.hint).toBe('Known: name 0, name 1, name 2, name 3, name 4, ….')
    expect((await expectError(() => resolveRef('job', 'abc', []), 'notFound', /job/)).hint).toBe('There is no job yet.')
  })
})
