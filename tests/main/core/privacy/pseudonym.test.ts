import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pseudonym } from '../../../../src/main/core/privacy/pseudonym.ts'
import { thrownKind } from '../stats/thrown-kind.ts'

interface Case {
  readonly keyHex: string
  readonly purpose: string
  readonly text: string
  readonly token: string
}

const golden: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../golden/pseudonym.json'), 'utf8'),
)
const KEY = Uint8Array.from({ length: 32 }, (_, i) => i)

describe('pseudonym', () => {
  it("agrees with Python's hmac", () => {
    expect(golden.cases.length).toBe(108)
    for (const { keyHex, purpose, text, token } of golden.cases) {
      expect(pseudonym(Uint8Array.from(Buffer.from(keyHex, 'hex')), purpose, text)).toBe(token)
    }
  })

  it('tells every key, purpose and text of the collection apart', () => {
    expect(new Set(golden.cases.map((entry) => entry.token)).size).toBe(golden.cases.length)
  })

  it('has one form, and is the same every time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const token = pseudonym(KEY, 'purpose', text)
        expect(token).toMatch(/^p_[0-9a-hjkmnp-tv-z]{20}$/)
        expect(pseudonym(KEY.slice(), 'purpose', text)).toBe(token)
      }),
    )
  })

  it('does not let purpose and text run into each other', () => {
    expect(pseudonym(KEY, 'ab', 'c')).not.toBe(pseudonym(KEY, 'a', 'bc'))
  })

  it('refuses keys of another length, no purpose, and lone surrogates, without showing the text', () => {
    expect(thrownKind(() => pseudonym(new Uint8Array(31), 'p', 'x'))).toBe('invalidInput')
    expect(thrownKind(() => pseudonym(new Uint8Array(33), 'p', 'x'))).toBe('invalidInput')
    expect(thrownKind(() => pseudonym(KEY, '', 'x'))).toBe('invalidInput')
    expect(thrownKind(() => pseudonym(KEY, '\ud800', 'x'))).toBe('invalidInput')
    expect(() => pseudonym(KEY, 'p', 'secret\udc00')).toThrow(/^(?!.*secret)/)
    expect(thrownKind(() => pseudonym(KEY, 'p', 'secret\udc00'))).toBe('invalidInput')
  })
})
