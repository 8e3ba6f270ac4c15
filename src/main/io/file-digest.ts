import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { type InputFile, inputFileError } from './input-file.ts'

const BLOCK = 1 << 20

/** SHA-256 of a whole file, in hex. */
export function fileDigest(file: InputFile): string {
  const hash = createHash('sha256')
  let descriptor: number | null = null
  try {
    descriptor = openSync(file.path, 'r')
    const block = new Uint8Array(BLOCK)
    for (let n = readSync(descriptor, block); n > 0; n = readSync(descriptor, block)) hash.update(block.subarray(0, n))
  } catch (cause) {
    throw inputFileError(cause, file.fileName)
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
  return hash.digest('hex')
}
