import { XmlElement as ParsedElement, parseXml, XmlError, XmlText } from '@rgrove/parse-xml'
import { badPmml } from './bad-pmml.ts'
import { scanTags } from './scan-tags.ts'

/** An element of a PMML file. */
export interface PmmlNode {
  /** Without a namespace prefix. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly PmmlNode[]
  /** The text directly inside, entities replaced. */
  readonly text: string
  /** Line of its start tag, from 1. */
  readonly line: number
}

/**
 * Reads the XML of a PMML file into a tree. Only XML's own five entities and character references are known; a document type, and with
 * it every other entity, is refused, and so are files beyond the limits of {@link scanTags}.
 *
 * @param text - the file, decoded from UTF-8
 * @throws AppError `tooLarge` beyond a limit; `badData` with the line if the text is no well-formed XML, has a document type, says that
 *   it is not UTF-8, or is not PMML 4.1 to 4.4
 */
export function parsePmmlXml(text: string): PmmlNode {
  const lines = scanTags(text)
  const encoding = /^\ufeff?<\?xml\s[^>]*encoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1]
  if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding)) {
    throw badPmml(`needs to be UTF-8 text, got encoding "${encoding.slice(0, 40)}"`, 1)
  }
  const root = parsedRoot(text)
  let nElements = 0
  const treeOf = (element: ParsedElement): PmmlNode => {
    const line = lines[nElements++] ?? 1
    const children: PmmlNode[] = []
    let inner = ''
    for (const child of element.children) {
      if (child instanceof ParsedElement) children.push(treeOf(child))
      else if (child instanceof XmlText) inner += child.text
    }
    return {
      name: element.name.slice(element.name.indexOf(':') + 1),
      attributes: new Map(Object.entries(element.attributes)),
      children,
      text: inner,
      line,
    }
  }
  const tree = treeOf(root)
  checkVersion(tree, root.name)
  return tree
}

function parsedRoot(text: string): ParsedElement {
  try {
    const { root } = parseXml(text)
    if (root !== null) return root
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    throw badPmml(`needs well-formed XML, got a fault: ${error.message.split(' (line ')[0]!.slice(0, 200)}`, error.line)
  }
  throw badPmml('needs an outer element, got none', 1)
}

function checkVersion(tree: PmmlNode, qualifiedName: string): void {
  if (tree.name !== 'PMML')
    throw badPmml(`needs "PMML" as its outer element, got "${tree.name.slice(0, 40)}"`, tree.line)
  const colon = qualifiedName.indexOf(':')
  const namespace = tree.attributes.get(colon < 0 ? 'xmlns' : `xmlns:${qualifiedName.slice(0, colon)}`) ?? ''
  const version = tree.attributes.get('version') ?? ''
  if (/^https?:\/\/www\.dmg\.org\/PMML-4_[1-4]$/.test(namespace) && /^4\.[1-4](\.\d)?$/.test(version)) return
  throw badPmml(
    `needs version 4.1 to 4.4, got version "${version.slice(0, 20)}" of "${namespace.slice(0, 60)}"`,
    tree.line,
  )
}
