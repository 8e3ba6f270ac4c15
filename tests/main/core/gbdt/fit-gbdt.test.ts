import { describe, expect, it } from 'vitest'
import { createFrame, getColumn, takeFrameRows } from '../../../../src/main/core/frame/frame.ts'
import { fitGbdt } from '../../../../src/main/core/gbdt/fit-gbdt.ts'
import { stratifiedSplit } from '../../../../src/main/core/random/stratified-split.ts'
import { compileTreeModel } from '../../../../src/main/core/trees/compile-tree-model.ts'
import { fitReportSchema } from '../../../../src/shared/contract/model.ts'
import { treeModelSchema } from '../../../../src/shared/contract/tree-model.ts'
import { numericColumn, textColumn } from '../scorecard/german-credit-frame.ts'
import { german, germanOutcomes } from '../tree-insight/tree-fixtures.ts'
import { ALL_NAMES, fitGerman, GERMAN, NO_ROWS, smallParams } from './german-boosting.ts'

const { split } = GERMAN
const sigma = (eta: number): number => 1 / (1 + Math.exp(-eta))

describe('boosted trees on German Credit', () => {
  const { model, fit } = fitGerman({ riskBands: 4, permutations: 2 }, { characteristics: ALL_NAMES })

  it('rank cases they have not seen, about as well as a scorecard', () => {
    expect(fit.holdoutAuc!.value).toBeGreaterThan(0.74)
    expect(fit.holdoutAuc!.lower).toBeLessThan(fit.holdoutAuc!.value!)
    expect(fit.developmentAuc.value).toBeGreaterThan(fit.holdoutAuc!.value!)
    expect(fit).toMatchObject({ nDevelopment: 700, nHoldout: 300, nEventsDevelopment: 210, nEventsHoldout: 90 })
  })

  it('are plain data in the form of the contract, and the same every time', () => {
    expect(treeModelSchema.parse(model)).toEqual(model)
    expect(fitReportSchema.parse(fit)).toEqual(fit)
    const again = fitGerman({ riskBands: 4, permutations: 2 }, { characteristics: ALL_NAMES })
    expect(JSON.stringify(again)).toBe(JSON.stringify({ model, fit }))
  })

  it('give PD, points and likelihood of the sum of the trees', () => {
    const scored = compileTreeModel(model).scoreFrame(takeFrameRows(german, split.development))
    let logLikelihood = 0
    scored.margins.forEach((eta, i) => {
      expect(scored.probability[i]).toBeCloseTo(sigma(eta), 14)
      expect(scored.points[i]).toBeCloseTo(387.6036 - 72.13475 * eta, 2)
      logLikelihood += Math.log(sigma(germanOutcomes[split.development[i]!] === 1 ? eta : -eta))
    })
    expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 8)
    expect(fit.logLikelihoodNull).toBeCloseTo(210 * Math.log(0.3) + 490 * Math.log(0.7), 8)
    expect(model.developmentEventRate).toBe(0.3)
    expect(model.scaling.rounding).toBe('none')
    expect(fit).toMatchObject({ aic: null, bic: null, coefficients: [], rounding: null, correlations: null })
    expect(fit.likelihoodRatio).toMatchObject({ pValue: null, reason: expect.stringContaining('no fixed number') })
  })

  it('keep only characteristics that are split on, with their bins, and say why others are not there', () => {
    const used = new Set(model.trees.flatMap(({ features }) => features))
    expect([...used].sort((a, b) => a - b)).toEqual(model.characteristics.map((_, place) => place))
    expect(model.variables.map(({ name }) => name)).toEqual(model.characteristics.map(({ name }) => name))
    expect(fit.characteristicReport.map(({ name }) => name)).toEqual(ALL_NAMES)
    const dropped = ALL_NAMES.filter((name) => !model.characteristics.some((one) => one.name === name))
    expect(dropped.length).toBeGreaterThan(0)
    expect(fit.exclusions.map(({ name }) => name).sort()).toEqual([...dropped].sort())
    for (const { name, reason, informationValue } of fit.exclusions) {
      expect(reason).toBe('No tree splits on it.')
      expect(informationValue).toBe(fit.characteristicReport.find((one) => one.name === name)!.informationValue)
    }
    expect(fit.boosting!.importance).toHaveLength(model.characteristics.length)
  })

  it('count splits, leaves and permutations', () => {
    const { importance, nTrees, nLeaves, permutationSample, watched, stopped, history } = fit.boosting!
    expect([nTrees, stopped, fit.nIterations, fit.converged]).toEqual([20, 'allTrees', 20, true])
    expect(importance.reduce((sum, { nSplits }) => sum + nSplits, 0)).toBe(nLeaves - nTrees)
    expect(importance[0]!.permutation!.value).not.toBeNull()
    expect(permutationSample).toBe('all 300 hold-out rows, 2 shuffles each')
    expect(watched).toBe('hold-out, 300 rows, for the curve only')
    expect(history.map(({ iteration }) => iteration)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    const losses = -fit.logLikelihood / 700
    expect(history.at(-1)!.developmentLogLoss).toBeCloseTo(losses, 6)
    expect(history.at(-1)!.watchedAuc).toBeCloseTo(fit.holdoutAuc!.value!, 12)
  })

  it('have risk bands of their points', () => {
    expect(model.riskBands!.map(({ label }) => label)).toEqual(['D', 'C', 'B', 'A'])
    expect(model.riskBands![0]!.eventRate).toBeGreaterThan(model.riskBands![3]!.eventRate!)
  })
})

