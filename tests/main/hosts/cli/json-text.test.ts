import { expect, it } from 'vitest'
import { jsonText } from '../../../../src/main/hosts/cli/json-text.ts'

it('indents what a person might read, and writes long documents in one line', () => {
  expect(jsonText({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}')
  const long = Array.from({ length: 60_000 }, (_, i) => i)
  expect(jsonText(long)).toBe(JSON.stringify(long))
})
