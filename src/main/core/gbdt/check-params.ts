import { type Frame, getColumn } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import type { GbdtParams } from './gbdt-params.ts'

/**
 * Checks parameters of boosting against the columns they name. Groups of interactions may share characteristics, as they may for
 * LightGBM and XGBoost: a path may then go on within any group that has all characteristics met so far.
 *
 * @param params - with defaults applied
 * @param frame - columns
 * @param characteristics - names of the candidates
 * @throws StatisticError `invalidInput` if monotone directions, interactions or special codes name a column that is no candidate, a
 *   column has two directions, a direction or a special code is given to a column of texts, or a code is not a finite number
 */
export function checkGbdtParams(params: GbdtParams, frame: Frame, characteristics: readonly string[]): void {
  const candidates = new Set(characteristics)
  requireCandidates(
    'monotone',
    params.monotone.map(({ column }) => column),
    candidates,
  )
  requireCandidates('interactions', params.interactions.flat(), candidates)
  requireCandidates(
    'specialCodes',
    params.specialCodes.map(({ column }) => column),
    candidates,
  )
  const directions = new Map<string, string>()
  for (const { column, direction } of params.monotone) {
    const other = directions.get(column)
    if (other !== undefined && other !== direction)
      throw new StatisticError(
        'invalidInput',
        `monotone needs one direction per characteristic, got ${other} and ${direction} for "${column}"`,
      )
    directions.set(column, direction)
    requireNumbers('monotone', frame, column)
  }
  for (const { column, codes } of params.specialCodes) {
    requireNumbers('specialCodes', frame, column)
    const wrong = codes.find((code) => !Number.isFinite(code))
    if (wrong !== undefined)
      throw new StatisticError('invalidInput', `specialCodes needs finite numbers, got ${wrong} for "${column}"`)
  }
}

/**
 * The parameters without what they say of columns that take no part, and with the special codes of a column in one entry.
 *
 * @param params - as checked
 * @param characteristics - names of those that take part
 */
export function withoutStrangers(params: GbdtParams, characteristics: readonly string[]): GbdtParams {
  const codes = new Map<string, number[]>()
  for (const entry of params.specialCodes)
    codes.set(entry.column, [...new Set([...(codes.get(entry.column) ?? []), ...entry.codes])])
  return {
    ...params,
    monotone: params.monotone.filter(({ column }) => characteristics.includes(column)),
    specialCodes: [...codes]
      .filter(([column]) => characteristics.includes(column))
      .map(([column, own]) => ({ column, codes: own })),
    interactions: params.interactions
      .map((group) => group.filter((name) => characteristics.includes(name)))
      .filter((group) => group.length > 0),
  }
}

function requireCandidates(what: string, columns: readonly string[], candidates: ReadonlySet<string>): void {
  const stranger = columns.find((column) => !candidates.has(column))
  if (stranger !== undefined)
    throw new StatisticError('invalidInput', `${what} needs characteristics of the training, got "${stranger}"`)
}

function requireNumbers(what: string, frame: Frame, column: string): void {
  if (getColumn(frame, column).kind !== 'numeric')
    throw new StatisticError('invalidInput', `${what} needs a column of numbers, got the text column "${column}"`)
}
