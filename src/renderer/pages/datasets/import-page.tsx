import './import/import.css'
import { Button } from '@mantine/core'
import { ArrowLeft, ArrowRight, Upload } from 'lucide-react'
import { useState } from 'react'
import type { DatasetPreview, ImportTemplate, Job } from '../../../shared/contract/index.ts'
import { formatBytes, formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingSkeleton } from '../../components/loading.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { useStartJob } from '../../hooks/use-start-job.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import type { CommandWorkspace } from '../../words/command-line.ts'
import { ColumnsStep } from './import/columns-step.tsx'
import { FileStep } from './import/file-step.tsx'
import {
  datasetNameOf,
  IMPORT_STEPS,
  type ImportChoices,
  importInput,
  type ImportStep as StepName,
} from './import/import-choices.ts'
import { importCommand } from './import/import-command.ts'
import { ImportResult, ImportStep } from './import/import-step.tsx'
import { IssuesStep } from './import/issues-step.tsx'
import { PreviewGrid } from './import/preview-grid.tsx'
import { nGuesses, USUAL_DIALECT } from './import/read-settings.ts'
import { ReadSettingsTable } from './import/read-settings-table.tsx'
import { STEP_WORDS, StepLine } from './import/step-line.tsx'
import { useTemplates } from './import/templates.tsx'
import { type ChangeChoices, useImportChoices } from './import/use-import-choices.ts'
import { type ImportPreview, useImportPreview } from './import/use-import-preview.ts'

/** Import in five steps: file, preview, columns, issues, import. Back and forth keeps everything. */
export function ImportPage() {
  const { client } = useServices()
  const workspace = useWorkspace()
  const { choices: raw, change, go, undoLabel, undo, clear } = useImportChoices()
  const { templates } = useTemplates()
  const preview = useImportPreview(raw)
  const { data } = preview
  const choices = data === undefined || raw.name !== '' ? raw : { ...raw, name: datasetNameOf(data.fileName) }
  const [result, setResult] = useState<Job | null>(null)
  const run = useStartJob('import', client.dataset.import, (job) => {
    setResult(job)
    clear()
  })
  const template = templates.find(({ name }) => name === choices.template) ?? null
  const isReady = isComplete(choices, preview)
  const isOpen = (step: StepName) => step === 'file' || data !== undefined || (step === 'preview' && preview.isRefused)
  const step = isOpen(choices.step) ? choices.step : 'file'
  const start = () => {
    if (data === undefined) return
    setResult(null)
    run.start(importInput(choices, data, template))
  }
  return (
    <div className="page import-page">
      <PageHeader
        title="Import dataset"
        object={data === undefined ? undefined : objectText(data)}
        command={commandOf(choices, data, template, workspace)}
        actions={
          <StepButtons
            step={step}
            isOpen={isOpen}
            onGo={go}
            isReady={isReady && choices.moreFiles.length === 0}
            isBusy={run.isBusy}
            onImport={start}
          />
        }
      />
      <StepLine
        choices={{ ...choices, step }}
        preview={data}
        isOpen={isOpen}
        onGo={go}
        undoLabel={undoLabel}
        onUndo={undo}
      />
      <JobPanel run={run} />
      {result !== null && choices.path === '' && (
        <ImportResult
          job={result}
          onAgain={() => {
            setResult(null)
            run.reset()
          }}
        />
      )}
      {preview.error !== null && step !== 'file' && <ErrorState error={preview.error} onRetry={preview.retry} />}
      <StepView step={step} choices={choices} change={change} preview={preview} isReady={isReady} />
    </div>
  )
}

interface ViewProps {
  readonly step: StepName
  readonly choices: ImportChoices
  readonly change: ChangeChoices
  readonly preview: ImportPreview
  readonly isReady: boolean
}

