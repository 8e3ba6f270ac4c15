import { describe, expect, it } from 'vitest'
import { type LiveMessage, LiveTraining } from '../../../../src/main/jobs/boosting/live-training.ts'
import { LiveTrainings } from '../../../../src/main/jobs/boosting/live-trainings.ts'
import type { BoostingIteration, Job } from '../../../../src/shared/contract/index.ts'
import { gbdtParamsSchema } from '../../../../src/shared/contract/index.ts'

type Params = Parameters<typeof gbdtParamsSchema.parse>[0]

const validation = { earlyStopping: { sample: 'validation' } } as const
const training = (params: Params = validation) => new LiveTraining(gbdtParamsSchema.parse(params))

function iteration(number: number, watchedLogLoss: number | null = 1 / number, watchedAuc: number | null = null) {
  return { iteration: number, developmentLogLoss: 1 / number, watchedLogLoss, watchedAuc } satisfies BoostingIteration
}

async function all(live: LiveTraining, signal?: AbortSignal): Promise<LiveMessage[]> {
  const messages: LiveMessage[] = []
  for await (const message of live.follow(signal)) messages.push(message)
  return messages
}

const numbers = (messages: readonly LiveMessage[]) =>
  messages.flatMap(({ iterations }) => iterations.map((one) => one.iteration))

describe('a training that is followed', () => {
  it('tells everything so far at once, then what is new, and ends', async () => {
    const live = training()
    live.add([iteration(1), iteration(2)])
    const following = live.follow()
    const first = (await following.next()).value as LiveMessage
    expect(numbers([first])).toEqual([1, 2])
    live.add([iteration(3)])
    live.add([iteration(4)])
    const second = (await following.next()).value as LiveMessage
    expect(numbers([second])).toEqual([3, 4])
    live.add([iteration(5)])
    live.end()
    const last = (await following.next()).value as LiveMessage
    expect(last).toMatchObject({ isDone: true, best: 5 })
    expect(numbers([last])).toEqual([5])
    expect((await following.next()).done).toBe(true)
  })

  it('tells a flood of trees in few messages, none lost, to every listener', async () => {
    const live = training()
    const listeners = [all(live), all(live)]
    for (let i = 1; i <= 10_000; i++) {
      live.add([iteration(i)])
      if (i % 1000 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    live.end()
    for (const messages of await Promise.all(listeners)) {
      expect(numbers(messages)).toEqual(Array.from({ length: 10_000 }, (_, i) => i + 1))
      expect(messages.length).toBeLessThan(100)
      expect(messages.filter(({ isDone }) => isDone)).toEqual([messages.at(-1)])
    }
  })

  it('can be left at any moment', async () => {
    const live = training()
    const leaving = new AbortController()
    const messages = all(live, leaving.signal)
    await new Promise((resolve) => setImmediate(resolve))
    leaving.abort()
    expect(numbers(await messages)).toEqual([])
    expect(await all(live, AbortSignal.abort())).toEqual([])
  })

  it('that has ended tells so at once', async () => {
    const live = training()
    live.end()
    expect(await all(live)).toEqual([{ iterations: [], best: null, isStopping: false, isDone: true }])
  })
})

describe('the best iteration', () => {
  const bestOf = async (params: Params, iterations: readonly BoostingIteration[]) => {
    const live = training(params)
    live.add(iterations)
    live.end()
    return (await all(live)).at(-1)?.best
  }

  it('is the first of the smallest log-loss', async () => {
    expect(await bestOf(validation, [iteration(1, 0.6), iteration(2, 0.5), iteration(3, 0.5), iteration(4, 0.7)])).toBe(
      2,
    )
  })

  it('is that of the largest AUC where that decides, among those it is known of', async () => {
    const params = { earlyStopping: { sample: 'holdout', metric: 'rocAuc' } } as const
    const iterations = [iteration(1, 0.9), iteration(2, 0.8, 0.7), iteration(3, 0.1), iteration(4, 0.7, 0.6)]
    expect(await bestOf(params, iterations)).toBe(2)
  })

  it('is none where none is chosen', async () => {
    expect(await bestOf({}, [iteration(1), iteration(2)])).toBeNull()
    expect(await bestOf(validation, [iteration(1, null)])).toBeNull()
  })
})

describe('the word to stop', () => {
  it('is seen through the shared memory, and told', async () => {
    const live = training()
    expect(Atomics.load(new Int32Array(live.stopFlag), 0)).toBe(0)
    const following = live.follow()
    expect((await following.next()).value).toMatchObject({ isStopping: false })
    live.stop()
    expect(Atomics.load(new Int32Array(live.stopFlag), 0)).toBe(1)
    expect((await following.next()).value).toMatchObject({ isStopping: true, isDone: false })
    await following.return()
  })
})

describe('the trainings that run', () => {
  it('are kept until their job has ended, however its states end', async () => {
    const trainings = new LiveTrainings()
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const lives = [training(), training()]
    async function* states(index: number): AsyncGenerator<Job, void, void> {
      yield {} as Job
      await gates[index]!.promise
    }
    for (const [index, live] of lives.entries()) trainings.keep(`job-${index}`, live, states(index))
    expect([trainings.get('job-0'), trainings.get('job-1'), trainings.get('job-2')]).toEqual([...lives, undefined])
    gates[0]!.resolve()
    gates[1]!.reject(new Error('closed'))
    expect(await Promise.all(lives.map((live) => all(live)))).toHaveLength(2)
    expect([trainings.get('job-0'), trainings.get('job-1')]).toEqual([undefined, undefined])
  })
})
