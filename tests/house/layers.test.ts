import { describe, expect, it } from 'vitest'
import { type SourceFile, sourceFiles } from './source-files.ts'

interface Room {
  readonly folder: string
  /** Folders a file of this room may import from, besides its own. */
  readonly folders: readonly string[]
  readonly packages: readonly RegExp[]
}

const NODE = /^node:/
const ROOMS: readonly Room[] = [
  { folder: 'src/shared/', folders: [], packages: [/^zod$/, /^@orpc\/(contract|client)/] },
  { folder: 'src/charts/', folders: ['src/shared/'], packages: [/^echarts/] },
  {
    folder: 'src/main/core/',
    folders: [],
    packages: [/^@stdlib\/stats-base-dists-/, /^@stdlib\/math-base-/, /^@noble\/hashes\//],
  },
  {
    folder: 'src/main/disk/',
    folders: ['src/shared/'],
    packages: [NODE],
  },
  {
    folder: 'src/main/store/',
    folders: ['src/main/core/', 'src/main/disk/', 'src/shared/'],
    packages: [NODE, /^better-sqlite3$/, /^@node-rs\/argon2$/, /^zod$/],
  },
  {
    folder: 'src/main/io/',
    folders: ['src/main/core/', 'src/main/disk/', 'src/shared/', 'src/charts/'],
    packages: [
      NODE,
      /^@duckdb\/node-api$/,
      /^onnxruntime-node$/,
      /^@rgrove\/parse-xml$/,
      /^pdfkit$/,
      /^fflate$/,
      /^echarts/,
      /^zod$/,
    ],
  },
  {
    folder: 'src/main/jobs/',
    folders: ['src/main/core/', 'src/main/disk/', 'src/main/store/', 'src/main/io/', 'src/shared/'],
    packages: [NODE],
  },
  {
    folder: 'src/main/services/',
    folders: ['src/main/core/', 'src/main/disk/', 'src/main/store/', 'src/main/io/', 'src/main/jobs/', 'src/shared/'],
    packages: [NODE, /^@orpc\/(server|contract)$/],
  },
  {
    folder: 'src/main/hosts/electron/',
    folders: ['src/main/hosts/', 'src/main/create-app.ts', 'src/main/jobs/', 'src/shared/'],
    packages: [NODE, /^electron$/, /^@orpc\/server/],
  },
  {
    folder: 'src/main/hosts/',
    folders: ['src/main/create-app.ts', 'src/main/jobs/', 'src/main/core/', 'src/main/disk/', 'src/shared/'],
    packages: [NODE, /^@orpc\/(server|client)/, /^fastify$/, /^@fastify\//, /^commander$/, /^ws$/, /^pino$/, /^zod$/],
  },
  { folder: 'src/main/entries/', folders: ['src/main/hosts/', 'src/main/jobs/'], packages: [NODE] },
  { folder: 'src/preload/', folders: ['src/shared/'], packages: [/^electron$/] },
  {
    folder: 'src/renderer/',
    folders: ['src/shared/', 'src/charts/'],
    packages: [
      /^react/,
      /^@mantine\//,
      /^@tanstack\//,
      /^lucide-react$/,
      /^wouter/,
      /^echarts/,
      /^@orpc\//,
      /^@fontsource\//,
    ],
  },
]

function roomOf(path: string): Room | undefined {
  return ROOMS.find((room) => path.startsWith(room.folder))
}

const files = sourceFiles('src')

describe('the layer law', () => {
  it('gives every source file a room', () => {
    const homeless = files.filter((file) => roomOf(file.path) === undefined && file.path !== 'src/main/create-app.ts')
    expect(homeless.map((file) => file.path)).toEqual([])
  })

  it('lets imports point inwards only', () => {
    expect(files.flatMap(forbiddenImports)).toEqual([])
  })

  it('lets only the Electron folder, its entry and the preload import electron', () => {
    const importers = files
      .filter((file) => file.imports.some((found) => found.specifier === 'electron'))
      .map((file) => file.path)
    expect(
      importers.filter((path) => !/^src\/(main\/hosts\/electron|main\/entries\/electron\.ts|preload)/.test(path)),
    ).toEqual([])
  })

  it('has no import cycles', () => {
    expect(findCycles(files)).toEqual([])
  })
})

function forbiddenImports(file: SourceFile): string[] {
  const room = roomOf(file.path)
  if (room === undefined) return []
  return file.imports.flatMap(({ specifier, target }) => {
    const isAllowed =
      target === null
        ? room.packages.some((allowed) => allowed.test(specifier))
        : target.startsWith(room.folder) ||
          room.folders.some((folder) => target.startsWith(folder)) ||
          /\.css$/.test(target)
    return isAllowed ? [] : [`${file.path} imports ${specifier}`]
  })
}

function findCycles(all: readonly SourceFile[]): string[] {
  const byPath = new Map(all.map((file) => [file.path, file]))
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    state.set(path, 'open')
    for (const { target } of runtimeImports(byPath.get(path)))
      if (target !== null && byPath.has(target)) visit(target, [...trail, path])
    state.set(path, 'done')
  }
  for (const file of all) visit(file.path, [])
  return cycles
}

/** Type-only imports vanish at run time and may point in a circle. */
function runtimeImports(file: SourceFile | undefined): readonly { specifier: string; target: string | null }[] {
  if (file === undefined) return []
  const withoutTypes = file.text.replace(/(?:import|export)\s+type\s[^;]*?from\s*['"][^'"]+['"]/g, '')
  return file.imports.filter(({ specifier }) => withoutTypes.includes(`'${specifier}'`))
}
