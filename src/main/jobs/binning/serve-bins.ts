import { performance } from 'node:perf_hooks'
import type { MessagePort } from 'node:worker_threads'
import { createBinEvaluator } from '../../core/scorecard/bin-evaluator.ts'
import { openReader } from '../../store/open-database.ts'
import { packError } from '../crossing-error.ts'
import type { FromThread } from '../standing-thread.ts'
import { asPlainJson } from '../tasks/plain-json.ts'
import { type RegressionRequest, readTraining } from '../tasks/read-training.ts'
import { BinEvaluators } from './bin-evaluators.ts'
import type { BinCalls, BinEvaluator, BinOrder, ToBins } from './bin-protocol.ts'

type Question = Exclude<ToBins, { readonly verb: 'cancel' }>

/**
 * Serves the bin editor on a thread of its own. Questions are answered in the order they came; one that nobody waits for any more
 * is passed over.
 */
export function serveBins(order: BinOrder, port: MessagePort): void {
  const evaluators = new BinEvaluators((request) => readEvaluator(order, request))
  const waiting: Question[] = []
  let isAtWork = false
  const work = async (): Promise<void> => {
    isAtWork = true
    // Given way to before every answer: a word that nobody waits may stand behind the question.
    for (await turn(); waiting.length > 0; await turn()) {
      const question = waiting.shift()
      if (question !== undefined) port.postMessage(reply(evaluators, question))
    }
    isAtWork = false
  }
  port.on('message', (message: ToBins) => {
    if (message.verb === 'cancel') {
      const index = waiting.findIndex(({ id }) => id === message.id)
      if (index >= 0) waiting.splice(index, 1)
      return
    }
    waiting.push(message)
    if (!isAtWork) void work()
  })
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function readEvaluator(order: BinOrder, request: RegressionRequest): BinEvaluator {
  const reader = openReader(order.connection)
  try {
    const { frame, split, weights, offset } = readTraining(request, reader)
    const { target, characteristics, seed, method } = request
    const evaluator = createBinEvaluator({ frame, target, characteristics, split, weights, offset, seed, method })
    return {
      evaluate: (params, columns) => asPlainJson(evaluator.evaluate(params, columns)),
      candidates: (params, column) => asPlainJson(evaluator.candidates(params, column)),
    }
  } finally {
    reader.close()
  }
}

function reply(evaluators: BinEvaluators, question: Question): FromThread {
  try {
    return { id: question.id, result: answer(evaluators, question) }
  } catch (error) {
    return { id: question.id, error: packError(error) }
  }
}

function answer(evaluators: BinEvaluators, question: Question): BinCalls[keyof BinCalls]['output'] {
  const { subject } = question.input
  const { params } = subject.request
  switch (question.verb) {
    case 'evaluate': {
      const startedAt = performance.now()
      const evaluation = evaluators.of(subject).evaluate(params, question.input.columns ?? undefined)
      return { ...evaluation, elapsedMs: performance.now() - startedAt }
    }
    case 'candidates':
      return evaluators.of(subject).candidates(params, question.input.column)
  }
}
