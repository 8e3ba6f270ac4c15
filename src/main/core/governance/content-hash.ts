import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from './canonical-json.ts'

/**
 * SHA-256 of the canonical JSON of a plain value, in lower-case hex. Equal values have equal hashes on every machine.
 *
 * @throws StatisticError `invalidInput` as {@link canonicalJson}
 */
export function contentHash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))
}
