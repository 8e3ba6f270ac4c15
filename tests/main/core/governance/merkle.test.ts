import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  appendMerkleLeaf,
  type MerklePeaks,
  merkleLeafHash,
  merkleRoot,
} from '../../../../src/main/core/governance/merkle.ts'

/** Recursive definition, straight from RFC 6962, section 2.1. */
function referenceRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest()
  if (leaves.length === 1) return createHash('sha256').update(Buffer.of(0)).update(leaves[0]!).digest()
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(referenceRoot(leaves.slice(0, split)))
    .update(referenceRoot(leaves.slice(split)))
    .digest()
}

function rootOf(texts: readonly string[]): string {
  return merkleRoot(texts.reduce<MerklePeaks>((peaks, text) => appendMerkleLeaf(peaks, merkleLeafHash(text)), []))
}

describe('Merkle tree of RFC 6962', () => {
  it('has the published roots of the Certificate Transparency test tree while its leaves are ASCII', () => {
    const leaves = ['', '\0', '\x10', ' !', '01', '@ABC', 'PQRSTUVW', '`abcdefghijklmno']
    const roots = leaves.map((_, index) => rootOf(leaves.slice(0, index + 1)))
    expect(roots).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ])
  })

  it('has the hash of nothing as root of the empty tree', () => {
    expect(merkleRoot([])).toBe(createHash('sha256').digest('hex'))
  })

  it('agrees with the recursive definition for any texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 70 }), (texts) => {
        expect(rootOf(texts)).toBe(referenceRoot(texts.map((text) => Buffer.from(text, 'utf8'))).toString('hex'))
      }),
    )
  })

  it('refuses a hash that is none', () => {
    expect(() => appendMerkleLeaf([], 'xyz')).toThrow(/64 hex/)
    expect(() => merkleRoot(['xyz'])).toThrow(/64 hex/)
  })
})
