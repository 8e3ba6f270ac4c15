import { Button } from '@mantine/core'
import type { ModelVersion } from '../../../shared/contract/index.ts'
import { useServices } from '../../app-context.tsx'
import { FilePathField } from '../../components/file-path-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { ModelField } from '../../fields/choice-fields.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { useStartJob } from '../../hooks/use-start-job.ts'

interface BuildProps {
  readonly models: readonly ModelVersion[]
  readonly model: ModelVersion | null
  readonly onModel: (id: string) => void
  readonly path: string
  readonly onPath: (path: string) => void
}

/** Builds the compliance pack of a model into a PDF file. */
export function BuildPack({ models, model, onModel, path, onPath }: BuildProps) {
  const { client, desktop } = useServices()
  const run = useStartJob('pack', client.pack.build)
  const result = run.job?.state === 'succeeded' ? run.job.result : null
  return (
    <Panel title="Build a compliance pack">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (model !== null) run.start({ model: model.id, path })
        }}
      >
        <ModelField items={models} value={model} onChange={onModel} width="100%" />
        <FilePathField
          label="PDF file"
          mode="save"
          value={path}
          onChange={onPath}
          kinds={[{ name: 'PDF', extensions: ['pdf'] }]}
          suggestedName={model === null ? 'pack.pdf' : `${model.name}-v${model.version}-pack.pdf`}
          required
        />
        <Button
          type="submit"
          disabled={model === null || path === ''}
          loading={run.isBusy}
          style={{ alignSelf: 'flex-start' }}
        >
          Build pack
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
  )
}
