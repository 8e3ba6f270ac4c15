import { AppError } from '../../../shared/errors.ts'
import { badPmml } from './bad-pmml.ts'

/** Sizes of a PMML file beyond which it is refused before it is parsed. */
export const PMML_LIMITS = { characters: 8 * 1024 * 1024, depth: 200, elements: 200_000, tag: 256 * 1024 } as const

/** What begins with "<!" or "<?" and how it ends; anything else with "<!" declares a document type. */
const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

/**
 * A first look at XML: refuses what must not reach a parser that works recursively, and notes where elements begin. It does not check
 * that the XML is well-formed.
 *
 * @param text - the file
 * @returns line of each start tag, from 1, in document order
 * @throws AppError `tooLarge` beyond {@link PMML_LIMITS}; `badData` for a document type
 */
export function scanTags(text: string): number[] {
  if (text.length > PMML_LIMITS.characters) throw tooLarge('characters', PMML_LIMITS.characters, text.length)
  const lines: number[] = []
  let line = 1
  let counted = 0
  let depth = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    for (; counted < at; counted++) if (text.charCodeAt(counted) === 10) line++
    const section = SECTIONS.find(([start]) => text.startsWith(start, at))
    if (section === undefined && text.startsWith('<!', at)) {
      throw badPmml('needs to be without a document type, got one', line, 'Remove the DOCTYPE from the file.')
    }
    if (section !== undefined) {
      at = endAfter(text, section[1], at)
      continue
    }
    const end = tagEnd(text, at)
    if (end - at > PMML_LIMITS.tag) throw tooLarge('characters in a tag', PMML_LIMITS.tag, end - at)
    if (text.startsWith('</', at)) depth--
    else {
      lines.push(line)
      if (!text.endsWith('/', end - 1)) depth++
      if (lines.length > PMML_LIMITS.elements) throw tooLarge('elements', PMML_LIMITS.elements, lines.length)
      if (depth > PMML_LIMITS.depth) throw tooLarge('levels of elements', PMML_LIMITS.depth, depth)
    }
    at = end
  }
  return lines
}

function endAfter(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from)
  return at < 0 ? text.length : at + end.length
}

/** The place after the `>` of a tag: not one inside the quotes of an attribute. */
function tagEnd(text: string, from: number): number {
  let quote = 0
  for (let at = from + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (quote !== 0) {
      if (unit === quote) quote = 0
    } else if (unit === 0x3e) return at + 1
    else if (unit === 0x22 || unit === 0x27) quote = unit
  }
  return text.length
}

function tooLarge(what: string, most: number, got: number): AppError {
  return new AppError('tooLarge', `PMML file needs at most ${most} ${what}, got ${got}`, {
    hint: 'A scorecard of this size cannot be read; split it or leave out what is not the scorecard.',
  })
}
