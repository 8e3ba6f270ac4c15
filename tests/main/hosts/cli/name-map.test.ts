import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readNameMap } from '../../../../src/main/hosts/cli/name-map.ts'

const folder = mkdtempSync(join(tmpdir(), 'assay-map-'))
afterAll(() => rmSync(folder, { recursive: true }))
const read = (text: string) => {
  const path = join(folder, 'map.json')
  writeFileSync(path, text)
  return readNameMap(path)
}

describe('readNameMap', () => {
  it('gives columns by name', () => {
    expect(read('{"f0":"income","f 1":"age"}')).toEqual({ f0: 'income', 'f 1': 'age' })
  })

  it.each([
    ['["income"]', /map.json needs one object of names and columns, got a list/],
    ['"income"', /got string/],
    ['{"f0":0}', /name of a column for "f0", got number/],
    ['{"f0"', /not JSON/],
  ])('refuses %s', (text, message) => expect(() => read(text)).toThrow(message))
})
