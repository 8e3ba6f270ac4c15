import { Button, NumberInput } from '@mantine/core'
import type { ModelVersion } from '../../../shared/contract/index.ts'
import { useServices } from '../../app-context.tsx'
import { FilePathField } from '../../components/file-path-field.tsx'
import { KeyValues } from '../../components/key-values.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { useStartJob } from '../../hooks/use-start-job.ts'

export interface FileChoices {
  readonly inputPath: string
  readonly outputPath: string
  readonly reasons: number
}

export const NO_FILES: FileChoices = { inputPath: '', outputPath: '', reasons: 4 }
const CSV = [{ name: 'CSV', extensions: ['csv', 'tsv', 'txt'] }]

/** File in, file out. */
export function FileScoring({
  model,
  files,
  onChange,
}: {
  model: ModelVersion
  files: FileChoices
  onChange: (next: FileChoices) => void
}) {
  const { client, desktop } = useServices()
  const run = useStartJob('scoring', client.scoring.run)
  const result = run.job?.state === 'succeeded' ? run.job.result : null
  return (
    <div className="columns-2">
      <Panel title="Score a file">
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            run.start({ model: model.id, ...files })
          }}
        >
          <FilePathField
            label="Input CSV"
            description="Must have the columns of the model; others are passed through."
            mode="file"
            kinds={CSV}
            value={files.inputPath}
            onChange={(inputPath) =>
              onChange({ ...files, inputPath, outputPath: files.outputPath || scoredPath(inputPath) })
            }
            required
          />
          <FilePathField
            label="Output CSV"
            description="Not encrypted: it holds the input's values in plain text."
            mode="save"
            kinds={CSV}
            suggestedName="scored.csv"
            value={files.outputPath}
            onChange={(outputPath) => onChange({ ...files, outputPath })}
            required
          />
          <NumberInput
            label="Reasons per row"
            value={files.reasons}
            min={0}
            max={10}
            allowDecimal={false}
            onChange={(reasons) => typeof reasons === 'number' && onChange({ ...files, reasons })}
            w={140}
          />
          <Button
            type="submit"
            disabled={files.inputPath === '' || files.outputPath === ''}
            loading={run.isBusy}
            style={{ alignSelf: 'flex-start' }}
          >
            Score file
          </Button>
        </form>
        <JobPanel run={run} />
        {result !== null && (
          <Notice
            role="status"
            title={result.summary}
            action={
              desktop !== null && result.path !== null ? (
                <Button variant="default" onClick={() => void desktop.showInFolder(result.path ?? '')}>
                  Show in folder
                </Button>
              ) : undefined
            }
          >
            <p className="caption">{result.path}</p>
          </Notice>
        )}
      </Panel>
      <Panel title="What the output adds">
        <KeyValues
          items={[
            ['points', 'Score of the row; higher is safer'],
            ['pd', 'Probability of default, from the points'],
            ['reason_1 …', 'Codes of the characteristics that cost most points against the baseline, most first'],
          ]}
        />
        <p className="caption" style={{ margin: 0 }}>
          Text that a spreadsheet would take for a formula gets a leading apostrophe. A value the model has never seen
          counts as “unseen” or “missing” does.
        </p>
      </Panel>
    </div>
  )
}

/** "/data/new.csv" becomes "/data/new-scored.csv". */
export function scoredPath(inputPath: string): string {
  if (inputPath === '') return ''
  const match = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/.exec(inputPath)
  return `${match?.[1] ?? inputPath}-scored.csv`
}
