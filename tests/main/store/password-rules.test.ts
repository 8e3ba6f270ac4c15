import { describe, expect, it } from 'vitest'
import { checkNewPassword } from '../../../src/main/store/password-rules.ts'
import { expectError } from './store-fixtures.ts'

describe('password rules', () => {
  it('take any 15 characters: no rules of composition', () => {
    for (const password of [
      'purple staple horse',
      'zoobarwibblequx',
      '!@#$%^&*()_+-=[',
      'ääöüß çñ 漢字 чай xy',
      '               x',
    ]) {
      expect(() => checkNewPassword(password, ['ada', 'Retail'])).not.toThrow()
    }
  })

  it('count characters, not code units, in one Unicode form', async () => {
    await expectError(() => checkNewPassword('purple staple ', []), 'invalidInput', /at least 15 characters, got 14/)
    await expectError(() => checkNewPassword('🙂'.repeat(14), []), 'invalidInput', /got 14/)
    await expectError(() => checkNewPassword('e\u0301abcdefghijklm', []), 'invalidInput', /got 14/)
  })

  it('refuse what guessing programs try first, whatever its case and punctuation', async () => {
    for (const password of [
      'passwordpassword',
      'Password-Password!',
      'QWERTYUIOP 123456',
      '1234567890123456',
      'aaaaaaaaaaaaaaaaaaa',
      'abcabcabcabcabcabc',
      '----------------',
    ]) {
      await expectError(() => checkNewPassword(password, []), 'invalidInput', /guessing programs/)
    }
  })

  it('refuse names of user and workspace over and over, with digits', async () => {
    await expectError(
      () => checkNewPassword('Ada.Lovelace-2026', ['Ada Lovelace', 'Retail']),
      'invalidInput',
      /guessing programs/,
    )
    await expectError(
      () => checkNewPassword('retail retail retail 1', ['ada', 'Retail']),
      'invalidInput',
      /guessing programs/,
    )
    expect(() => checkNewPassword('Ada Lovelace writes programs', ['Ada Lovelace'])).not.toThrow()
  })

  it('never repeat the password in the message', async () => {
    const error = await expectError(() => checkNewPassword('passwordpassword', []), 'invalidInput', /./)
    expect(JSON.stringify(error.toReply())).not.toContain('passwordpassword')
  })
})
