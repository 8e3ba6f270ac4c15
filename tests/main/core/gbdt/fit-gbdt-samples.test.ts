import { describe, expect, it } from 'vitest'
import { boostingSamples } from '../../../../src/main/core/gbdt/fit-gbdt-samples.ts'
import { stratifiedSplit } from '../../../../src/main/core/random/stratified-split.ts'

const OUTCOMES = Uint8Array.from({ length: 200 }, (_, i) => (i % 5 === 0 ? 1 : 0))
const SPLIT = stratifiedSplit(OUTCOMES, 0.7, 1)
const EMPTY = new Uint32Array(0)
const stopping = (sample: 'none' | 'validation' | 'holdout', share = 0.2) => ({
  sample,
  share,
  patience: 50,
  metric: 'logLoss' as const,
})
const eventsOf = (rows: Uint32Array) => rows.reduce((sum, row) => sum + OUTCOMES[row]!, 0)

describe('the samples of boosting', () => {
  it('watch the hold-out rows for the curve, if there are any', () => {
    const { grown, watched, statement } = boostingSamples(OUTCOMES, SPLIT, stopping('none'), 1)
    expect(grown).toBe(SPLIT.development)
    expect(watched).toBe(SPLIT.holdout)
    expect(statement).toBe('hold-out, 60 rows, for the curve only')
    const alone = { ...SPLIT, holdout: EMPTY }
    expect(boostingSamples(OUTCOMES, alone, stopping('none'), 1)).toMatchObject({ watched: null, statement: null })
  })

  it('set aside a stratified share of the development rows, the same for the same seed', () => {
    const one = boostingSamples(OUTCOMES, SPLIT, stopping('validation'), 1)
    expect([one.grown.length, one.watched!.length]).toEqual([112, 28])
    expect(eventsOf(one.watched!)).toBe(6)
    expect([...one.grown, ...one.watched!].sort((a, b) => a - b)).toEqual([...SPLIT.development])
    expect(one.statement).toBe('validation, 28 of 140 development rows set aside')
    expect(boostingSamples(OUTCOMES, SPLIT, stopping('validation'), 1)).toEqual(one)
    expect(boostingSamples(OUTCOMES, SPLIT, stopping('validation'), 2).watched).not.toEqual(one.watched)
  })

  it('let the hold-out rows decide', () => {
    const { grown, watched } = boostingSamples(OUTCOMES, SPLIT, stopping('holdout'), 1)
    expect([grown, watched]).toEqual([SPLIT.development, SPLIT.holdout])
  })

  it('refuse to let rows decide that are not there or hold one outcome only', () => {
    const noHoldout = { ...SPLIT, holdout: EMPTY }
    expect(() => boostingSamples(OUTCOMES, noHoldout, stopping('holdout'), 1)).toThrow(/needs a hold-out sample/)
    const oneClass = { ...SPLIT, holdout: Uint32Array.of(0, 5) }
    expect(() => boostingSamples(OUTCOMES, oneClass, stopping('holdout'), 1)).toThrow(
      /got the hold-out sample of 2 rows with 2 events/,
    )
    expect(() => boostingSamples(OUTCOMES, SPLIT, stopping('validation', 0.01), 1)).toThrow(
      /got a share of 0.01: 1 of 140 development rows with 0 events/,
    )
  })
})
