import { describe, expect, it } from 'vitest'
import { methodText } from '../../../../src/renderer/pages/models/model-words.ts'

describe('methodText', () => {
  it('names the origin of a version only where it was not trained here', () => {
    expect(methodText({ method: 'scorecard', origin: { kind: 'trained' } })).toBe('Scorecard')
    expect(methodText({ method: 'logistic', origin: { kind: 'calibrated', modelVersionId: 'mv_1' } } as never)).toBe(
      'Logistic regression, calibrated',
    )
  })
})
