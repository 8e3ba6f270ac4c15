import type { OptionValue } from '../../../words/command-line.ts'
import { columnMap, type MappedName } from './column-map.ts'

/** What a person says about a model file. */
export interface ImportChoices {
  readonly path: string
  readonly name: string
  readonly map: readonly MappedName[]
  readonly expectedColumn: string | null
  readonly expectedMeaning: 'probability' | 'margin'
}

export const EMPTY_IMPORT: ImportChoices = {
  path: '',
  name: '',
  map: [],
  expectedColumn: null,
  expectedMeaning: 'probability',
}

/** The input of the import. */
export function importInput(dataset: string, choices: ImportChoices) {
  const { path, expectedColumn, expectedMeaning } = choices
  const name = choices.name.trim()
  return {
    path,
    dataset,
    map: columnMap(choices.map),
    ...(name === '' ? {} : { name }),
    ...(expectedColumn === null ? {} : { expected: { column: expectedColumn, meaning: expectedMeaning } }),
  }
}

/** The same as options of the command line. */
export function importCommandOptions(
  dataset: string,
  choices: ImportChoices,
): readonly (readonly [string, OptionValue])[] {
  return [
    ['dataset', dataset],
    ['name', choices.name.trim()],
    ['map', Object.entries(columnMap(choices.map)).map(([name, column]) => `${name}=${column}`)],
    ['expected', choices.expectedColumn],
    [
      'expected-meaning',
      choices.expectedColumn === null || choices.expectedMeaning === 'probability' ? null : choices.expectedMeaning,
    ],
  ]
}
