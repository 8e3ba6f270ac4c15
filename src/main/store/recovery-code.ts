import { randomBytes } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const N_BYTES = 20
const N_CHARACTERS = 32
const GROUP = 3
/** Crockford's check: prime, above 32, so one wrong character or two swapped ones always show. */
const CHECK_MODULUS = 37n

/**
 * A new recovery code: 160 random bits and a check character, as 11 groups of 3.
 * Draws whose check would be one of Crockford's five extra symbols are drawn again, so that the code is letters and digits only.
 */
export function newRecoveryCode(): string {
  for (;;) {
    const value = BigInt(`0x${randomBytes(N_BYTES).toString('hex')}`)
    const check = Number(value % CHECK_MODULUS)
    if (check < ALPHABET.length) return grouped(digitsOf(value) + ALPHABET[check]!)
  }
}

/**
 * The code in its one written form, forgiving case, spaces, hyphens, O for 0, and I or L for 1.
 *
 * @throws AppError `invalidInput` if it cannot be a recovery code, or a typing error shows in its check character
 */
export function normalizeRecoveryCode(typed: string): string {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (code.length !== N_CHARACTERS + 1) {
    throw new AppError(
      'invalidInput',
      `A recovery code has ${N_CHARACTERS + 1} letters and digits, got ${code.length}`,
      { hint: 'Compare it with the one you wrote down.' },
    )
  }
  let value = 0n
  for (const character of code.slice(0, N_CHARACTERS)) value = value * 32n + BigInt(digitOf(character))
  if (Number(value % CHECK_MODULUS) !== digitOf(code[N_CHARACTERS]!)) {
    throw new AppError('invalidInput', 'The recovery code has a typing error: its check character does not fit', {
      hint: 'Compare it with the one you wrote down.',
    })
  }
  return grouped(code)
}

function digitsOf(value: bigint): string {
  let digits = ''
  for (let position = N_CHARACTERS - 1; position >= 0; position--)
    digits += ALPHABET[Number((value >> BigInt(5 * position)) & 31n)]!
  return digits
}

function digitOf(character: string): number {
  const digit = ALPHABET.indexOf(character)
  if (digit < 0)
    throw new AppError('invalidInput', `A recovery code has no "${character}"`, {
      hint: 'Compare it with the one you wrote down.',
    })
  return digit
}

function grouped(code: string): string {
  return (code.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-')
}
