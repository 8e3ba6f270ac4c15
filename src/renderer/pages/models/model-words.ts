import type { Method, ModelVersion } from '../../../shared/contract/index.ts'

/** Methods as they are named on the screen. */
export const METHOD_WORDS: Readonly<Record<Method, string>> = {
  scorecard: 'Scorecard',
  logistic: 'Logistic regression',
}

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
