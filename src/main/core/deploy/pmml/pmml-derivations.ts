import { checkParts } from '../../expression/check-expression.ts'
import type { ColumnTypes } from '../../expression/expression.ts'
import { parseExpression } from '../../expression/parse-expression.ts'
import type { CreditModel } from '../../model/credit-model.ts'
import { type ModelInput, modelInputs } from '../../scorecard/model-inputs.ts'
import { StatisticError } from '../../statistic-error.ts'
import { neededDerivations } from '../../steps/derivations.ts'
import { planSteps } from '../../steps/plan-steps.ts'
import { type DerivedFields, writeDerivedField } from './pmml-expression.ts'
import { type XmlElement, xmlElement } from './xml-element.ts'

/**
 * The derived columns that the characteristics of a model need, as `LocalTransformations`.
 *
 * @param model - a sound scorecard
 * @returns null if the characteristics are columns of the file as they stand
 * @throws StatisticError `invalidInput`, naming the function and the characteristics, for a derivation that PMML cannot express
 */
export function pmmlDerivations(model: CreditModel): XmlElement | null {
  const names = model.characteristics.map(({ name }) => name)
  const { steps } = neededDerivations(model.preprocessing?.steps ?? [], names)
  if (steps.length === 0) return null
  const inputs = modelInputs(model)
  const types = planSteps(typesOf(inputs), steps).types
  const into: DerivedFields = {
    fields: [],
    taken: new Set([...inputs.map(({ name }) => name), ...steps.map(({ name }) => name)]),
  }
  for (const step of steps) {
    const expression = parseExpression(step.expression)
    try {
      writeDerivedField(step.name, expression, checkParts(expression, types).parts, into)
    } catch (error) {
      throw error instanceof StatisticError ? named(error, step.name, model) : error
    }
  }
  return xmlElement('LocalTransformations', {}, into.fields)
}

function typesOf(inputs: readonly ModelInput[]): ColumnTypes {
  return new Map(inputs.map(({ name, type }) => [name, type === 'numeric' ? ('number' as const) : type]))
}

function named(error: StatisticError, column: string, model: CreditModel): StatisticError {
  const needing = model.characteristics
    .map(({ name }) => name)
    .filter((name) =>
      neededDerivations(model.preprocessing?.steps ?? [], [name]).steps.some((step) => step.name === column),
    )
  if (needing.length === 1 && needing[0] === column) return error
  const list = needing.map((name) => `"${name}"`).join(', ')
  return new StatisticError(error.kind, `${error.message} (for characteristic ${list})`)
}
