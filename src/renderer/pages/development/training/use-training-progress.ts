import { useEffect, useState } from 'react'
import type { TrainingProgress } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { type TrainingHistory, withAllProgress } from './training-history.ts'

/** The curve is drawn anew at most this often. */
const DRAW_MS = 300
/** After a broken line it is listened to again. */
const RETRY_MS = 1500
const KEPT = 4
/** The last trainings of this window, so that coming back to the page shows the curve at once. */
const histories = new Map<string, TrainingHistory>()

/** Follows the iterations of a training of trees; `isWanted` is false where there is nothing to follow. */
export function useTrainingProgress(jobId: string | null, isWanted: boolean): TrainingHistory | null {
  const { client } = useServices()
  const [shown, setShown] = useState<{ readonly jobId: string; readonly history: TrainingHistory } | null>(null)
  useEffect(() => {
    if (jobId === null || !isWanted || histories.get(jobId)?.isDone === true) return
    const stop = new AbortController()
    let waiting: TrainingProgress[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      timer = undefined
      const history = withAllProgress(histories.get(jobId) ?? null, waiting)
      waiting = []
      if (history === null) return
      remember(jobId, history)
      setShown({ jobId, history })
    }
    const follow = async () => {
      while (!stop.signal.aborted) {
        try {
          for await (const message of await client.training.progress({ jobId }, { signal: stop.signal })) {
            waiting.push(message)
            timer ??= setTimeout(draw, DRAW_MS)
            if (message.isDone) return
          }
          return
        } catch {
          if (stop.signal.aborted) return
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
    void follow()
    return () => {
      stop.abort()
      clearTimeout(timer)
      if (waiting.length > 0) draw()
    }
  }, [client, jobId, isWanted])
  if (jobId === null) return null
  return shown?.jobId === jobId ? shown.history : (histories.get(jobId) ?? null)
}

function remember(jobId: string, history: TrainingHistory): void {
  histories.delete(jobId)
  histories.set(jobId, history)
  for (const old of [...histories.keys()].slice(0, -KEPT)) histories.delete(old)
}
