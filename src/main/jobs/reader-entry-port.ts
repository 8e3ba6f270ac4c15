import type { ReaderPort } from './reader-main.ts'
import type { ToReader } from './reader-protocol.ts'

/** The part of Electron's `process.parentPort` used here; absent under Node. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', callback: (event: { data: unknown }) => void): void
}

/** The wire of a reader process to its parent: the channel of `child_process.fork` under Node, of `utilityProcess` under Electron. */
export function entryPort(): ReaderPort {
  const { parentPort } = process as unknown as { parentPort?: ParentPort }
  if (parentPort !== undefined) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (callback) => parentPort.on('message', (event) => callback(event.data as ToReader)),
    }
  }
  // Without its parent the reader has nobody to read for.
  process.on('disconnect', () => process.exit())
  return {
    send: (message) => {
      process.send?.(message)
    },
    onMessage: (callback) => {
      process.on('message', (message) => callback(message as ToReader))
    },
  }
}
