import { StatisticError } from '../statistic-error.ts'
import type { GbdtKernel } from './gbdt-kernel.ts'
import { GBDT_KERNEL } from './gbdt-kernel.wasm.ts'
import { plainGbdtKernel } from './gbdt-plain.ts'
import { GBDT_SCAN } from './gbdt-scan.wasm.ts'
import { instantiateOn, sharedKernelMemory } from './instantiate-kernel.ts'

/** Memory that the hands of a crew share. */
export interface GbdtMemory {
  readonly buffer: ArrayBufferLike
  /** A WebAssembly.Memory over the same bytes; null where there is no WebAssembly. */
  readonly wasm: unknown
}

/** WebAssembly ends there, and plain memory is kept to it. */
const MOST_BYTES = 2 ** 32

/**
 * New memory, all 0, that threads can share.
 *
 * @throws StatisticError `undefined` if it is not to be had
 */
export function gbdtMemory(bytes: number): GbdtMemory {
  const shared = bytes > MOST_BYTES ? null : sharedKernelMemory(bytes)
  if (shared !== null) return { buffer: shared.buffer, wasm: shared }
  try {
    if (bytes <= MOST_BYTES) return { buffer: new SharedArrayBuffer(Math.ceil(bytes / 8) * 8), wasm: null }
  } catch {
    // Said below.
  }
  throw new StatisticError('undefined', `growTrees needs ${bytes} bytes of memory, got less`)
}

/** The inner loops of boosted trees on that memory: by WebAssembly, or in plain TypeScript where there is none. */
export function gbdtKernel({ buffer, wasm }: GbdtMemory): GbdtKernel {
  if (wasm === null) return plainGbdtKernel(buffer)
  const functions = { ...instantiateOn(GBDT_KERNEL, wasm), ...instantiateOn(GBDT_SCAN, wasm) }
  return functions as unknown as GbdtKernel
}
