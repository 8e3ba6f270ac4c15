import { StatisticError } from '../../statistic-error.ts'

/** An XML element as plain data; attributes in the order they are written, texts as they are meant, not escaped. */
export interface XmlElement {
  readonly name: string
  readonly attributes: readonly (readonly [string, string])[]
  readonly children: readonly (XmlElement | string)[]
}

/** Anything but the characters that XML 1.0 can hold: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const UNWRITABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/**
 * An element.
 *
 * @param attributes - those with the value undefined or null are left out
 */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number | null | undefined>> = {},
  children: readonly (XmlElement | string)[] = [],
): XmlElement {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined || value === null ? [] : [[key, String(value)] as const],
  )
  return { name, attributes: given, children }
}

/**
 * The text of an element and all inside it, two blanks per level, one element a line; an element that holds text is kept on one line,
 * so that its text gains no blanks. The same element always gives the same text.
 *
 * @throws StatisticError `invalidInput` for a text with a character that XML 1.0 cannot hold
 */
export function printXml(element: XmlElement, indent = ''): string {
  const attributes = element.attributes.map(([key, value]) => ` ${key}="${attributeText(value)}"`).join('')
  const start = `${indent}<${element.name}${attributes}`
  if (element.children.length === 0) return `${start}/>\n`
  if (element.children.some((child) => typeof child === 'string'))
    return `${start}>${inlineText(element)}</${element.name}>\n`
  const inside = element.children.map((child) => printXml(child as XmlElement, `${indent}  `)).join('')
  return `${start}>\n${inside}${indent}</${element.name}>\n`
}

/**
 * The first character of a text that XML 1.0 cannot hold, as U+0001; null if there is none.
 *
 * @see W3C (2008), Extensible Markup Language 1.0, fifth edition, production 2
 */
export function unwritableCharacter(text: string): string | null {
  const found = UNWRITABLE.exec(text)
  if (found === null) return null
  return `U+${found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The text with U+FFFD for every character that XML 1.0 cannot hold: for remarks, on which nothing depends. */
export function writableText(text: string): string {
  return text.replace(new RegExp(UNWRITABLE, 'g'), '\ufffd')
}

function inlineText(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? contentText(child) : printXml(child).trimEnd()))
    .join('')
}

function attributeText(value: string): string {
  return contentText(value)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n]/g, (blank) => `&#${blank.charCodeAt(0)};`)
}

function contentText(value: string): string {
  const character = unwritableCharacter(value)
  if (character !== null) {
    throw new StatisticError(
      'invalidInput',
      `PMML needs texts of characters that XML 1.0 can hold, got ${character}: rename the column or the level, or export as JSON`,
    )
  }
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
}
