import { describe, expect, it } from 'vitest'
import { bareCode, sourceFiles } from './source-files.ts'

const BANNED = [
  'Math.random',
  'Date.now',
  'new Date(',
  'console.',
  'process.',
  'performance.',
  'setTimeout',
  'fetch(',
  'globalThis',
  'localeCompare',
  'toLocale',
  'Intl.',
]

describe('the law of the pure core', () => {
  const files = sourceFiles('src/main/core')

  it('reads something', () => {
    expect(files.length).toBeGreaterThan(5)
  })

  it.each(BANNED)('never says %s', (word) => {
    expect(files.filter((file) => bareCode(file.text).includes(word)).map((file) => file.path)).toEqual([])
  })

  it('documents every exported function', () => {
    const bare = files.flatMap((file) => {
      const lines = file.text.split('\n')
      return lines.flatMap((line, index) => {
        const name = /^export (?:async )?function\*? (\w+)/.exec(line)?.[1]
        return name !== undefined && !lines[index - 1]?.trimEnd().endsWith('*/') ? [`${file.path}: ${name}`] : []
      })
    })
    expect(bare).toEqual([])
  })

  it('throws only StatisticError', () => {
    const thrown = files.flatMap((file) =>
      [...bareCode(file.text).matchAll(/throw new (\w+)/g)].map((match) => `${file.path}: ${match[1]}`),
    )
    expect(thrown.filter((line) => !line.endsWith(': StatisticError'))).toEqual([])
  })
})
