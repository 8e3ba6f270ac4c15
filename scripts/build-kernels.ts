import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import asc from 'assemblyscript/asc'

/** Compiles the WebAssembly kernels and writes their bytes as TypeScript beside their plain twins. Usage: npm run kernels */
const FOLDER = resolve(import.meta.dirname, '../src/main/core/kernels')
const OPTIONS = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--importMemory']

/** Kernels that work with others on one memory. */
const ON_SHARED_MEMORY: ReadonlySet<string> = new Set(['gbdt-kernel.ts', 'gbdt-scan.ts'])
const SHARED_OPTIONS = ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536']

/** Generated file of each kernel, by path. */
export async function buildKernels(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const source of readdirSync(join(FOLDER, 'assembly'))
    .filter((name) => name.endsWith('.ts'))
    .sort()) {
    const bytes = await compile(source)
    const name = basename(source, '.ts')
    files.set(join(FOLDER, `${name}.wasm.ts`), generatedFile(name, bytes))
  }
  return files
}

async function compile(source: string): Promise<Uint8Array> {
  let bytes = new Uint8Array()
  const options = ON_SHARED_MEMORY.has(source) ? [...OPTIONS, ...SHARED_OPTIONS] : OPTIONS
  const { error, stderr } = await asc.main([source, '--outFile', 'out.wasm', ...options], {
    readFile: (name: string) => (name === source ? readFileSync(join(FOLDER, 'assembly', source), 'utf8') : null),
    writeFile: (_: string, contents: string | Uint8Array) => {
      if (typeof contents !== 'string') bytes = Uint8Array.from(contents)
    },
    listFiles: () => [],
  })
  if (error !== null) throw new Error(`${source} needs to compile, got ${stderr.toString()}`, { cause: error })
  return bytes
}

function generatedFile(name: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,112}/g) ?? []
  return [
    `/** The module of assembly/${name}.ts in base64. Written by \`npm run kernels\`, not by hand. */`,
    `export const ${name.toUpperCase().replaceAll('-', '_')} = [`,
    ...lines.map((line) => `  '${line}',`),
    "].join('')",
    '',
  ].join('\n')
}

if (import.meta.main) for (const [path, text] of await buildKernels()) writeFileSync(path, text)
