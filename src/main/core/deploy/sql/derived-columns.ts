import { isDateFormat } from '../../calendar/date-format.ts'
import { checkParts } from '../../expression/check-expression.ts'
import type { ExpressionType } from '../../expression/expression.ts'
import { columnsOf } from '../../expression/expression.ts'
import { parseExpression } from '../../expression/parse-expression.ts'
import { printExpression } from '../../expression/print-expression.ts'
import type { CreditModel } from '../../model/credit-model.ts'
import { type ModelInput, modelInputs } from '../../scorecard/model-inputs.ts'
import { StatisticError } from '../../statistic-error.ts'
import { neededDerivations } from '../../steps/derivations.ts'
import { type DeriveStep, expressionOfStep } from '../../steps/step.ts'
import type { ValueSource } from './bin-points.ts'
import { commentText, notExportable, plainNames } from './column-names.ts'
import { parsedDate } from './date-sql.ts'
import type { AddedColumn } from './probability-columns.ts'
import type { Dialect } from './sql-dialect.ts'
import { caseOf, type When } from './sql-pieces.ts'
import { conditionSql, PARTS, translateExpression } from './translate-expression.ts'
import type { Translation } from './translation.ts'

/** Columns that do not read each other, each with a comment. */
type Stage = (AddedColumn & { readonly comment: string })[]

/** What has to be computed before the points. */
export interface DerivedColumns {
  /** Columns added stage by stage; those of one stage do not read each other. */
  readonly stages: readonly Stage[]
  /** Where the values of a characteristic are, given the alias `t` of the last stage. */
  readonly sourceOf: (characteristic: string) => ValueSource
  /** Reason why the model was not made for a case; null if the model has no checks, or they have no equal in SQL. */
  readonly issue: string | null
  /** Columns of the table that are read. */
  readonly inputs: readonly ModelInput[]
  readonly notes: readonly string[]
}

interface Plan {
  readonly dialect: Dialect
  readonly types: Map<string, ExpressionType>
  readonly aliases: Map<string, string>
  readonly notes: Set<string>
}

/**
 * The derived characteristics and the checks of the population in SQL.
 *
 * @param withChecks - whether the checks are wanted; they may read columns that the table of applicants does not have
 * @throws StatisticError `undefined` if a characteristic is computed by something that has no exact equal in the dialect
 */
export function derivedColumns(model: CreditModel, dialect: Dialect, withChecks = true): DerivedColumns {
  const inputs = modelInputs(model)
  const { preprocessing } = model
  if (preprocessing === undefined) return { stages: [], sourceOf: rawSource(dialect), issue: null, inputs, notes: [] }
  const names = model.characteristics.map(({ name }) => name)
  const own = neededDerivations(preprocessing.steps, names).steps
  const checks = preprocessing.steps.filter((step) => step.kind !== 'derive')
  const checked = checks.flatMap((step) => columnsOf(parseExpression(expressionOfStep(step)!)))
  const all = neededDerivations(preprocessing.steps, [...names, ...checked]).steps
  const build = (steps: readonly DeriveStep[], columns: readonly ModelInput[], hasChecks: boolean): DerivedColumns => {
    const aliases = new Map(
      plainNames(steps.map(({ name }) => name)).map((word, i) => [steps[i]!.name, `assay_value_${word}`]),
    )
    const plan: Plan = { dialect, types: typesOf(columns), aliases: new Map(), notes: new Set() }
    const dates = dateStage(steps, hasChecks ? checked : [], columns, plan)
    const stages = [...dates, ...stagesOf(steps, names, aliases, plan)]
    const issue = hasChecks && checks.length > 0 ? issueOf(model, plan) : null
    const sourceOf = (name: string): ValueSource => {
      const alias = aliases.get(name)
      return alias === undefined ? rawSource(dialect)(name) : { sql: `t.${alias}`, isRaw: false }
    }
    return { stages, sourceOf, issue, inputs: columns, notes: [...plan.notes] }
  }
  if (checks.length === 0 || !withChecks) return build(own, inputs, false)
  try {
    return build(all, [...inputs, ...preprocessing.populationInputs], true)
  } catch (error) {
    if (!(error instanceof StatisticError && error.kind === 'undefined')) throw error
    const without = build(own, inputs, false)
    return { ...without, notes: [...without.notes, `The checks of the population are left out: ${error.message}.`] }
  }
}

