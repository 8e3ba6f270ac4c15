import fc from 'fast-check'
import { expect, test } from 'vitest'
import { goldenCases } from '../../../../../src/main/core/deploy/golden-cases.ts'
import { scorecardPmml } from '../../../../../src/main/core/deploy/pmml/scorecard-pmml.ts'
import { explainCase } from '../../../../../src/main/core/explain/explain-case.ts'
import { modelInputs } from '../../../../../src/main/core/scorecard/model-inputs.ts'
import { compileScorecard } from '../../../../../src/main/core/scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../../../../../src/main/core/scorecard/scorecard-model.ts'
import { generatedScorecard } from '../../../../helpers/generated-scorecard.ts'
import { pmmlEvaluator } from '../../../../helpers/pmml-evaluator.ts'

const HEADER = { name: 'Generated', version: 1, contentHash: '0'.repeat(64), codeVersion: '0.0.0' }

test('points, PD and reasons of the PMML file are those of the engine at every edge, code, level and gap', () => {
  const card = fc.record({
    model: generatedScorecard({ lines: true, calibration: true }),
    means: fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 6, maxLength: 6 }),
  })
  fc.assert(
    fc.property(card, ({ model: bare, means }) => {
      const model: ScorecardModel = {
        ...bare,
        characteristics: bare.characteristics.map((one, j) => ({ ...one, meanPoints: means[j]! })),
      }
      const evaluator = pmmlEvaluator(scorecardPmml(model, HEADER).text)
      const engine = compileScorecard(model)
      const names = modelInputs(model).map(({ name }) => name)
      expect(evaluator.inputs).toEqual(names)
      for (const { values } of goldenCases(model, { nRandom: 30 })) {
        const out = evaluator.evaluate(new Map(names.map((name, j) => [name, values[j]!])))
        const scored = engine.scoreValues(values)
        expect(outputOf(out, 'score')).toBe(scored.points)
        expect(Math.abs(Number(outputOf(out, 'probability')) - scored.probability)).toBeLessThan(1e-12)
        const reasons = explainCase(model, values, { maxReasons: 4, row: 0, outcome: null }).reasons.map(
          ({ code }) => code,
        )
        const codes = [1, 2, 3, 4].map((rank) => outputOf(out, `reasonCode${rank}`)).slice(0, reasons.length)
        expect(codes).toEqual(reasons)
      }
    }),
    { numRuns: 300, endOnFailure: true },
  )
}, 120_000)

/** An output by its name, which has a number behind it where a column has the same name. */
function outputOf(out: ReadonlyMap<string, unknown>, wanted: string): unknown {
  const name = [...out.keys()].find((key) => key === wanted || key.startsWith(`${wanted}_`))
  return name === undefined ? undefined : out.get(name)
}
