import { assignBin } from '../binning/assign-bin.ts'
import type { BinnedVariable } from '../binning/binned-variable.ts'
import { canonicalJson } from '../governance/canonical-json.ts'
import { compileScorecard, variableOf } from '../scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../scorecard/scorecard-model.ts'
import { StatisticError } from '../statistic-error.ts'
import { parseStrictJson } from './strict-json.ts'

/** Members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>

/**
 * Reads a scorecard from JSON: strictly (see `parseStrictJson`), and only if it can score.
 *
 * Its kind and version are known, characteristics and variables are distinct and belong together, every characteristic has one
 * attribute with finite points per bin, bins tile the line or name each level once, special codes are numbers where the variable is
 * one. The rest of its shape is the contract's to check.
 *
 * @param text - JSON text, canonical or not
 * @returns the model: equal models have equal canonical JSON and so one content hash (`contentHash`)
 * @throws StatisticError `invalidInput` with line and column for a fault of the JSON, with the path (`characteristics[2].name`) for one
 *   of the model
 */
export function readScorecardJson(text: string): ScorecardModel {
  const value = parseStrictJson(text)
  const model = membersOf(value, 'the scorecard')
  if (model.kind !== 'scorecardModel') throw unfit('kind', 'to be "scorecardModel"', model.kind)
  if (model.formatVersion !== 1) throw unfit('formatVersion', 'to be 1, the only one known', model.formatVersion)
  for (const name of ['factor', 'offset', 'intercept', 'developmentEventRate']) numberAt(model[name], name)
  if (model.factor === 0) throw unfit('factor', 'not to be 0', 0)
  const variables = listAt(model.variables, 'variables')
  const characteristics = listAt(model.characteristics, 'characteristics')
  for (const [i, variable] of variables.entries()) checkVariable(variable, `variables[${i}]`)
  for (const [i, characteristic] of characteristics.entries())
    checkCharacteristic(characteristic, `characteristics[${i}]`)
  checkDistinct(variables, 'variables')
  checkDistinct(characteristics, 'characteristics')
  const scorecard = value as ScorecardModel
  compileScorecard(scorecard)
  for (const [i, variable] of scorecard.variables.entries()) checkBins(variable, `variables[${i}]`)
  scorecard.characteristics.forEach((characteristic, i) => {
    const { length } = variableOf(scorecard, characteristic).bins
    if (characteristic.attributes.length === length) return
    throw unfit(`characteristics[${i}].attributes`, `to be one per bin (${length})`, characteristic.attributes.length)
  })
  canonicalJson(scorecard)
  return scorecard
}

/**
 * Checks binned variables from a file: distinct names, known types, bins that tile the line or name each level once.
 *
 * @param value - what stands at `variables`
 * @throws StatisticError `invalidInput` with the path of the first fault
 */
export function checkVariables(value: unknown): void {
  const variables = listAt(value, 'variables')
  for (const [i, variable] of variables.entries()) checkVariable(variable, `variables[${i}]`)
  checkDistinct(variables, 'variables')
  for (const [i, variable] of variables.entries()) checkBins(variable as BinnedVariable, `variables[${i}]`)
}

function checkVariable(value: unknown, path: string): void {
  const variable = membersOf(value, path)
  textAt(variable.name, `${path}.name`)
  if (variable.type !== 'numeric' && variable.type !== 'text') {
    throw unfit(`${path}.type`, 'to be "numeric" or "text"', variable.type)
  }
  listAt(variable.bins, `${path}.bins`).forEach((bin, i) => {
    const at = `${path}.bins[${i}]`
    const { definition, label } = membersOf(bin, at)
    textAt(label, `${at}.label`)
    checkDefinition(membersOf(definition, `${at}.definition`), `${at}.definition`)
  })
}