function rawSource(dialect: Dialect): (name: string) => ValueSource {
  return (name) => ({ sql: `t.${dialect.quoteName(name)}`, isRaw: true })
}

function typesOf(inputs: readonly ModelInput[]): Map<string, ExpressionType> {
  return new Map(inputs.map(({ name, type }) => [name, type === 'numeric' ? 'number' : type]))
}

/** The dates among the inputs that are read, as days: parsed once, before everything else. */
function dateStage(
  steps: readonly DeriveStep[],
  checked: readonly string[],
  inputs: readonly ModelInput[],
  plan: Plan,
): Stage[] {
  const { dialect } = plan
  const read = new Set([...steps.flatMap(({ expression }) => columnsOf(parseExpression(expression))), ...checked])
  const dates = inputs.filter(({ name, type }) => type === 'date' && read.has(name))
  const words = plainNames(dates.map(({ name }) => name))
  const columns = dates.map(({ name, dateFormat }, i) => {
    if (dateFormat === null || !isDateFormat(dateFormat))
      throw notExportable(dialect, 'has no exact translation of dates without a format', `"${name}"`)
    const alias = `assay_date_${words[i]}`
    const text = dialect.toText(`t.${dialect.quoteName(name)}`)
    const sql = parsedDate(text, dateFormat, { dialect, where: name })
    plan.aliases.set(name, alias)
    plan.notes.add(
      `The column "${name}" is read as a text with a date ${dateFormat}; any other form counts as missing.`,
    )
    return { sql, name: alias, comment: `days since 1970 of ${commentText(name)}` }
  })
  return columns.length === 0 ? [] : [columns]
}

function stagesOf(
  steps: readonly DeriveStep[],
  wanted: readonly string[],
  aliases: ReadonlyMap<string, string>,
  plan: Plan,
): Stage[] {
  const stages: Stage[] = []
  let inStage = new Set<string>()
  for (const step of steps) {
    const expression = parseExpression(step.expression)
    const { type, parts } = checkParts(expression, plan.types)
    if (type === 'date' && wanted.includes(step.name))
      throw notExportable(plan.dialect, 'has no exact translation of a date as characteristic', `"${step.name}"`)
    const sql = translateExpression(expression, type, translation(step.name, parts, plan))
    if (stages.length === 0 || columnsOf(expression).some((name) => inStage.has(name))) {
      stages.push([])
      inStage = new Set()
    }
    inStage.add(step.name)
    const alias = aliases.get(step.name)!
    stages.at(-1)!.push({ sql, name: alias, comment: commentText(`${step.name} = ${printExpression(expression)}`) })
    plan.aliases.set(step.name, alias)
    plan.types.set(step.name, type === 'boolean' ? 'number' : type)
  }
  return stages
}

function translation(where: string, types: Translation['types'], plan: Plan): Translation {
  const { dialect, aliases, notes } = plan
  const column = (name: string): string => {
    const alias = aliases.get(name)
    if (alias !== undefined) return `t.${alias}`
    const raw = `t.${dialect.quoteName(name)}`
    if (plan.types.get(name) === 'text') return dialect.toText(raw)
    const value = dialect.withoutNan(dialect.toDouble(raw))
    return dialect.isForeign === null ? value : `CASE WHEN NOT ${dialect.isForeign(raw)} THEN ${value} END`
  }
  return { dialect, types, column, where, notes, parts: PARTS }
}

/** The reason of the first filter or exclusion that leaves the case out; NULL if it belongs to the population. */
function issueOf(model: CreditModel, plan: Plan): string {
  const whens = model.preprocessing!.steps.flatMap((step): When[] => {
    if (step.kind === 'derive') return []
    const expression = parseExpression(expressionOfStep(step)!)
    const { parts } = checkParts(expression, plan.types)
    const condition = conditionSql(expression, translation(step.reason, parts, plan))
    const reason = plan.dialect.text(step.reason.replace(/\p{C}/gu, ' '))
    return [step.kind === 'exclude' ? [condition, reason] : [`CASE WHEN ${condition} THEN 0 ELSE 1 END = 1`, reason]]
  })
  return caseOf(whens, 'NULL', '    ')
}
