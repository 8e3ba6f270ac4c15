import { formatDate, formatHash } from '../../../../shared/format.ts'
import { type LineageLayout, NODE_HEIGHT, NODE_WIDTH, type PlacedNode } from './lay-out-lineage.ts'
import { fitText, KIND_WORDS } from './lineage-words.ts'

const TEXT = '#1a1e22'
const MUTED = '#59616a'
const LINE = '#c3c9d0'
const ACCENT = '#00679f'
const FONT = `font-family="'Source Sans 3', 'Segoe UI', Arial, sans-serif"`

/** The drawing as an SVG document: light, whatever the screen is. */
export function lineageSvg(layout: LineageLayout): string {
  const edges = layout.edges.map(({ path }) => `<path d="${path}" fill="none" stroke="${LINE}" stroke-width="1.25"/>`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${layout.width}" height="${layout.height}" viewBox="0 0 ${layout.width} ${layout.height}">${edges.join('')}${layout.nodes.map(nodeSvg).join('')}</svg>`
}

/** The second line of a node: short hash and date, as far as there are any. */
export function nodeCaption({ node }: PlacedNode): string {
  const hash = node.hash === null ? null : formatHash(node.hash).slice(0, 8)
  const date = node.createdAt === null ? null : formatDate(node.createdAt)
  return [node.folded.length > 0 ? 'press to open' : hash, date].filter((part) => part !== null).join(' · ')
}

function nodeSvg(placed: PlacedNode): string {
  const { node, x, y } = placed
  const caption = node.folded.length > 0 ? node.detail : nodeCaption(placed)
  const stack =
    node.folded.length > 0
      ? `<rect x="4" y="4" width="${NODE_WIDTH}" height="${NODE_HEIGHT}" rx="4" fill="#ffffff" stroke="${LINE}"/>`
      : ''
  return `<g transform="translate(${x},${y})">${stack}<rect width="${NODE_WIDTH}" height="${NODE_HEIGHT}" rx="4" fill="#ffffff" stroke="${LINE}"/><path transform="translate(10,9)" d="${KIND_WORDS[node.kind].icon}" fill="none" stroke="${ACCENT}" stroke-width="1.3"/><text x="34" y="21" ${FONT} font-size="13" font-weight="600" fill="${TEXT}">${escapeXml(fitText(node.label, NODE_WIDTH - 44))}</text><text x="34" y="39" ${FONT} font-size="12" fill="${MUTED}">${escapeXml(fitText(caption, NODE_WIDTH - 44))}</text></g>`
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
