import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64, instantiateKernel } from '../../../../src/main/core/kernels/instantiate-kernel.ts'
import { LIKELIHOOD_BLOCK } from '../../../../src/main/core/kernels/likelihood-block.wasm.ts'

describe('kernels', () => {
  it('are decoded from base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(Uint8Array.from(bytes))
      }),
    )
  })

  it('have a memory of their own, all 0', () => {
    const one = instantiateKernel(LIKELIHOOD_BLOCK, 100_000)!
    const other = instantiateKernel(LIKELIHOOD_BLOCK, 100_000)!
    expect(one.buffer.byteLength).toBe(131_072)
    new Uint8Array(one.buffer).fill(1)
    expect(new Uint8Array(other.buffer).every((byte) => byte === 0)).toBe(true)
  })

  it('are not to be had from other bytes, or with more memory than there can be', () => {
    expect(instantiateKernel('AAAA', 1)).toBeNull()
    expect(instantiateKernel(LIKELIHOOD_BLOCK, 2 ** 33)).toBeNull()
  })
})