describe('constraints and codes of boosted trees', () => {
  it('are kept: directions on a grid, special codes as missing with a bin of their own', () => {
    const { model, fit } = fitGerman({
      maxTrees: 30,
      monotone: [
        { column: 'month', direction: 'increasing' },
        { column: 'credit_amount', direction: 'decreasing' },
      ],
      specialCodes: [{ column: 'month', codes: [24] }],
    })
    expect(
      fit.boosting!.monotone.map(({ name, direction, largestViolation }) => [name, direction, largestViolation]),
    ).toEqual([
      ['month', 'increasing', 0],
      ['credit_amount', 'decreasing', 0],
    ])
    expect(fit.boosting!.monotone.every(({ nChecked }) => nChecked > 1000)).toBe(true)
    const month = model.characteristics.find(({ name }) => name === 'month')!
    expect(month).toMatchObject({ missingCodes: [24], monotone: 'increasing', levels: null })
    const bins = model.variables.find(({ name }) => name === 'month')!.bins
    expect(bins.map(({ definition }) => definition)).toContainEqual({ kind: 'special', codes: ['24'] })
    expect(fit.boosting!.permutationSample).toBeNull()
  })

  it('are refused where they contradict the data', () => {
    expect(() => fitGerman({ monotone: [{ column: 'purpose', direction: 'increasing' }] })).toThrow(/purpose/)
    expect(() => fitGerman({ monotone: [{ column: 'age', direction: 'increasing' }] })).toThrow(
      /monotone needs .*"age"/,
    )
  })
})

describe('when boosting stops', () => {
  it('a validation share of the development rows decides, and the best iteration is kept', () => {
    const { model, fit } = fitGerman({
      maxTrees: 200,
      learningRate: 0.5,
      earlyStopping: { sample: 'validation', patience: 5 },
    })
    const { boosting } = fit
    expect(boosting!.stopped).toBe('earlyStopping')
    expect(boosting!.nGrown).toBe(model.trees.length + 5)
    const best = boosting!.history.toSorted((a, b) => a.watchedLogLoss! - b.watchedLogLoss!)[0]!
    expect(best.iteration).toBe(model.trees.length)
    expect([fit.converged, fit.nDevelopment]).toEqual([true, 700])
    expect(fit.warnings).toContain(
      'Trees were grown on 560 of 700 development rows; the other 140 decided how many there are.',
    )
  })

  it('the hold-out rows decide, which the report says', () => {
    const { fit } = fitGerman({ earlyStopping: { sample: 'holdout', patience: 500, metric: 'rocAuc' } })
    expect(fit.boosting).toMatchObject({ watched: 'hold-out, 300 rows', metric: 'rocAuc', stopped: 'allTrees' })
    expect(fit.converged).toBe(false)
    expect(fit.warnings.join(' ')).toMatch(/no independent judge.*All 20 trees were grown before 500 in a row/)
  })

  it('a person stops it, and what is there is kept, if there is something', () => {
    let nSeen = 0
    const stages = new Set<string>()
    const { model, fit } = fitGbdt(GERMAN, {
      onIteration: () => nSeen++,
      shouldStop: () => nSeen === 3,
      onProgress: (stage) => stages.add(stage),
    })
    expect([model.trees.length, fit.boosting!.stopped, fit.converged]).toEqual([3, 'person', false])
    expect(fit.warnings).toContain('A person stopped the training after 3 trees.')
    expect([...stages]).toEqual(['Binning'])
    expect(() => fitGbdt(GERMAN, { shouldStop: () => true })).toThrow(/got a stop before the first/)
  })

  it('no split gains', () => {
    expect(() => fitGerman({ minSplitGain: 1e9 })).toThrow(/needs a split that gains, got none/)
  })
})

