import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TreeModel } from '../../../../src/main/core/trees/tree-model.ts'

/** Folder of the models that other programs saved. */
export const PEERS = join(import.meta.dirname, '../../../golden/peers')

/** One model with rows at the edges of its splits and what its program says of them. */
export interface GoldenCase {
  readonly file: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (number | string | null)[])[]
  readonly margins: readonly number[]
  readonly probabilities: readonly number[]
  readonly meaning?: 'probability' | 'margin'
}

export function goldenCases(name: string): readonly GoldenCase[] {
  return (JSON.parse(readFileSync(join(PEERS, `${name}.golden.json`), 'utf8')) as { cases: GoldenCase[] }).cases
}

export function peerText(file: string): string {
  return readFileSync(join(PEERS, file), 'utf8')
}

/** Values of a row in the order of a model's characteristics, found by `place`, by default the name of the column. */
export function valuesOf(
  { characteristics }: TreeModel,
  { columns }: GoldenCase,
  row: readonly (number | string | null)[],
  place = (name: string) => columns.indexOf(name),
): (number | string | null)[] {
  return characteristics.map(({ name }) => row[place(name)]!)
}
