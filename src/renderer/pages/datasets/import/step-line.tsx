import { Button } from '@mantine/core'
import { Undo2 } from 'lucide-react'
import type { DatasetPreview } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { baseNameOf, IMPORT_STEPS, type ImportChoices, type ImportStep } from './import-choices.ts'
import { nGuesses } from './read-settings.ts'
import { openSuggestion } from './suggestions.ts'

export const STEP_WORDS: Record<ImportStep, string> = {
  file: 'File',
  preview: 'Preview',
  columns: 'Columns',
  issues: 'Issues',
  import: 'Import',
}

interface LineProps {
  readonly choices: ImportChoices
  readonly preview: DatasetPreview | undefined
  /** Steps that can be gone to. */
  readonly isOpen: (step: ImportStep) => boolean
  readonly onGo: (step: ImportStep) => void
  readonly undoLabel: string | null
  readonly onUndo: () => void
}

/** The steps of the import, each with what is decided in it. */
export function StepLine({ choices, preview, isOpen, onGo, undoLabel, onUndo }: LineProps) {
  return (
    <div className="import-steps-line">
      <nav aria-label="Steps of the import">
        <ol className="import-steps">
          {IMPORT_STEPS.map((step, index) => {
            const { text, isAttention } = stepState(step, choices, preview)
            return (
              <li key={step}>
                <button
                  type="button"
                  className="plain-button import-step"
                  aria-current={choices.step === step ? 'step' : undefined}
                  disabled={!isOpen(step)}
                  onClick={() => onGo(step)}
                  title={text}
                >
                  <span className="import-step-name">
                    {index + 1} {STEP_WORDS[step]}
                  </span>
                  <span className="caption one-line" data-attention={isAttention || undefined}>
                    {text}
                  </span>
                </button>
              </li>
            )
          })}
        </ol>
      </nav>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<Undo2 size={16} />}
        disabled={undoLabel === null}
        onClick={onUndo}
        title={undoLabel === null ? undefined : undoText(undoLabel)}
      >
        <span className="one-line">{undoLabel === null ? 'Undo' : undoText(undoLabel)}</span>
      </Button>
    </div>
  )
}

function undoText(label: string): string {
  return `Undo: ${label.replace(/^text of /, '')}`
}

/** What is decided in a step, in a few words; attention where a look is wanted. */
export function stepState(
  step: ImportStep,
  choices: ImportChoices,
  preview: DatasetPreview | undefined,
): { readonly text: string; readonly isAttention: boolean } {
  const calm = (text: string) => ({ text, isAttention: false })
  const attention = (text: string) => ({ text: `▲ ${text}`, isAttention: true })
  if (step === 'file') return calm(fileText(choices))
  if (preview === undefined) return calm('–')
  switch (step) {
    case 'preview': {
      const count = nGuesses(preview)
      return count === 0 ? calm(formatWord(preview)) : attention(`${count} to look at`)
    }
    case 'columns': {
      if (choices.target !== null && choices.target.eventValue === null) return attention('Bad value to choose')
      const suggestions = new Map(preview.suggestions.map((item) => [item.column, item]))
      const open = preview.columns.filter((column) => openSuggestion(column, suggestions.get(column.name), choices))
      const { target } = choices
      const outcome = target === null ? 'no target' : `${target.column} = ${target.eventValue}`
      return calm(open.length === 0 ? `${preview.columns.length}, ${outcome}` : `${outcome}, ${open.length} suggested`)
    }
    case 'issues':
      return preview.nIssues === 0
        ? calm('Every cell fits')
        : attention(`${formatNumber(preview.nIssues, 'integer')} listed`)
    case 'import':
      return calm(choices.append === null ? choices.name : `Append to ${choices.name}`)
  }
}

function fileText({ path, moreFiles }: ImportChoices): string {
  if (path.trim() === '') return 'To choose'
  return moreFiles.length === 0 ? baseNameOf(path) : `${moreFiles.length + 1} files`
}

function formatWord({ dialect }: DatasetPreview): string {
  switch (dialect.format) {
    case 'csv':
      return `Text, ${dialect.encoding.replace('utf', 'UTF')}, “${dialect.delimiter === '\t' ? 'tab' : dialect.delimiter}”`
    case 'xlsx':
      return `Workbook, sheet ${dialect.sheet ?? ''}`
    case 'parquet':
      return 'Parquet'
    case 'jsonl':
      return 'JSON lines'
  }
}