describe('rows of boosted trees', () => {
  it('without a hold-out sample are all development, and importance is measured on them', () => {
    const all = stratifiedSplit(germanOutcomes, 1, 1)
    const { fit } = fitGerman({ permutations: 1, maxTrees: 5 }, { split: all })
    expect(fit.holdoutAuc).toBeNull()
    expect(fit.boosting).toMatchObject({
      watched: null,
      permutationSample: 'all 1000 development rows, 1 shuffle each',
    })
    expect(fit.warnings).toEqual(['There is no hold-out sample: every row was used for development.'])
  })

  it('count by weights as by copies', () => {
    const weights = Float64Array.from(germanOutcomes, (_, row) => 1 + (row % 3))
    const copies = split.development.reduce<number[]>((rows, row) => {
      for (let i = 0; i < weights[row]!; i++) rows.push(row)
      return rows
    }, [])
    // Least counts are of rows, so they are left out of the comparison.
    const params = smallParams({ minChildCount: 1, minChildWeight: 3, categorical: { minLevelCount: 1 } })
    const weighted = fitGbdt({ ...GERMAN, params, weights, weightColumn: 'w', split: { ...split, holdout: NO_ROWS } })
    const copied = fitGbdt({
      ...GERMAN,
      params,
      frame: takeFrameRows(german, copies),
      split: { development: Uint32Array.from(copies, (_, i) => i), holdout: NO_ROWS },
    })
    expect(weighted.model.trees).toEqual(copied.model.trees)
    expect(weighted.model.baseMargin).toBe(copied.model.baseMargin)
    expect(weighted.model.variables).toEqual(copied.model.variables)
    expect(weighted.model.developmentEventRate).toBeCloseTo(copied.model.developmentEventRate, 14)
    expect(weighted.fit.logLikelihood).toBeCloseTo(copied.fit.logLikelihood, 6)
    expect(weighted.fit.logLikelihoodNull).toBeCloseTo(copied.fit.logLikelihoodNull, 6)
    expect(weighted.fit.weighting).toEqual({ column: 'w', total: copies.length })
    expect(weighted.fit.warnings[0]).toMatch(/Rows count as "w" says/)
  })

  it('without an outcome are left out and counted, where that is asked for', () => {
    const texts = Array.from(germanOutcomes, (y, row) => (row % 10 === 0 ? null : String(y)))
    const frame = createFrame([...german.columns.values(), textColumn('known', texts)])
    const known = Uint32Array.from(germanOutcomes, (_, row) => row).filter((row) => row % 10 !== 0)
    const rejected = Uint32Array.from(germanOutcomes, (_, row) => row).filter((row) => row % 10 === 0)
    const input = {
      ...GERMAN,
      frame,
      target: { column: 'known', eventValue: '1' },
      split: { development: known, holdout: NO_ROWS },
      rejected,
    }
    const params = smallParams({
      rejectInference: { method: 'knownOnly', rejected: { column: 'status', value: 'A11' } },
    })
    const { model, fit } = fitGbdt({ ...input, params })
    expect(fit.nDevelopment).toBe(900)
    expect(fit.warnings.join(' ')).toMatch(
      /100 rows without a known outcome were left out \(knownOnly\): the model is one/,
    )
    expect(model.characteristics.map(({ name }) => name)).not.toContain('status')
    expect(fit.exclusions[0]).toMatchObject({ name: 'status', reason: 'It marks rejected applicants.' })
    expect(() => fitGbdt(input)).toThrow(
      /method knownOnly to leave rejected applicants out, got "none" and 100 of them/,
    )
    const { rejected: _, ...forgotten } = input
    expect(() => fitGbdt(forgotten)).toThrow(/"known" needs a value in every row, got a missing one in row 1/)
  })

  it('start from an offset, which is no part of the score, and may be balanced by class', () => {
    const offset = Float64Array.from(germanOutcomes, (_, row) => (row % 2 === 0 ? 1 : -1))
    const { fit } = fitGerman({ maxTrees: 3 }, { offset })
    expect(fit.logLikelihoodNull).not.toBeCloseTo(210 * Math.log(0.3) + 490 * Math.log(0.7), 1)
    expect(fit.logLikelihood).toBeGreaterThan(fit.logLikelihoodNull)
    expect(fit.warnings.join(' ')).toMatch(/The offset is not part of the score/)
    const balanced = fitGerman({ classBalance: 'balanced', maxTrees: 3 })
    expect(balanced.fit.warnings.join(' ')).toMatch(/PDs are too high and points too low until/)
    const scored = compileTreeModel(balanced.model).scoreFrame(german).probability
    expect(scored.reduce((sum, p) => sum + p, 0) / 1000).toBeGreaterThan(0.4)
  })
})

