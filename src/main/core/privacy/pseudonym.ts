import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { StatisticError } from '../statistic-error.ts'

const DOMAIN = utf8ToBytes('assay/pseudonym/v1')
const KEY_BYTES = 32
/** Crockford's base 32 in lower case: no i, l, o, u. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const N_CHARACTERS = 20

/**
 * Keyed pseudonym of one value.
 *
 *     p_ ‖ first 20 characters of base32(HMAC-SHA-256(key, field("assay/pseudonym/v1") ‖ field(purpose) ‖ field(text)))
 *     field(x) = length of UTF-8(x) in bytes as 4 bytes, big-endian ‖ UTF-8(x)
 *
 * The same key, purpose and text always give the same token, so versions of a dataset still join; another purpose gives an
 * unrelated one. The text is taken exactly as it stands: `A1` and `a1 ` are two subjects. Without the key a token cannot be
 * recomputed, not even by trying all texts.
 *
 * A token carries 100 bits: among n = 10^7 subjects two share one with probability n² / 2^101 ≈ 4 · 10⁻¹⁷.
 *
 * @param key - secret of 32 bytes
 * @param purpose - what the tokens are for, the id of a dataset and its column for instance; not empty
 * @param text - the value
 * @returns `p_` and 20 characters of Crockford's base 32 in lower case
 * @throws StatisticError `invalidInput` if the key has not 32 bytes, the purpose is empty, or a text is no Unicode (a lone
 * surrogate, which UTF-8 cannot tell from another)
 * @see RFC 2104, HMAC; ENISA (2019), Pseudonymisation techniques and best practices, section 5.1.4
 */
export function pseudonym(key: Uint8Array, purpose: string, text: string): string {
  if (key.length !== KEY_BYTES) {
    throw new StatisticError('invalidInput', `pseudonym needs a key of ${KEY_BYTES} bytes, got ${key.length}`)
  }
  if (purpose === '') throw new StatisticError('invalidInput', 'pseudonym needs a purpose, got an empty text')
  if (!purpose.isWellFormed() || !text.isWellFormed()) {
    throw new StatisticError('invalidInput', 'pseudonym needs Unicode text, got a lone surrogate')
  }
  const mac = hmac.create(sha256, key)
  for (const field of [DOMAIN, utf8ToBytes(purpose), utf8ToBytes(text)]) {
    mac.update(bigEndian(field.length)).update(field)
  }
  return `p_${base32(mac.digest(), N_CHARACTERS)}`
}

function bigEndian(length: number): Uint8Array {
  return Uint8Array.of(length >>> 24, length >>> 16, length >>> 8, length)
}

/** The first characters of the bytes in base 32, five bits each from the highest. */
function base32(bytes: Uint8Array, nCharacters: number): string {
  let text = ''
  let buffer = 0
  let nBits = 0
  for (let i = 0; text.length < nCharacters; ) {
    if (nBits < 5) {
      buffer = ((buffer & 31) << 8) | bytes[i++]!
      nBits += 8
    }
    nBits -= 5
    text += ALPHABET[(buffer >>> nBits) & 31]
  }
  return text
}
