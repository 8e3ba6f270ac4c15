import { AppError } from '../../../shared/errors.ts'

/** An element of an SVG document; texts are children of kind string. */
export interface SvgNode {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly (SvgNode | string)[]
}

interface OpenNode {
  readonly name: string
  readonly attributes: Map<string, string>
  readonly children: (SvgNode | string)[]
}

const TOKEN =
  /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+/g
const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads the SVG that the chart library writes. Not a general XML reader: no doctype, no processing instructions.
 *
 * @throws AppError `internal` if a tag does not close, since the text comes from our own renderer
 */
export function parseSvg(text: string): SvgNode {
  const top: OpenNode = { name: '', attributes: new Map(), children: [] }
  const open: OpenNode[] = [top]
  let end = 0
  for (const match of text.matchAll(TOKEN)) {
    if (match.index !== end) throw notSvg(text, end)
    end = match.index + match[0].length
    const [token, closing, opening, attributes, selfClosing] = match
    const current = open[open.length - 1] ?? top
    if (closing !== undefined) {
      if (open.length === 1 || current.name !== closing) throw notSvg(text, match.index)
      open.pop()
    } else if (opening !== undefined) {
      const node: OpenNode = { name: opening, attributes: readAttributes(attributes ?? ''), children: [] }
      current.children.push(node)
      if (selfClosing !== '/') open.push(node)
    } else if (!token.startsWith('<!')) {
      current.children.push(decodeEntities(token))
    }
  }
  const [svg] = top.children.filter((child) => typeof child !== 'string')
  if (end !== text.length || open.length !== 1 || svg === undefined || svg.name !== 'svg') throw notSvg(text, end)
  return svg
}

function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const match of text.matchAll(ATTRIBUTE))
    attributes.set(match[1] ?? '', decodeEntities(match[2] ?? match[3] ?? ''))
  return attributes
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, body: string) => {
    if (body.startsWith('#x')) return String.fromCodePoint(Number.parseInt(body.slice(2), 16))
    if (body.startsWith('#')) return String.fromCodePoint(Number(body.slice(1)))
    return ENTITIES[body] ?? whole
  })
}

function notSvg(text: string, at: number): AppError {
  return new AppError('internal', `A chart needs well-formed SVG, got "${text.slice(at, at + 40)}" at character ${at}`)
}
