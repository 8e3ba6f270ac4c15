/** Gives a forked Node process the `process.parentPort` of a utility process. */
const parentPort = {
  postMessage: (message: unknown) => process.send?.(message),
  on: (_event: 'message', callback: (event: { data: unknown }) => void) =>
    process.on('message', (data) => callback({ data })),
}

Object.defineProperty(process, 'parentPort', { value: parentPort })