function StepView({ step, choices, change, preview, isReady }: ViewProps) {
  const { data } = preview
  const shared = { choices, onChange: change }
  if (step === 'file') {
    return (
      <>
        <FileStep
          {...shared}
          preview={data}
          isReady={isReady}
          problem={preview.error === null ? null : <ErrorState error={preview.error} onRetry={preview.retry} />}
        />
        {preview.isFirst && <LoadingSkeleton label="Reading the beginning of the file" rows={3} />}
      </>
    )
  }
  const dimmed = {
    className: 'import-dimmable',
    'data-stale': preview.isStale || undefined,
    'aria-busy': preview.isStale,
  }
  if (data === undefined) return <ReadSettingsTable {...shared} dialect={USUAL_DIALECT} />
  switch (step) {
    case 'preview':
      return (
        <div className="import-preview">
          <div className="stack">
            <GuessNotice preview={data} />
            <ReadSettingsTable {...shared} dialect={data.dialect} />
          </div>
          <div {...dimmed}>
            <PreviewGrid preview={data} choices={choices} />
          </div>
        </div>
      )
    case 'columns':
      return (
        <div {...dimmed}>
          <ColumnsStep {...shared} preview={data} />
        </div>
      )
    case 'issues':
      return (
        <div {...dimmed}>
          <IssuesStep preview={data} onChange={change} />
        </div>
      )
    case 'import':
      return <ImportStep {...shared} preview={data} isReady={isReady} />
  }
}

function GuessNotice({ preview }: { preview: DatasetPreview }) {
  const count = nGuesses(preview)
  if (count === 0) return null
  return (
    <Notice kind="attention">
      <p>
        <b>▲ {count === 1 ? 'One guess' : `${count} guesses`}</b>: please look at the first lines before going on.
      </p>
    </Notice>
  )
}

interface ButtonsProps {
  readonly step: StepName
  readonly isOpen: (step: StepName) => boolean
  readonly onGo: (step: StepName) => void
  readonly isReady: boolean
  readonly isBusy: boolean
  readonly onImport: () => void
}

function StepButtons({ step, isOpen, onGo, isReady, isBusy, onImport }: ButtonsProps) {
  const at = IMPORT_STEPS.indexOf(step)
  const before = IMPORT_STEPS[at - 1]
  const next = IMPORT_STEPS[at + 1]
  return (
    <>
      <Button
        variant="default"
        leftSection={<ArrowLeft size={16} />}
        disabled={before === undefined}
        onClick={() => before !== undefined && onGo(before)}
      >
        Back
      </Button>
      {next === undefined ? (
        <Button leftSection={<Upload size={16} />} disabled={!isReady} loading={isBusy} onClick={onImport} miw={132}>
          Import
        </Button>
      ) : (
        <Button rightSection={<ArrowRight size={16} />} disabled={!isOpen(next)} onClick={() => onGo(next)} miw={132}>
          {STEP_WORDS[next]}
        </Button>
      )}
    </>
  )
}

/** Everything needed is decided, and what is shown is what would be imported. */
function isComplete(choices: ImportChoices, preview: ImportPreview): boolean {
  return (
    preview.data !== undefined &&
    preview.error === null &&
    !preview.isStale &&
    choices.name.trim() !== '' &&
    (choices.target === null || choices.target.eventValue !== null)
  )
}

function objectText(preview: DatasetPreview): string {
  const rows = `${formatNumber(preview.nRows, 'integer')} rows${preview.isPartial ? ' read so far' : ''}`
  return `${preview.fileName}, ${formatBytes(preview.bytes)}, ${rows}, ${formatNumber(preview.columns.length, 'integer')} columns`
}

function commandOf(
  choices: ImportChoices,
  preview: DatasetPreview | undefined,
  template: ImportTemplate | null,
  workspace: CommandWorkspace,
): string {
  if (preview === undefined)
    return importCommand({ path: choices.path, name: choices.name, columns: [], sensitive: [], options: {} }, workspace)
  const input = importInput(choices, preview, template)
  return importCommand(input, workspace)
}
