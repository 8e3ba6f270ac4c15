import { type Column, createFrame, type Frame } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import type { RowValue } from '../steps/derivations.ts'
import { watchedVariables } from './compile-model.ts'
import type { CreditModel } from './credit-model.ts'

/**
 * Cases as a frame of the characteristics of a model, for scoring many at once.
 *
 * @param model - model of any kind
 * @returns a function (cases) → frame; each case has one value per characteristic, in the order of the model, null or NaN = missing. It
 *   throws StatisticError `invalidInput` for a text where the model needs a number, or the reverse
 * @throws StatisticError `invalidInput` if a characteristic of a scorecard has no variable
 */
export function caseColumns(model: CreditModel): (cases: readonly (readonly RowValue[])[]) => Frame {
  const characteristics = model.kind === 'treeModel' ? model.characteristics : watchedVariables(model)
  return (cases) =>
    createFrame(
      characteristics.map(({ name, type }, j) =>
        type === 'numeric' ? numbers(name, cases, j) : texts(name, cases, j),
      ),
    )
}

function numbers(name: string, cases: readonly (readonly RowValue[])[], place: number): Column {
  const values = new Float64Array(cases.length)
  for (let i = 0; i < values.length; i++) {
    const value = cases[i]![place]!
    if (typeof value === 'string')
      throw new StatisticError('invalidInput', `characteristic "${name}" needs a number, got a text`)
    values[i] = value ?? Number.NaN
  }
  return { kind: 'numeric', name, values }
}

function texts(name: string, cases: readonly (readonly RowValue[])[], place: number): Column {
  const codes = new Int32Array(cases.length)
  const codeOf = new Map<string, number>()
  for (let i = 0; i < codes.length; i++) {
    const value = cases[i]![place]!
    if (value === null) {
      codes[i] = -1
      continue
    }
    if (typeof value === 'number')
      throw new StatisticError('invalidInput', `characteristic "${name}" needs a text, got a number`)
    const code = codeOf.get(value) ?? codeOf.size
    codeOf.set(value, code)
    codes[i] = code
  }
  return { kind: 'text', name, codes, levels: [...codeOf.keys()] }
}
