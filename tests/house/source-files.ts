import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

export interface SourceFile {
  /** Path from the project's root, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly imports: readonly SourceImport[]
}

export interface SourceImport {
  readonly specifier: string
  /** Path from the root for relative imports; null for packages. */
  readonly target: string | null
}

/** Every TypeScript file below a folder of the project. */
export function sourceFiles(folder: string): SourceFile[] {
  return listFiles(join(ROOT, folder))
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => {
      const text = readFileSync(file, 'utf8')
      return { path: relative(ROOT, file).replaceAll('\\', '/'), text, imports: importsOf(file, text) }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? listFiles(path) : [path]
  })
}

const STATIC_IMPORT = /^(?:import|export)\b(?:[^'"=;]*?\bfrom)?\s*'([^']+)'/gm
const DYNAMIC_IMPORT = /\bimport\(\s*'([^']+)'\s*\)/g

function importsOf(file: string, text: string): SourceImport[] {
  const matches = [...text.matchAll(STATIC_IMPORT), ...text.matchAll(DYNAMIC_IMPORT)]
  const found = new Set(matches.map((match) => match[1]!))
  return [...found].map((specifier) => ({
    specifier,
    target: specifier.startsWith('.') ? relative(ROOT, join(dirname(file), specifier)).replaceAll('\\', '/') : null,
  }))
}

/** Code without comments and without the insides of strings, for looking for words. */
export function bareCode(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[^:'"`])\/\/[^\n]*/g, '$1')
    .replace(/'(?:\\.|[^'\\\n])*'/g, "''")
    .replace(/"(?:\\.|[^"\\\n])*"/g, '""')
}
