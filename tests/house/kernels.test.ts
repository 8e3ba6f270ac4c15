import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildKernels } from '../../scripts/build-kernels.ts'
import { ROOT } from './source-files.ts'

describe('the WebAssembly kernels', () => {
  it('are what their sources compile to; `npm run kernels` writes them', async () => {
    const built = await buildKernels()
    const written = readdirSync(join(ROOT, 'src/main/core/kernels')).filter((name) => name.endsWith('.wasm.ts'))
    expect(built.size).toBe(written.length)
    for (const [path, text] of built) expect(readFileSync(path, 'utf8')).toBe(text)
    // The compiler gives the same bytes every time.
    expect(await buildKernels()).toEqual(built)
  })
})
