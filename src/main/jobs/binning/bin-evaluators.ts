import { contentHash } from '../../core/governance/content-hash.ts'
import type { RegressionRequest } from '../tasks/read-training.ts'
import type { BinEvaluator, BinSubject } from './bin-protocol.ts'

/** Evaluators kept at once; each holds the columns of its data. */
const MAX_EVALUATORS = 2

/** The evaluators in use, the one used last at the end. */
export class BinEvaluators {
  readonly #create: (request: RegressionRequest) => BinEvaluator
  readonly #evaluators = new Map<string, BinEvaluator>()
  readonly #subjects = new Map<string, BinSubject>()

  constructor(create: (request: RegressionRequest) => BinEvaluator) {
    this.#create = create
  }

  /** The evaluator of these data, made when they are asked for first. */
  of(subject: BinSubject): BinEvaluator {
    this.#forgetErased(subject)
    const key = keyOf(subject)
    const evaluator = this.#evaluators.get(key) ?? this.#make(subject)
    this.#evaluators.delete(key)
    this.#evaluators.set(key, evaluator)
    this.#subjects.set(key, subject)
    return evaluator
  }

  /** Evaluators kept now. */
  get size(): number {
    return this.#evaluators.size
  }

  /** Room is made before the columns are read: three data sets at a time would be one too many. */
  #make({ request }: BinSubject): BinEvaluator {
    while (this.#evaluators.size >= MAX_EVALUATORS) this.#forget(this.#evaluators.keys().next().value!)
    return this.#create(request)
  }

  #forgetErased({ request, nErasedRows }: BinSubject): void {
    for (const [key, known] of [...this.#subjects]) {
      const isOlder = known.request.datasetVersionId === request.datasetVersionId && known.nErasedRows !== nErasedRows
      if (isOlder) this.#forget(key)
    }
  }

  #forget(key: string): void {
    this.#evaluators.delete(key)
    this.#subjects.delete(key)
  }
}

/** What an evaluator is made of. Bins, selection and scaling change from call to call and need nothing read anew. */
function keyOf({ request, nErasedRows }: BinSubject): string {
  const { datasetVersionId, method, target, characteristics, seed, params } = request
  const { developmentShare, weights, offsetColumn, rejectInference } = params
  const { rejected, method: inference } = rejectInference
  const rows = { developmentShare, seed, rejected, isInferred: inference !== 'none' }
  return contentHash({ datasetVersionId, nErasedRows, method, target, characteristics, rows, weights, offsetColumn })
}
