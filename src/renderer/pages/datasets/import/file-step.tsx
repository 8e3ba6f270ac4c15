import { Button } from '@mantine/core'
import { FilePlus } from 'lucide-react'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import type { DatasetPreview } from '../../../../shared/contract/index.ts'
import { formatBytes, formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { FilePathField } from '../../../components/file-path-field.tsx'
import { KeyValues } from '../../../components/key-values.tsx'
import { Panel } from '../../../components/panel.tsx'
import { BatchPanel } from './batch-table.tsx'
import { type ImportChoices, NO_CHOICES } from './import-choices.ts'
import { droppedPaths, IMPORT_KINDS, unknownPathText } from './import-files.ts'
import { ApplyTemplate } from './templates.tsx'
import type { ChangeChoices } from './use-import-choices.ts'

interface FileProps {
  readonly choices: ImportChoices
  readonly onChange: ChangeChoices
  readonly preview: DatasetPreview | undefined
  readonly isReady: boolean
  /** Why the file cannot be read, and what to do. */
  readonly problem: ReactNode
}

/** Which file, or which files, and whether a template already says how to read them. */
export function FileStep({ choices, onChange, preview, isReady, problem }: FileProps) {
  const [note, setNote] = useState<string | null>(null)
  const [isOver, setOver] = useState(false)
  const { desktop } = useServices()
  const area = useRef<HTMLDivElement>(null)
  const take = (paths: readonly string[]) => onChange('files', (old) => withFiles(old, paths))
  const drop = (event: DragEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setOver(false)
    const { paths, unknown } = droppedPaths(event.dataTransfer.files, desktop)
    if (paths.length > 0) take(paths)
    setNote(unknown.length === 0 ? null : unknownPathText(unknown))
    if (unknown.length > 0) area.current?.querySelector('input')?.focus()
  }
  return (
    <div className="stack" style={{ gap: 16 }}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the field and its button do the same */}
      <div
        ref={area}
        className="import-drop"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDropCapture={drop}
      >
        <FilePathField
          label="File"
          mode="file"
          kinds={IMPORT_KINDS}
          value={choices.path}
          error={note}
          onChange={(path) => {
            setNote(null)
            onChange('text of file', (old) => withFirstFile(old, path))
          }}
          description="CSV and other delimited text (also .gz), Excel .xlsx, Parquet, JSON lines. Nothing is stored until you press Import."
        />
        <div className="row-between">
          <span className="caption">
            {desktop === null ? 'Several files: add them one by one.' : 'Or drop one or many files here.'}
          </span>
          <AddFile onAdd={(path) => take([...allFiles(choices), path])} isFirst={choices.path.trim() === ''} />
        </div>
      </div>
      {problem}
      {choices.moreFiles.length > 0 && <BatchPanel choices={choices} onChange={onChange} isReady={isReady} />}
      <div className="columns-2">
        <Panel title="Decisions made before">
          <ApplyTemplate choices={choices} onChange={onChange} />
        </Panel>
        <Panel title="What was found">
          {preview === undefined ? (
            <p className="muted" style={{ margin: 0 }}>
              Choose a file to see what is in it. Delimiter, decimal mark, encoding and types are found out, each with
              its reason, and can be changed. Numbers are read from their text and never altered.
            </p>
          ) : (
            <Facts preview={preview} />
          )}
        </Panel>
      </div>
    </div>
  )
}

function Facts({ preview }: { preview: DatasetPreview }) {
  return (
    <KeyValues
      items={[
        ['File', preview.fileName],
        ['Size', formatBytes(preview.bytes)],
        ['Rows', `${formatNumber(preview.nRows, 'integer')}${preview.isPartial ? ' in the part read so far' : ''}`],
        ['Columns', formatNumber(preview.columns.length, 'integer')],
        ['Cells that do not fit', formatNumber(preview.nIssues, 'integer')],
      ]}
    />
  )
}

function AddFile({ onAdd, isFirst }: { onAdd: (path: string) => void; isFirst: boolean }) {
  const { desktop } = useServices()
  const [isAdding, setAdding] = useState(false)
  const [path, setPath] = useState('')
  const add = () => {
    if (path.trim() === '') return
    onAdd(path.trim())
    setPath('')
    setAdding(false)
  }
  if (isAdding) {
    return (
      <form
        className="import-add"
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <FilePathField label="Further file" mode="file" kinds={IMPORT_KINDS} value={path} onChange={setPath} />
        <Button type="submit" disabled={path.trim() === ''}>
          Add
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setAdding(false)}>
          Close
        </Button>
      </form>
    )
  }
  return (
    <Button
      variant="default"
      leftSection={<FilePlus size={16} />}
      disabled={isFirst}
      onClick={async () => {
        const chosen =
          desktop === null ? null : await desktop.chooseFile({ title: 'Further file', kinds: IMPORT_KINDS })
        if (desktop === null) setAdding(true)
        else if (chosen !== null) onAdd(chosen)
      }}
    >
      Add another file
    </Button>
  )
}

function allFiles(choices: ImportChoices): string[] {
  return [choices.path, ...choices.moreFiles].filter((path) => path.trim() !== '')
}

/** Another first file: decisions about the old one do not hold for it, unless a template made them. */
function withFirstFile(choices: ImportChoices, path: string): ImportChoices {
  if (choices.template !== null) return { ...choices, path, name: '', append: null }
  return { ...NO_CHOICES, path, moreFiles: choices.moreFiles, step: choices.step }
}

/** The files in order, each once; the first is the one the decisions are made on. */
export function withFiles(choices: ImportChoices, paths: readonly string[]): ImportChoices {
  const [first = '', ...moreFiles] = [...new Set(paths)]
  return { ...(first === choices.path ? choices : withFirstFile(choices, first)), moreFiles }
}
