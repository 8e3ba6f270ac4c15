/** The part of WebAssembly used here; the core's types know no host. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => KernelModule
  readonly Memory: {
    new (size: { initial: number; maximum: number }): { readonly buffer: ArrayBuffer }
    new (size: { initial: number; maximum: number; shared: true }): SharedKernelMemory
  }
  readonly Instance: new (
    module: KernelModule,
    imports: { env: { memory: unknown } },
  ) => { readonly exports: Readonly<Record<string, (...args: number[]) => number>> }
}

interface KernelModule {
  readonly [Symbol.toStringTag]?: string
}

/** A memory that threads can share; a WebAssembly.Memory. */
export interface SharedKernelMemory {
  readonly buffer: SharedArrayBuffer
}

/** A kernel with a memory of its own. */
export interface Kernel {
  readonly exports: Readonly<Record<string, (...args: number[]) => number>>
  readonly buffer: ArrayBuffer
}

const PAGE = 65_536
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Compiled once; a module is code without data. */
const modules = new Map<string, KernelModule>()

/**
 * A new instance of a WebAssembly kernel with a new memory, all 0.
 *
 * @param base64 - bytes of the module, as `npm run kernels` wrote them
 * @param bytes - size of the memory
 * @returns null where WebAssembly or so much memory is not to be had; every kernel has a plain twin for that
 */
export function instantiateKernel(base64: string, bytes: number): Kernel | null {
  const pages = Math.ceil(bytes / PAGE)
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    return { exports: instantiateOn(base64, memory), buffer: memory.buffer }
  } catch {
    return null
  }
}

/**
 * A new memory that threads can share, all 0.
 *
 * @param bytes - its size
 * @returns null where WebAssembly or so much memory is not to be had
 */
export function sharedKernelMemory(bytes: number): SharedKernelMemory | null {
  const pages = Math.ceil(bytes / PAGE)
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  } catch {
    return null
  }
}

/**
 * A new instance of a WebAssembly kernel on a memory.
 *
 * @param base64 - bytes of the module, as `npm run kernels` wrote them
 * @param memory - a WebAssembly.Memory, shared if the kernel was compiled for one
 * @returns its functions
 */
export function instantiateOn(base64: string, memory: unknown): Kernel['exports'] {
  let module = modules.get(base64)
  if (module === undefined) {
    module = new WebAssembly.Module(decodeBase64(base64))
    modules.set(base64, module)
  }
  return new WebAssembly.Instance(module, { env: { memory } }).exports
}

/** Bytes of a text in base64, with = at its end. @param text - length a multiple of 4 */
export function decodeBase64(text: string): Uint8Array {
  const nPadding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - nPadding)
  for (let i = 0, at = 0; i < text.length; i += 4) {
    let word = 0
    for (let k = 0; k < 4; k++) word = word * 64 + Math.max(0, DIGITS.indexOf(text[i + k]!))
    for (const shift of [16, 8, 0]) if (at < bytes.length) bytes[at++] = word >> shift
  }
  return bytes
}