describe('columns of boosted trees', () => {
  const n = 400
  const noise = (row: number): number => ((row * 7919) % 101) / 101
  const bad = Array.from({ length: n }, (_, row) => (noise(row) + (row % 4 === 0 ? 0.4 : 0) > 0.7 ? 1 : 0))
  const target = { column: 'bad', eventValue: '1' }
  const rows = Uint32Array.from(bad, (_, row) => row)
  const of = (columns: Parameters<typeof createFrame>[0], asked: object = {}) =>
    fitGbdt({
      ...{ frame: createFrame([...columns, numericColumn('bad', bad)]), target, seed: 1, params: smallParams(asked) },
      characteristics: columns.map(({ name }) => name),
      split: { development: rows, holdout: NO_ROWS },
    })
  const good = numericColumn(
    'x',
    bad.map((_, row) => (row % 4 === 0 ? 1 : 0)),
  )

  it('that are constant or empty are left out, and said to be', () => {
    const flat = numericColumn(
      'flat',
      bad.map(() => 5),
    )
    const none = numericColumn(
      'none',
      bad.map((_, row) => (row % 2 === 0 ? null : -9)),
    )
    const { model, fit } = of([flat, none, good], { specialCodes: [{ column: 'none', codes: [-9] }] })
    expect(model.characteristics.map(({ name }) => name)).toEqual(['x'])
    expect(fit.exclusions.map(({ name, reason }) => [name, reason])).toEqual([
      ['flat', 'Constant in the rows that trees are grown on.'],
      ['none', 'All values are missing in the rows that trees are grown on.'],
    ])
    expect(() => of([flat, none], { specialCodes: [{ column: 'none', codes: [-9] }] })).toThrow(
      /needs a characteristic with two values at least, got 2 constant ones/,
    )
  })

  it('with one value and missing ones can be split on, and infinite values are values', () => {
    const half = numericColumn(
      'half',
      bad.map((_, row) => (row % 4 === 0 ? 1 : null)),
    )
    expect(of([half]).model.characteristics.map(({ name }) => name)).toEqual(['half'])
    const wide = numericColumn(
      'wide',
      bad.map((_, row) => (row % 4 === 0 ? Number.POSITIVE_INFINITY : -row)),
    )
    const { model, fit } = of([wide])
    expect(fit.developmentAuc.value).toBeGreaterThan(0.6)
    expect(treeModelSchema.parse(model)).toEqual(model)
  })

  it('of very many levels have bins that name the levels trees know only', () => {
    const names = bad.map((_, row) => (row % 4 === 0 ? 'often' : row % 4 === 1 ? 'seldom' : `once ${row}`))
    const many = textColumn('many', [...names])
    const wide = { ...many, levels: [...many.levels, ...Array.from({ length: 1500 }, (_, i) => `never ${i}`)] }
    const { fit } = of([wide, good])
    const [variable] = fit.characteristicReport
    const named = variable!.bins.flatMap(({ definition }) => (definition.kind === 'levels' ? definition.levels : []))
    expect(named.sort()).toEqual(['often', 'seldom'])
    expect(variable!.bins.at(-1)).toMatchObject({ definition: { kind: 'unseen' }, count: 200 })
    const ids = { ...many, codes: Int32Array.from(rows), levels: Array.from({ length: 1500 }, (_, i) => `id ${i}`) }
    const unnamed = of([ids, good]).fit.characteristicReport[0]!
    expect(unnamed.bins.map(({ definition, count }) => [definition.kind, count])).toEqual([
      ['missing', 0],
      ['unseen', 400],
    ])
  })

  it('are refused where they are none, named twice, the target, or all outcomes are the same', () => {
    expect(() => of([])).toThrow(/at least one candidate characteristic, got none/)
    const input = { ...GERMAN, characteristics: ['month', 'month'] }
    expect(() => fitGbdt(input)).toThrow(/distinct characteristics, got "month" twice/)
    expect(() => fitGbdt({ ...GERMAN, characteristics: ['credit'] })).toThrow(/other than the target, got "credit"/)
    expect(() => fitGbdt({ ...GERMAN, characteristics: ['month'], weightColumn: 'month' })).toThrow(/got none/)
    const events = split.development.filter((row) => germanOutcomes[row] === 1)
    expect(() => fitGbdt({ ...GERMAN, split: { ...split, development: events } })).toThrow(
      /needs events and non-events/,
    )
    expect(() => fitGbdt({ ...GERMAN, weights: new Float64Array(1000) })).toThrow(/weights above 0, got 0 in row/)
    expect(() => fitGbdt({ ...GERMAN, offset: new Float64Array(3) })).toThrow(/one offset per row, got 3 for 1000 rows/)
    expect(getColumn(german, 'credit').name).toBe('credit')
  })
})
