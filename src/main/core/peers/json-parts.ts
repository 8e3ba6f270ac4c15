import { peerFault } from './peer-model.ts'

/** Members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>

/** The object at a path. @throws StatisticError `invalidInput` */
export function membersAt(value: unknown, path: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw peerFault(path, 'needs to be an object', value)
  return value as Members
}

/** The list at a path. @throws StatisticError `invalidInput` */
export function listAt(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw peerFault(path, 'needs to be a list', value)
  return value
}

/** The text at a path. @throws StatisticError `invalidInput` */
export function textAt(value: unknown, path: string): string {
  if (typeof value !== 'string') throw peerFault(path, 'needs to be a text', value)
  return value
}

/**
 * The numbers at a path; true counts as 1 and false as 0.
 *
 * @param count - how many there have to be; null: any number
 * @throws StatisticError `invalidInput`
 */
export function numbersAt(value: unknown, count: number | null, path: string): number[] {
  const list = listAt(value, path)
  if (count !== null && list.length !== count) throw peerFault(path, `needs ${count} numbers`, list.length)
  return list.map((one, i) => {
    if (typeof one === 'number') return one
    if (typeof one === 'boolean') return one ? 1 : 0
    throw peerFault(`${path}[${i}]`, 'needs to be a number', one)
  })
}
