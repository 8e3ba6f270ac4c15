import { describe, expect, it } from 'vitest'
import { type SourceFile, sourceFiles } from './source-files.ts'

const MAX_FILE_LINES = 400
const MAX_FUNCTION_LINES = 70

describe('the size law', () => {
  const files = [...sourceFiles('src'), ...sourceFiles('tests')]

  it(`keeps files at ${MAX_FILE_LINES} lines or fewer`, () => {
    const long = files.filter((file) => lineCount(file.text) > MAX_FILE_LINES)
    expect(long.map((file) => `${file.path}: ${lineCount(file.text)}`)).toEqual([])
  })

  it(`keeps functions at ${MAX_FUNCTION_LINES} lines or fewer`, () => {
    const source = files.filter((file) => file.path.startsWith('src/'))
    expect(source.flatMap(longFunctions)).toEqual([])
  })
})

function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

/** Top-level and method declarations by their closing brace at the same indentation: exact for formatted code. */
function longFunctions(file: SourceFile): string[] {
  const lines = file.text.split('\n')
  const found: string[] = []
  for (let start = 0; start < lines.length; start++) {
    const head =
      /^(\s*)(?:export\s+)?(?:async\s+)?function\*?\s+(\w+)|^(\s{2})(?:async\s+|static\s+)*#?(\w+)\([^)]*\)[^;]*\{$/.exec(
        lines[start]!,
      )
    if (head === null) continue
    const indent = head[1] ?? head[3] ?? ''
    const end = lines.findIndex((line, index) => index > start && line.startsWith(`${indent}}`))
    const length = end < 0 ? 1 : end - start + 1
    if (length > MAX_FUNCTION_LINES) found.push(`${file.path}:${start + 1} ${head[2] ?? head[4]}: ${length} lines`)
  }
  return found
}
