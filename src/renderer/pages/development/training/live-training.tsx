import { Button, Progress, SegmentedControl } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { BoostingView } from '../../../../charts/boosting-curve.ts'
import type { ChartSpec } from '../../../../charts/describe-chart.ts'
import type { Job } from '../../../../shared/contract/index.ts'
import { formatDuration, formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { JobState } from '../../../components/job-progress.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { isJobOpen } from '../../../hooks/use-jobs.tsx'
import type { StartedJob } from '../../../hooks/use-start-job.ts'
import { ChartFigure } from '../../../metrics/chart-figure.tsx'
import { plural } from '../../../words/estimates.ts'
import { shareGrown, type TrainingHistory } from './training-history.ts'
import { progressWords } from './training-words.ts'
import { useTrainingProgress } from './use-training-progress.ts'

/** A screen reader is told how it stands this often, not with every tree. */
const SAY_MS = 10_000

/** A training of trees as it goes: the curve, what is left, and the two ways to end it. */
export function LiveTraining<Input>({ run }: { run: StartedJob<Input> }) {
  const { job } = run
  const isOpen = job !== null && isJobOpen(job)
  const history = useTrainingProgress(job?.id ?? null, isOpen || job?.state === 'succeeded')
  if (job === null || job.state === 'failed' || job.state === 'interrupted' || run.error?.code === 'invalidInput') {
    return <JobPanel run={run} />
  }
  if (job.state === 'cancelled') return <JobPanel run={run} />
  return (
    <Panel title={`Training: ${job.title}`} tools={<JobState job={job} />}>
      {isOpen ? <Running job={job} history={history} onCancel={run.cancel} /> : <Done job={job} onClose={run.reset} />}
      {history !== null && history.curve.history.length > 0 && <Curve history={history} job={job} />}
    </Panel>
  )
}

function Running({ job, history, onCancel }: { job: Job; history: TrainingHistory | null; onCancel: () => void }) {
  const { client } = useServices()
  const stop = useMutation({ mutationFn: () => client.training.stop({ jobId: job.id }) })
  const share = shareGrown(history) ?? job.progress
  const words = job.state === 'queued' ? 'Waiting for a free worker' : wordsOf(job, history)
  const isStopping = stop.isPending || stop.isSuccess || history?.isStopping === true
  const isJudged = history?.isJudged !== false
  const hasTrees = (history?.curve.history.length ?? 0) > 0
  return (
    <>
      <div className="stack" style={{ gap: 4 }}>
        <Progress
          value={share === null ? 100 : share * 100}
          animated={share === null}
          striped={share === null}
          size="sm"
          aria-label={`${job.title}: share done`}
        />
        <div className="row-between caption">
          <span>{words}</span>
          <span className="number">
            {[
              share === null ? null : `${Math.round(share * 100)}%`,
              job.etaMs === null ? null : `at most ${formatDuration(job.etaMs)} left`,
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </span>
        </div>
      </div>
      <div className="row">
        <Button
          variant="default"
          disabled={!hasTrees || isStopping}
          loading={stop.isPending}
          onClick={() => stop.mutate()}
          aria-describedby="stop-training"
        >
          {isStopping ? 'Stopping…' : isJudged ? 'Stop and keep the best' : 'Stop and keep the trees'}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel} aria-describedby="stop-training">
          Cancel
        </Button>
        <span className="caption" id="stop-training">
          {isJudged
            ? 'Stop makes a model of the best number of trees so far.'
            : 'Stop makes a model of all trees grown so far: without early stopping the watched rows decide nothing.'}{' '}
          Cancel keeps nothing.
        </span>
      </div>
      {stop.error !== null && <ErrorState error={stop.error} />}
      <Said words={words} />
    </>
  )
}

function wordsOf(job: Job, history: TrainingHistory | null): string {
  if (history === null || history.curve.history.length === 0) return job.stage === '' ? 'Preparing' : job.stage
  const last = history.curve.history.at(-1)
  return last !== undefined && last.iteration >= history.maxTrees && job.stage !== ''
    ? `${plural(last.iteration, 'tree')} grown; now: ${job.stage.slice(0, 1).toLowerCase()}${job.stage.slice(1)}`
    : progressWords(history)
}

/** Tells a screen reader at first and then every ten seconds. */
function Said({ words }: { words: string }) {
  const [said, setSaid] = useState(words)
  const say = useEffectEvent(() => setSaid(words))
  useEffect(() => {
    const timer = setInterval(() => say(), SAY_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="visually-hidden" role="status">
      {said}
    </div>
  )
}

function Done({ job, onClose }: { job: Job; onClose: () => void }) {
  return (
    <Notice
      role="status"
      title="The training is done."
      action={
        <span className="row" style={{ flexWrap: 'nowrap' }}>
          {job.result !== null && (
            <Button component={Link} href={`/development/${job.result.id}`}>
              Open result
            </Button>
          )}
          <Button variant="subtle" color="gray" onClick={onClose}>
            Close
          </Button>
        </span>
      }
    >
      {job.result !== null && <p>{job.result.summary}</p>}
    </Notice>
  )
}

function Curve({ history, job }: { history: TrainingHistory; job: Job }) {
  const [view, setView] = useState<BoostingView>('logLoss')
  const { curve } = history
  const isRunning = isJobOpen(job)
  const hasAuc = curve.history.some(({ watchedAuc }) => watchedAuc !== null)
  const spec = useMemo<ChartSpec>(
    () => ({ name: 'boostingCurve', curve: { ...curve, isRunning }, view: hasAuc ? view : 'logLoss' }),
    [curve, view, isRunning, hasAuc],
  )
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row-between">
        <CurveFigures history={history} />
        {hasAuc && (
          <SegmentedControl
            aria-label="What the curve shows"
            size="xs"
            data={[
              { value: 'logLoss', label: 'Log loss' },
              { value: 'rocAuc', label: 'AUC' },
            ]}
            value={view}
            onChange={(value) => setView(value === 'rocAuc' ? 'rocAuc' : 'logLoss')}
          />
        )}
      </div>
      <ChartFigure spec={spec} source={`Training ${job.id.slice(0, 12)}.`} />
    </div>
  )
}

/** The newest figures beside the best ones. */
function CurveFigures({ history: { curve } }: { history: TrainingHistory }) {
  const last = curve.history.at(-1)
  const best = curve.history.find(({ iteration }) => iteration === curve.best)
  const lastAuc = curve.history.findLast(({ watchedAuc }) => watchedAuc !== null)?.watchedAuc ?? null
  const items = [
    ['Trees', formatNumber(last?.iteration, 'integer')],
    ['Log loss, development', formatNumber(last?.developmentLogLoss, 'woe')],
    ...(curve.watched === null ? [] : [['Log loss, watched', formatNumber(last?.watchedLogLoss, 'woe')]]),
    ...(lastAuc === null ? [] : [['AUC', formatNumber(lastAuc, 'auc')]]),
    ...(best === undefined
      ? []
      : [[`Best, ${formatNumber(best.iteration, 'integer')} trees`, formatNumber(best.watchedLogLoss, 'woe')]]),
  ]
  return (
    <dl className="fact-row">
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="number">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
