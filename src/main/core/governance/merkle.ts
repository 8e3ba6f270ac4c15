import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { StatisticError } from '../statistic-error.ts'

const LEAF_PREFIX = Uint8Array.of(0)
const NODE_PREFIX = Uint8Array.of(1)

/**
 * Roots of the complete subtrees that a Merkle tree of some size falls into, largest (leftmost) first; null where the
 * binary digit of the size is 0. `peaks[k]` covers 2^k leaves, so the array is indexed by height.
 */
export type MerklePeaks = readonly (string | null)[]

/**
 * Hash of one leaf of the tree.
 *
 *     leaf = SHA-256(0x00 ‖ UTF-8(text))
 *
 * @param text - the leaf's text
 * @returns lower-case hex, 64 characters
 * @see RFC 6962, Certificate Transparency, section 2.1
 */
export function merkleLeafHash(text: string): string {
  return bytesToHex(sha256(concatBytes(LEAF_PREFIX, utf8ToBytes(text))))
}

/**
 * Adds one leaf to a tree kept as its peaks; O(log n) and without the earlier leaves.
 *
 * @param peaks - peaks of the tree so far, `[]` for the empty tree
 * @param leafHash - hash of the new leaf, 64 hex characters
 * @returns peaks of the tree with one leaf more
 * @throws StatisticError `invalidInput` if a hash is not 64 hex characters
 * @see RFC 6962, section 2.1
 */
export function appendMerkleLeaf(peaks: MerklePeaks, leafHash: string): MerklePeaks {
  const next = [...peaks]
  let carried = checkedHash(leafHash)
  for (let height = 0; ; height++) {
    const left = next[height] ?? null
    if (left === null) {
      next[height] = carried
      return next
    }
    next[height] = null
    carried = nodeHash(left, carried)
  }
}

/**
 * Root of the tree with the given peaks; the root of the empty tree is SHA-256 of nothing.
 *
 *     node = SHA-256(0x01 ‖ left ‖ right), split at the largest power of two below the size
 *
 * @param peaks - as {@link appendMerkleLeaf} returns them
 * @returns lower-case hex, 64 characters
 * @throws StatisticError `invalidInput` if a hash is not 64 hex characters
 * @see RFC 6962, section 2.1
 */
export function merkleRoot(peaks: MerklePeaks): string {
  let root: string | null = null
  for (const peak of peaks) {
    if (peak !== null) root = root === null ? checkedHash(peak) : nodeHash(peak, root)
  }
  return root ?? bytesToHex(sha256(new Uint8Array(0)))
}

function nodeHash(left: string, right: string): string {
  return bytesToHex(sha256(concatBytes(NODE_PREFIX, hexToBytes(checkedHash(left)), hexToBytes(checkedHash(right)))))
}

function checkedHash(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw new StatisticError('invalidInput', `Merkle tree needs hashes of 64 hex characters, got ${hash.length}`)
  return hash
}
