import { describe, expect, it } from 'vitest'
import { NO_CHOICES } from '../../../../../src/renderer/pages/datasets/import/import-choices.ts'
import { droppedPaths, unknownPathText } from '../../../../../src/renderer/pages/datasets/import/import-files.ts'
import { remembered } from '../../../../../src/renderer/pages/datasets/import/use-import-choices.ts'

const files = [new File(['x'], 'a.csv'), new File(['y'], 'b.csv')]

describe('droppedPaths', () => {
  it('gives the paths a desktop knows', () => {
    const desktop = { pathOfDroppedFile: (file: File) => (file.name === 'a.csv' ? '/d/a.csv' : null) }
    expect(droppedPaths(files, desktop)).toEqual({ paths: ['/d/a.csv'], unknown: ['b.csv'] })
  })

  it('names the files of which a browser tells no path', () => {
    const { unknown } = droppedPaths(files, null)
    expect(unknownPathText(unknown)).toContain('2 files lie')
    expect(unknownPathText(['a.csv'])).toContain('“a.csv” lies')
  })
})

describe('remembered', () => {
  it('takes letters typed into one field as one change, and other changes one by one', () => {
    const entry = (label: string) => ({ label, before: NO_CHOICES })
    const labels = ['role of a', 'role of a', 'text of name', 'text of name'].reduce(
      (past, label) => remembered(past, entry(label)),
      [] as ReturnType<typeof remembered>,
    )
    expect(labels.map(({ label }) => label)).toEqual(['role of a', 'role of a', 'text of name'])
  })
})
