import type { CreditModel, DatasetVersion } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { nearestNames } from '../core/imported/nearest-names.ts'

type NameMap = Readonly<Record<string, string>>

/** Names shown of a list, and how many of them with the nearest columns. */
const SHOWN = 100
const SHOWN_WITH_NEAREST = 5

/**
 * A model from a file with its characteristics named as the columns of a data set: as `map` says, else by the same name. LightGBM writes
 * `_` for blanks in names; such a column is found without a map. The column tells whether levels are texts or numbers.
 *
 * @param blanksAsUnderscores - true for LightGBM
 * @throws AppError `invalidInput` naming what the map has that the file or the data set does not, or the names of trees that are no columns,
 *   with the nearest ones
 */
export function nameAsColumns(
  model: CreditModel,
  map: NameMap,
  dataset: DatasetVersion,
  blanksAsUnderscores: boolean,
): CreditModel {
  const names = model.characteristics.map(({ name }) => name)
  const columns = new Map(dataset.columns.map((column) => [column.name, column.type]))
  requireMap(map, new Set(names), columns, dataset.name)
  const isMapped = Object.keys(map).length > 0
  if (model.preprocessing !== undefined) {
    if (isMapped)
      throw wrongMap('A map needs a model whose characteristics are columns, got one that derives them', {
        hint: 'Name the columns of the data set as the model needs them: derive or rename them there.',
      })
    return model
  }
  if (model.kind === 'scorecardModel' && !isMapped) return model
  const renamed = new Map(names.map((name) => [name, columnOf(name, map, columns, blanksAsUnderscores)]))
  if (model.kind === 'treeModel') requireColumnsOf(renamed, columns, dataset.name)
  requireDistinct(renamed)
  const rename = <T extends { readonly name: string }>(one: T): T => ({
    ...one,
    name: renamed.get(one.name) ?? one.name,
  })
  if (model.kind === 'scorecardModel')
    return { ...model, variables: model.variables.map(rename), characteristics: model.characteristics.map(rename) }
  const characteristics = model.characteristics.map(rename).map((characteristic) => {
    const { name, levels } = characteristic
    if (levels === null) return characteristic
    const areNumbers = columns.get(name) === 'numeric' && levels.every((level) => /^\d+$/.test(level))
    return { ...characteristic, type: areNumbers ? ('numeric' as const) : ('text' as const) }
  })
  return { ...model, variables: model.variables.map(rename), characteristics }
}

function requireMap(
  map: NameMap,
  names: ReadonlySet<string>,
  columns: ReadonlyMap<string, unknown>,
  datasetName: string,
): void {
  for (const [name, column] of Object.entries(map)) {
    if (!names.has(name))
      throw wrongMap(`The map names "${name}", which is no characteristic of the model`, {
        hint: nearest(name, names, 'The model has'),
      })
    if (!columns.has(column))
      throw wrongMap(`The data set ${datasetName} has no column "${column}", which the map gives for "${name}"`, {
        hint: nearest(column, columns.keys(), 'Its columns are'),
        column,
      })
  }
}

function columnOf(
  name: string,
  map: NameMap,
  columns: ReadonlyMap<string, unknown>,
  blanksAsUnderscores: boolean,
): string {
  if (Object.hasOwn(map, name)) return map[name]!
  if (columns.has(name) || !blanksAsUnderscores) return name
  const alike = [...columns.keys()].filter((column) => column.replaceAll(/\s/g, '_') === name)
  return alike.length === 1 ? alike[0]! : name
}

function requireColumnsOf(
  renamed: ReadonlyMap<string, string>,
  columns: ReadonlyMap<string, unknown>,
  datasetName: string,
): void {
  const absent = [...renamed.values()].filter((column) => !columns.has(column))
  const [first] = absent
  if (first === undefined) return
  const shown = absent.slice(0, SHOWN).map((name, place) => {
    const alike = place < SHOWN_WITH_NEAREST ? nearestNames(name, columns.keys()) : []
    return alike.length === 0 ? `"${name}"` : `"${name}" (near: ${alike.join(', ')})`
  })
  const more = absent.length > SHOWN ? ` and ${absent.length - SHOWN} more` : ''
  throw wrongMap(`The model needs columns that the data set ${datasetName} has not: ${shown.join(', ')}${more}`, {
    hint: `Give a map from the names in the file to columns (--map FILE.json, as {"${first.slice(0, 60)}": "column"}). ${nearest(first, columns.keys(), 'Columns are')}`,
    column: first,
  })
}

function requireDistinct(renamed: ReadonlyMap<string, string>): void {
  const seen = new Map<string, string>()
  for (const [name, column] of renamed) {
    const other = seen.get(column)
    if (other !== undefined)
      throw wrongMap(`A map needs one column per name, got "${column}" for "${other}" and "${name}"`, {
        hint: 'Give each name in the file a column of its own.',
        column,
      })
    seen.set(column, name)
  }
}

function nearest(name: string, among: Iterable<string>, otherwise: string): string {
  const all = [...among]
  const alike = nearestNames(name, all)
  if (alike.length > 0) return `Nearest: ${alike.join(', ')}.`
  return `${otherwise}: ${all.slice(0, 20).join(', ')}${all.length > 20 ? ` and ${all.length - 20} more` : ''}.`
}

function wrongMap(message: string, { hint, column }: { hint: string; column?: string }): AppError {
  const place = column === undefined ? { field: 'map' } : { field: 'map', column }
  return new AppError('invalidInput', message, { hint, place })
}
