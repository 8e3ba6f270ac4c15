import { Button, VisuallyHidden } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import type { DatasetSummary, ModelVersion } from '../../../shared/contract/index.ts'
import { useServices } from '../../app-context.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { useStartJob } from '../../hooks/use-start-job.ts'
import type { Step } from './steps.ts'

/** The checklist; the next step carries the primary button, and runs at once where its defaults need no choice. */
export function NextSteps({
  steps,
  dataset,
  model,
}: {
  steps: readonly Step[]
  dataset: DatasetSummary | null
  model: ModelVersion | null
}) {
  const { client } = useServices()
  const [, navigate] = useLocation()
  const train = useStartJob(
    'home.train',
    client.training.start,
    (job) => job.result !== null && navigate(`/development/${job.result.id}`),
  )
  const validate = useStartJob('home.validate', client.validation.run, () => navigate('/validation'))
  const explain = useStartJob('home.explain', client.explain.run, () => navigate('/explainability'))
  const next = steps.find((step) => !step.isDone && step.isOpen)
  const direct = (step: Step): (() => void) | null => {
    if (step.isDone || dataset === null) return null
    if (step.id === 'train' && dataset.target !== null) return () => train.start({ dataset: dataset.id })
    if (model === null) return null
    if (step.id === 'validate') return () => validate.start({ model: model.id, dataset: model.datasetVersionId })
    if (step.id === 'explain') return () => explain.start({ model: model.id, dataset: model.datasetVersionId })
    return null
  }
  const isBusy = train.isBusy || validate.isBusy || explain.isBusy
  return (
    <>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step.id} className="step" data-done={step.isDone || undefined}>
            <span className="step-mark" aria-hidden="true">
              {step.isDone ? '●' : '○'}
            </span>
            <div style={{ minWidth: 0 }}>
              <p style={{ fontWeight: 600 }}>
                {step.title}
                <VisuallyHidden>{step.isDone ? ', done' : ', not done yet'}</VisuallyHidden>
              </p>
              <p className="caption" style={{ overflowWrap: 'anywhere' }}>
                {step.detail}
              </p>
            </div>
            <StepAction step={step} isNext={step === next} run={direct(step)} isBusy={isBusy} />
          </li>
        ))}
      </ol>
      {[train, validate, explain].some((run) => run.isBusy || run.error !== null) && (
        <div style={{ padding: 12, borderTop: '1px solid var(--assay-line)' }} className="stack">
          <JobPanel run={train} />
          <JobPanel run={validate} />
          <JobPanel run={explain} />
        </div>
      )}
    </>
  )
}

function StepAction({
  step,
  isNext,
  run,
  isBusy,
}: {
  step: Step
  isNext: boolean
  run: (() => void) | null
  isBusy: boolean
}) {
  if (!step.isOpen) return null
  if (run !== null) {
    return (
      <div className="row" style={{ flexWrap: 'nowrap', gap: 4 }}>
        <Button
          variant="subtle"
          color="gray"
          component={Link}
          href={step.href}
          px={8}
          aria-label={`Set up: ${step.title}`}
        >
          Set up
        </Button>
        <Button
          variant={isNext ? 'filled' : 'default'}
          onClick={run}
          disabled={isBusy}
          aria-label={`Run with defaults: ${step.title}`}
        >
          Run
        </Button>
      </div>
    )
  }
  return (
    <Button
      variant={isNext ? 'filled' : 'subtle'}
      {...(isNext ? {} : { color: 'gray' })}
      component={Link}
      href={step.href}
      aria-label={`${isNext ? 'Start' : 'Open'}: ${step.title}`}
    >
      {isNext ? 'Start' : 'Open'}
    </Button>
  )
}
