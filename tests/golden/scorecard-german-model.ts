/**
 * Writes scorecard-german-model.json: the scorecard fitted to German Credit with default parameters, seed 1, all columns but the
 * sensitive `age`, with the development rows. scorecard-german.py recomputes it independently.
 * Run from the project's folder: node tests/golden/scorecard-german-model.ts
 */
import { writeFileSync } from 'node:fs'
import { getColumn } from '../../src/main/core/frame/frame.ts'
import { stratifiedSplit } from '../../src/main/core/random/stratified-split.ts'
import { fitScorecard } from '../../src/main/core/scorecard/fit-scorecard.ts'
import { targetVector } from '../../src/main/core/scorecard/target-vector.ts'
import { scorecardParamsSchema } from '../../src/shared/contract/scorecard-params.ts'
import { germanCreditFrame } from '../main/core/scorecard/german-credit-frame.ts'

const frame = germanCreditFrame()
const target = { column: 'credit', eventValue: '2' }
const names = [...frame.columns.keys()].filter((name) => name !== target.column && name !== 'age')
const params = scorecardParamsSchema.parse({})
const split = stratifiedSplit(
  targetVector(getColumn(frame, target.column), target.eventValue),
  params.developmentShare,
  1,
)
const { model, fit } = fitScorecard({ frame, target, characteristics: names, params, split, seed: 1 })
const golden = { versions: { node: process.versions.node }, params, development: [...split.development], model, fit }
writeFileSync(new URL('scorecard-german-model.json', import.meta.url), `${JSON.stringify(golden)}\n`)
