import { AppError } from '../../../shared/errors.ts'
import { listNames } from '../../../shared/list-names.ts'

/** The item of that name among those of a dataset's columns. @throws AppError `badData` */
export function requireColumn<Item extends { readonly name: string }>(
  items: readonly Item[],
  column: string,
  dataset: string,
): Item {
  const found = items.find(({ name }) => name === column)
  if (found !== undefined) return found
  throw new AppError('badData', `The data set ${dataset} has no column "${column}"`, {
    hint: `Its columns are: ${listNames(items.map(({ name }) => name))}`,
    place: { column },
  })
}
