import { parentPort } from 'node:worker_threads'

type Message = { readonly id: number; readonly verb: string; readonly input?: unknown }

let nAnswered = 0

/** Answers with the input and how many answers it has given; `die` ends it, `fail` is refused. */
parentPort?.on('message', ({ id, verb, input }: Message) => {
  if (verb === 'cancel') return
  if (verb === 'die') process.exit(1)
  if (verb === 'fail') {
    const error = { code: 'conflict', message: 'No', hint: 'Ask otherwise', place: null }
    parentPort?.postMessage({ id, error })
    return
  }
  parentPort?.postMessage({ id, result: { input, nAnswered: ++nAnswered } })
})
