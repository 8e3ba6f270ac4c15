import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newRecoveryCode, normalizeRecoveryCode } from '../../../src/main/store/recovery-code.ts'
import { expectError } from './store-fixtures.ts'

describe('recovery code', () => {
  it('is 32 characters of 5 bits and a check character, in 11 groups of 3 letters and digits', () => {
    const codes = Array.from({ length: 50 }, newRecoveryCode)
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}(-[0-9A-HJKMNP-TV-Z]{3}){10}$/)
    expect(new Set(codes).size).toBe(50)
  })

  it('uses every character of the alphabet in the first place: all 160 bits are random', () => {
    const firsts = new Set(Array.from({ length: 2000 }, () => newRecoveryCode()[0]))
    expect(firsts.size).toBe(32)
  })

  it('forgives case, spaces, other dashes, O for 0, and I or L for 1', () => {
    for (let i = 0; i < 200; i++) {
      const code = newRecoveryCode()
      const typed = ` ${code.toLowerCase().replaceAll('-', ' – ').replaceAll('0', 'o').replace('1', 'l').replaceAll('1', 'I')}\n`
      expect(normalizeRecoveryCode(typed)).toBe(code)
    }
  })

  it('finds every single wrong character and every swap of neighbours', async () => {
    const code = newRecoveryCode().replaceAll('-', '')
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    for (let i = 0; i < code.length; i++) {
      for (const other of alphabet) {
        if (other === code[i]) continue
        await expectError(
          () => normalizeRecoveryCode(code.slice(0, i) + other + code.slice(i + 1)),
          'invalidInput',
          /typing error/,
        )
      }
      const swapped = code.slice(0, i) + (code[i + 1] ?? '') + code[i] + code.slice(i + 2)
      if (swapped !== code) await expectError(() => normalizeRecoveryCode(swapped), 'invalidInput', /typing error/)
    }
  })

  it('refuses other lengths and characters in words', async () => {
    await expectError(() => normalizeRecoveryCode('ABC-DEF'), 'invalidInput', /33 letters and digits, got 6/)
    await expectError(() => normalizeRecoveryCode('U'.repeat(33)), 'invalidInput', /no "U"/)
    fc.assert(
      fc.property(fc.string(), (text) => void expect(() => normalizeRecoveryCode(text)).toThrow(/recovery code/i)),
    )
  })
})
