import { isDateFormat } from '../calendar/date-format.ts'
import type { ColumnTypes } from '../expression/expression.ts'
import { columnsOf } from '../expression/expression.ts'
import type { DateFormats } from '../expression/operands.ts'
import { parseExpression } from '../expression/parse-expression.ts'
import { createFrame, type Frame } from '../frame/frame.ts'
import type { CreditModel } from '../model/credit-model.ts'
import { applyDerivations, compileRowDerivations, neededDerivations, type RowValue } from '../steps/derivations.ts'
import { populationChecks } from '../steps/population-checks.ts'
import { type CaseStep, columnAddedBy, expressionOfStep, type Step } from '../steps/step.ts'

/** A column a model reads. */
export interface ModelInput {
  readonly name: string
  readonly type: 'numeric' | 'text' | 'date'
  /** Format of a date; null for others. */
  readonly dateFormat: string | null
}

/** How the characteristics of a model come from the columns of a file, and for whom the model was made. */
export interface Preprocessing {
  /** Derive steps of the characteristics and of the checks below, and the filters and exclusions, in order. */
  readonly steps: CaseStep[]
  /** Columns needed for the characteristics. */
  readonly inputs: ModelInput[]
  /** Columns needed besides, to tell whether a case belongs to the population. */
  readonly populationInputs: ModelInput[]
}

/**
 * What a model has to keep of the steps that made its data set: the derivations its characteristics need and the exclusions.
 *
 * @param steps - all steps from the first columns to the data set, in order
 * @param schema - columns of the data set, by name
 * @param characteristics - names of the characteristics
 * @returns null if no step bears on scoring
 * @throws StatisticError `invalidInput` if a characteristic comes from a sample, fold or weight step
 */
export function preprocessingOf(
  steps: readonly Step[],
  schema: ReadonlyMap<string, ModelInput>,
  characteristics: readonly string[],
): Preprocessing | null {
  const own = neededDerivations(steps, characteristics)
  const checks = steps.filter(isCaseStep).filter((step) => step.kind !== 'derive' && isOfOneCase(step, steps))
  if (own.steps.length === 0 && checks.length === 0) return null
  const checked = neededDerivations(
    steps,
    checks.flatMap((step) => columnsOf(parseExpression(expressionOfStep(step)!))),
  )
  const kept = new Set<Step>([...own.steps, ...checked.steps, ...checks])
  const describe = (name: string): ModelInput => schema.get(name) ?? { name, type: 'text', dateFormat: null }
  const inputs = new Set(own.inputColumns)
  return {
    steps: steps.filter(isCaseStep).filter((step) => kept.has(step)),
    inputs: [...inputs].map(describe),
    populationInputs: checked.inputColumns.filter((name) => !inputs.has(name)).map(describe),
  }
}

/** The columns a model reads from a file, without those that only tell about the population. */
export function modelInputs(model: CreditModel): readonly ModelInput[] {
  if (model.preprocessing !== undefined) return model.preprocessing.inputs
  if (model.kind === 'treeModel')
    return model.characteristics.map(({ name, type }) => ({ name, type, dateFormat: null }))
  const types = new Map(model.variables.map(({ name, type }) => [name, type]))
  return model.characteristics.map(({ name }) => ({ name, type: types.get(name) ?? 'text', dateFormat: null }))
}

/**
 * The frame with the characteristics of the model. They are computed from the model's inputs where those are there, whatever
 * the frame holds under their names: one rule, so that a file scores as its rows were trained on. Without the inputs, columns
 * that have the names of characteristics are taken as they are.
 *
 * @param frame - columns of a file or of a data set version
 */
export function withCharacteristics(model: CreditModel, frame: Frame): Frame {
  const { preprocessing } = model
  if (preprocessing === undefined || !preprocessing.inputs.every(({ name }) => frame.columns.has(name))) return frame
  const names = model.characteristics.map(({ name }) => name)
  const derived = new Set(neededDerivations(preprocessing.steps, names).steps.map(({ name }) => name))
  const raw = createFrame([...frame.columns.values()].filter(({ name }) => !derived.has(name)))
  return applyDerivations(raw, preprocessing.steps, names)
}

/** Reads single cases for a model. */
export interface CaseReader {
  /** Values of the characteristics, in the order of the model. */
  values(get: (name: string) => RowValue): RowValue[]
  /** Reasons why the model was not made for this case; none where that cannot be told. */
  objections(get: (name: string) => RowValue): string[]
}

/**
 * Prepares the reading of single cases; frames go through the same derivations ({@link withCharacteristics}).
 *
 * @param hasColumn - which columns the cases have; checks of the population need theirs
 */
export function compileCaseReader(model: CreditModel, hasColumn: (name: string) => boolean): CaseReader {
  const { preprocessing } = model
  const names = model.characteristics.map(({ name }) => name)
  if (preprocessing === undefined || !preprocessing.inputs.every(({ name }) => hasColumn(name))) {
    return { values: (get) => names.map(get), objections: () => [] }
  }
  const { steps, inputs, populationInputs } = preprocessing
  const needed = neededDerivations(steps, names).steps
  const read = compileRowDerivations(needed, typesOf(inputs), formatsOf(inputs))
  const all = [...inputs, ...populationInputs]
  const check = populationInputs.every(({ name }) => hasColumn(name))
    ? populationChecks(steps, typesOf(all), formatsOf(all))
    : () => []
  return {
    values: (get) => names.map(read(get)),
    objections: (get) => check(get).map(({ reason }) => reason),
  }
}

function typesOf(inputs: readonly ModelInput[]): ColumnTypes {
  return new Map(inputs.map(({ name, type }) => [name, type === 'numeric' ? ('number' as const) : type]))
}

function formatsOf(inputs: readonly ModelInput[]): DateFormats {
  return new Map(
    inputs.flatMap(({ name, dateFormat }) =>
      dateFormat !== null && isDateFormat(dateFormat) ? [[name, dateFormat] as const] : [],
    ),
  )
}

function isCaseStep(step: Step): step is CaseStep {
  return step.kind === 'derive' || step.kind === 'filter' || step.kind === 'exclude'
}

/** Whether a check reads nothing that only a sample as a whole has: samples, folds, weights. */
function isOfOneCase(step: Step, steps: readonly Step[]): boolean {
  const drawn = new Set<string>()
  for (const earlier of steps) {
    if (earlier === step) break
    const added = columnAddedBy(earlier)
    if (added === null) continue
    const text = expressionOfStep(earlier)
    const readsDrawn = text !== null && columnsOf(parseExpression(text)).some((name) => drawn.has(name))
    if (earlier.kind !== 'derive' || readsDrawn) drawn.add(added)
  }
  return !columnsOf(parseExpression(expressionOfStep(step)!)).some((name) => drawn.has(name))
}
