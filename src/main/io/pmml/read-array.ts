import { AppError } from '../../../shared/errors.ts'
import { badPmml } from './bad-pmml.ts'
import type { PmmlNode } from './parse-pmml-xml.ts'

const BLANK = /\s/
const MAX_ITEMS = 100_000

/**
 * The items of a PMML array: separated by blanks, those that hold blanks in double quotes, in which a backslash makes a quote (and a
 * backslash) part of the item.
 *
 * @param place - the attribute in words, for messages
 * @throws AppError `tooLarge` for more than 100,000 items; `badData` for a quote that is never closed, or if the number of items is not the one said
 * @see PMML 4.4, General structure, arrays
 */
export function readArray(array: PmmlNode, place: string): string[] {
  const { text } = array
  const items: string[] = []
  let at = 0
  while (at < text.length) {
    if (BLANK.test(text[at]!)) {
      at++
      continue
    }
    if (items.length === MAX_ITEMS) {
      throw new AppError('tooLarge', `PMML file needs at most ${MAX_ITEMS} items in the array of ${place}, got more`)
    }
    let item = ''
    if (text[at] !== '"') {
      for (; at < text.length && !BLANK.test(text[at]!); at++) item += text[at]
      items.push(item)
      continue
    }
    for (at++; at < text.length && text[at] !== '"'; at++) {
      if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at++
      item += text[at]
    }
    if (at >= text.length) throw badPmml(`needs closed quotes in the array of ${place}, got an open one`, array.line)
    at++
    items.push(item)
  }
  const said = array.attributes.get('n')
  if (said !== undefined && Number(said) !== items.length) {
    throw badPmml(`needs ${said.slice(0, 20)} items in the array of ${place}, got ${items.length}`, array.line)
  }
  return items
}
