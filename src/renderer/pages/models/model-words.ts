import type { Method, ModelVersion } from '../../../shared/contract/index.ts'

/** Methods as they are named on the screen. */
export const METHOD_WORDS: Readonly<Record<Method, string>> = {
  scorecard: 'Scorecard',
  logistic: 'Logistic regression',
  gbdt: 'Boosted trees',
}

/** Methods to choose among, each with what it is good for. */
export const METHOD_CHOICES: readonly {
  readonly value: Method
  readonly label: string
  readonly explanation: string
}[] = [
  {
    value: 'scorecard',
    label: 'Scorecard (WoE)',
    explanation: 'Points per attribute that anybody can add up.',
  },
  {
    value: 'logistic',
    label: 'Logistic regression, raw',
    explanation: 'A weight per characteristic, on the values as they are.',
  },
  {
    value: 'gbdt',
    label: 'Boosted trees',
    explanation: 'Many small decision trees added up; follows curves and interactions.',
  },
]

export const ORIGIN_WORDS: Readonly<Record<ModelVersion['origin']['kind'], string>> = {
  trained: 'trained',
  calibrated: 'calibrated',
  imported: 'imported',
}

/** The method, and where the version comes from if it was not trained here. */
export function methodText({ method, origin }: Pick<ModelVersion, 'method' | 'origin'>): string {
  const words = METHOD_WORDS[method]
  return origin.kind === 'trained' ? words : `${words}, ${ORIGIN_WORDS[origin.kind]}`
}
