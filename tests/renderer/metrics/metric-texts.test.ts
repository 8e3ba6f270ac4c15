import { describe, expect, it } from 'vitest'
import { METRIC_TEXTS } from '../../../src/renderer/metrics/metric-texts.ts'
import { METRIC_FORMATS } from '../../../src/renderer/pages/governance/metric-formats.ts'
import { METRICS } from '../../../src/shared/contract/index.ts'

describe('about this number', () => {
  it.each(Object.entries(METRIC_TEXTS))('%s has every part in full sentences', (_key, text) => {
    for (const part of [text.definition, text.direction, text.limits]) expect(part).toMatch(/^\S.{5,}\.$/)
    expect(text.formula.length).toBeGreaterThan(5)
    expect(text.source).toMatch(/\d{4}/)
    expect(text.name.length).toBeGreaterThan(1)
  })

  it('explains every metric a policy can check', () => {
    for (const metric of METRICS) expect(METRIC_FORMATS[metric].text, metric).not.toBeNull()
  })
})
