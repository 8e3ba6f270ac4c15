import type { DatasetVersion, GbdtParams } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'

/** Columns that the parameters of boosted trees name. */
export function boostingColumns({ monotone, interactions, specialCodes }: GbdtParams): string[] {
  return [...[...monotone, ...specialCodes].map(({ column }) => column), ...interactions.flat()]
}

/**
 * What the schema of the parameters cannot see: constraints that contradict each other, or speak of columns that trees do not split on.
 *
 * @throws AppError `invalidInput` with the place in the parameters and the column
 */
export function requireBoostingFits(
  { monotone, interactions, specialCodes }: GbdtParams,
  dataset: DatasetVersion,
  characteristics: readonly string[],
): void {
  const known = new Set(characteristics)
  const types = new Map(dataset.columns.map(({ name, type }) => [name, type]))
  const directions = new Map<string, string>()
  for (const { column, direction } of monotone) {
    requireCharacteristic(column, 'monotone', known)
    requireNumbers(column, types.get(column), 'monotone', 'A monotone direction')
    const before = directions.get(column)
    if (before !== undefined) throw contradiction(column, before, direction)
    directions.set(column, direction)
  }
  interactions.forEach((group, i) => {
    const twice = group.find((column, at) => group.indexOf(column) !== at)
    if (twice !== undefined) throw repeated(`interactions.${i}`, twice, 'A group of interactions')
    for (const column of group) requireCharacteristic(column, `interactions.${i}`, known)
  })
  const coded = new Set<string>()
  for (const { column } of specialCodes) {
    requireCharacteristic(column, 'specialCodes', known)
    requireNumbers(column, types.get(column), 'specialCodes', 'Special codes of trees')
    if (coded.has(column)) throw repeated('specialCodes', column, 'The list of special codes')
    coded.add(column)
  }
}

/** Codes declared with the data go the way of missing values, unless the parameters say otherwise for the column. */
export function withBoostingCodes(
  params: GbdtParams,
  dataset: DatasetVersion,
  characteristics: readonly string[],
): GbdtParams {
  const said = new Set(params.specialCodes.map(({ column }) => column))
  const known = new Set(characteristics)
  const declared = dataset.columns
    .filter(({ name, type }) => type === 'numeric' && known.has(name) && !said.has(name))
    .map(({ name, specialCodes }) => ({ column: name, codes: numbersOf(specialCodes) }))
    .filter(({ codes }) => codes.length > 0)
  return declared.length === 0 ? params : { ...params, specialCodes: [...params.specialCodes, ...declared] }
}

/** Codes are declared as text; a word among them never stands in a column of numbers. */
function numbersOf(codes: readonly string[]): number[] {
  return codes.filter((code) => code.trim() !== '' && Number.isFinite(Number(code))).map(Number)
}

function requireCharacteristic(column: string, field: string, known: ReadonlySet<string>): void {
  if (known.has(column)) return
  throw new AppError(
    'invalidInput',
    `The parameter ${field} needs a characteristic of the specification, got "${column}"`,
    {
      hint: 'Include the column, or leave it out there.',
      place: { field, column },
    },
  )
}

function requireNumbers(column: string, type: string | undefined, field: string, what: string): void {
  if (type === undefined || type === 'numeric') return
  throw new AppError('invalidInput', `${what} needs a numeric column, got "${column}" of type ${type}`, {
    hint: 'Leave the column out there.',
    place: { field, column },
  })
}

function contradiction(column: string, one: string, other: string): AppError {
  const both = one === other ? `${one} twice` : `${one} and ${other}`
  return new AppError('invalidInput', `A characteristic needs one monotone direction, got ${both} for "${column}"`, {
    hint: 'Leave one of the two out.',
    place: { field: 'monotone', column },
  })
}

function repeated(field: string, column: string, what: string): AppError {
  return new AppError('invalidInput', `${what} needs every column once, got "${column}" twice`, {
    hint: 'Leave one of the two out.',
    place: { field, column },
  })
}
