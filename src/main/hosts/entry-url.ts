/**
 * The URL of another entry beside the running one: `worker.ts` in the source tree, `worker.js` in the build.
 *
 * @param name - entry without extension
 * @param fromEntry - `import.meta.url` of the running entry
 */
export function siblingEntry(name: string, fromEntry: string): URL {
  const extension = new URL(fromEntry).pathname.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./${name}.${extension}`, fromEntry)
}
