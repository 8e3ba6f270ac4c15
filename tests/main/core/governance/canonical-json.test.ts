import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../../src/main/core/governance/canonical-json.ts'
import { contentHash } from '../../../../src/main/core/governance/content-hash.ts'

describe('canonicalJson', () => {
  it('sorts keys by code unit and leaves no white space', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'x'], é: 2, B: 3 })).toBe('{"B":3,"a":[true,null,"x"],"b":1,"é":2}')
  })

  it('leaves undefined members out and prints −0 as 0', () => {
    expect(canonicalJson({ a: undefined, b: -0 })).toBe('{"b":0}')
  })

  it('treats __proto__ as an ordinary key', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":1,"a":2}'))).toBe('{"__proto__":1,"a":2}')
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, new Float64Array(1), new Map()])(
    'refuses %s',
    (value) => {
      expect(() => canonicalJson({ value })).toThrow(/canonicalJson needs/)
    },
  )

  it('reads back to an equal value, and its text is a fixed point', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })
})

describe('contentHash', () => {
  it('is SHA-256 of the canonical text', () => {
    expect(contentHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
  })

  it('does not depend on the order of keys', () => {
    expect(contentHash({ a: 1, b: 2 })).toBe(contentHash({ b: 2, a: 1 }))
  })
})