function checkDefinition(definition: Members, path: string): void {
  switch (definition.kind) {
    case 'interval':
      for (const side of ['lower', 'upper']) {
        if (definition[side] !== null) numberAt(definition[side], `${path}.${side}`)
      }
      return
    case 'levels':
      for (const [i, level] of listAt(definition.levels, `${path}.levels`).entries())
        textAt(level, `${path}.levels[${i}]`)
      return
    case 'special':
      for (const [i, code] of listAt(definition.codes, `${path}.codes`).entries()) textAt(code, `${path}.codes[${i}]`)
      return
    case 'missing':
    case 'unseen':
      return
    default:
      throw unfit(`${path}.kind`, 'to be interval, levels, special, missing or unseen', definition.kind)
  }
}

function checkCharacteristic(value: unknown, path: string): void {
  const characteristic = membersOf(value, path)
  textAt(characteristic.name, `${path}.name`)
  numberAt(characteristic.meanPoints, `${path}.meanPoints`)
  numberAt(characteristic.coefficient, `${path}.coefficient`)
  listAt(characteristic.attributes, `${path}.attributes`).forEach((attribute, i) => {
    const { bin, label, points } = membersOf(attribute, `${path}.attributes[${i}]`)
    if (!Number.isInteger(bin)) throw unfit(`${path}.attributes[${i}].bin`, 'to be a whole number', bin)
    textAt(label, `${path}.attributes[${i}].label`)
    numberAt(points, `${path}.attributes[${i}].points`)
  })
}

/** Bins of every variable, also of one that no characteristic has: no kind is there that its type cannot have, nor twice. */
function checkBins(variable: BinnedVariable, path: string): void {
  assignBin(variable)
  const seen = new Set<string>()
  variable.bins.forEach(({ definition: { kind, ...rest } }, i) => {
    const at = `${path}.bins[${i}].definition`
    const isOfOther = variable.type === 'numeric' ? kind === 'levels' || kind === 'unseen' : kind === 'interval'
    if (isOfOther) throw unfit(`${at}.kind`, `to be one that a ${variable.type} variable has`, kind)
    if ((kind === 'missing' || kind === 'unseen') && seen.has(kind)) throw unfit(`${at}.kind`, 'to occur once', kind)
    seen.add(kind)
    if (kind !== 'special' || variable.type === 'text' || !('codes' in rest)) return
    for (const code of rest.codes) {
      const number = code.trim() === '' ? Number.NaN : Number(code)
      if (!Number.isFinite(number)) throw unfit(`${at}.codes`, 'to be numbers', code)
      if (seen.has(`code ${number + 0}`)) throw unfit(`${at}.codes`, 'to be distinct', code)
      seen.add(`code ${number + 0}`)
    }
  })
  const lastInterval = variable.bins.findLastIndex(({ definition }) => definition.kind === 'interval')
  const firstOther = variable.bins.findIndex(({ definition }) => definition.kind !== 'interval')
  if (lastInterval > firstOther) throw unfit(`${path}.bins`, 'to have all intervals first', lastInterval)
}

function checkDistinct(list: readonly unknown[], path: string): void {
  const seen = new Set<unknown>()
  list.forEach((item, i) => {
    const { name } = item as Members
    if (seen.has(name)) throw unfit(`${path}[${i}].name`, 'to be distinct', name)
    seen.add(name)
  })
}

/** The object at a path. @throws StatisticError `invalidInput` */
export function membersOf(value: unknown, path: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unfit(path, 'to be an object', value)
  return value as Members
}

/** The list at a path. @throws StatisticError `invalidInput` */
export function listAt(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw unfit(path, 'to be a list', value)
  return value
}

/** Requires a text at a path. @throws StatisticError `invalidInput` */
export function textAt(value: unknown, path: string): void {
  if (typeof value !== 'string') throw unfit(path, 'to be a text', value)
}

/** Requires a finite number at a path. @throws StatisticError `invalidInput` */
export function numberAt(value: unknown, path: string): void {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw unfit(path, 'to be a number', value)
}

/** A fault of a model file. @param got - shown as JSON, cut short */
export function unfit(path: string, condition: string, got: unknown): StatisticError {
  const text = got === undefined ? 'nothing' : JSON.stringify(got).slice(0, 80)
  return new StatisticError('invalidInput', `model JSON needs ${path} ${condition}, got ${text}`)
}
