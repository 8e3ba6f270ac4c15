import type { FontName } from './page-style.ts'
import type { Pen } from './pen.ts'
import type { SvgNode } from './svg-parse.ts'

type Matrix = readonly [number, number, number, number, number, number]

interface Paint {
  readonly color: string
  readonly opacity: number
}

/** Draws an SVG as vectors with its top left corner at (x, y): paths, shapes, text, clipping, dashes, opacity, transforms. */
export function drawSvg(svg: SvgNode, x: number, y: number, scale: number, pen: Pen): void {
  const clips = new Map<string, SvgNode>()
  collectClips(svg, clips)
  pen.pdf.save()
  pen.pdf.transform(scale, 0, 0, scale, x, y)
  for (const child of svg.children) if (typeof child !== 'string') drawNode(child, clips, pen)
  pen.pdf.restore()
}

function collectClips(node: SvgNode, clips: Map<string, SvgNode>): void {
  for (const child of node.children) {
    if (typeof child === 'string') continue
    const id = child.attributes.get('id')
    if (child.name === 'clipPath' && id !== undefined) clips.set(id, child)
    collectClips(child, clips)
  }
}

function drawNode(node: SvgNode, clips: ReadonlyMap<string, SvgNode>, pen: Pen): void {
  if (node.name === 'defs' || node.name === 'style') return
  const { pdf } = pen
  pdf.save()
  const clip = clips.get(/^url\(#(.+)\)$/.exec(node.attributes.get('clip-path') ?? '')?.[1] ?? '')
  if (clip !== undefined) clipTo(clip, pen)
  const matrix = readTransform(node.attributes.get('transform'))
  if (matrix !== null) pdf.transform(...matrix)
  if (node.name === 'g') {
    for (const child of node.children) if (typeof child !== 'string') drawNode(child, clips, pen)
  } else if (node.name === 'text') drawText(node, pen)
  else drawShape(node, pen)
  pdf.restore()
}

function clipTo(clip: SvgNode, pen: Pen): void {
  for (const child of clip.children) {
    if (typeof child === 'string') continue
    const matrix = readTransform(child.attributes.get('transform'))
    if (matrix !== null) pen.pdf.transform(...matrix)
    if (outline(child, pen)) pen.pdf.clip()
  }
}

function drawShape(node: SvgNode, pen: Pen): void {
  const fill = readPaint(node, 'fill', '#000000')
  const stroke = readPaint(node, 'stroke', 'none')
  const width = Number(node.attributes.get('stroke-width') ?? 1)
  const hasStroke = stroke !== null && width > 0
  if (fill === null && !hasStroke) return
  const { pdf } = pen
  if (hasStroke) applyStroke(node, width, pen)
  if (!outline(node, pen)) return
  if (fill !== null) pdf.fillColor(fill.color, fill.opacity)
  if (hasStroke) pdf.strokeColor(stroke.color, stroke.opacity)
  if (fill !== null && hasStroke) pdf.fillAndStroke()
  else if (fill !== null) pdf.fill()
  else pdf.stroke()
}

function applyStroke(node: SvgNode, width: number, pen: Pen): void {
  const { pdf } = pen
  pdf.lineWidth(width)
  const cap = node.attributes.get('stroke-linecap')
  const join = node.attributes.get('stroke-linejoin')
  pdf.lineCap(cap === 'round' || cap === 'square' ? cap : 'butt')
  pdf.lineJoin(join === 'round' || join === 'bevel' ? join : 'miter')
  const dashes = numbers(node.attributes.get('stroke-dasharray')).filter((one) => one >= 0)
  const [dash, space] = dashes
  if (dash === undefined || dashes.every((one) => one === 0)) pdf.undash()
  else pdf.dash(dash, { space: space ?? dash, phase: Number(node.attributes.get('stroke-dashoffset') ?? 0) })
}

/** Puts the outline of a shape on the page; false when there is nothing to draw. */
function outline(node: SvgNode, pen: Pen): boolean {
  const { pdf } = pen
  const at = (name: string) => Number(node.attributes.get(name) ?? 0)
  switch (node.name) {
    case 'path': {
      const path = node.attributes.get('d') ?? ''
      if (path === '' || /NaN|Infinity/.test(path)) return false
      pdf.path(path)
      return true
    }
    case 'rect':
      if (at('width') <= 0 || at('height') <= 0) return false
      pdf.rect(at('x'), at('y'), at('width'), at('height'))
      return true
    case 'circle':
      pdf.circle(at('cx'), at('cy'), at('r'))
      return at('r') > 0
    case 'ellipse':
      pdf.ellipse(at('cx'), at('cy'), at('rx'), at('ry'))
      return at('rx') > 0
    case 'line':
      pdf.moveTo(at('x1'), at('y1')).lineTo(at('x2'), at('y2'))
      return true
    case 'polyline':
    case 'polygon':
      return polygon(numbers(node.attributes.get('points')), node.name === 'polygon', pen)
    default:
      return false
  }
}

function polygon(values: readonly number[], isClosed: boolean, pen: Pen): boolean {
  const [x, y] = values
  if (x === undefined || y === undefined) return false
  pen.pdf.moveTo(x, y)
  for (let index = 2; index + 1 < values.length; index += 2) pen.pdf.lineTo(values[index] ?? 0, values[index + 1] ?? 0)
  if (isClosed) pen.pdf.closePath()
  return true
}

function drawText(node: SvgNode, pen: Pen): void {
  const text = pen.printable(node.children.filter((child) => typeof child === 'string').join(''))
  const fill = readPaint(node, 'fill', '#000000')
  if (fill === null || text === '') return
  const style = readStyle(node.attributes.get('style'))
  const size = Number.parseFloat(style.get('font-size') ?? node.attributes.get('font-size') ?? '12')
  const font = fontOf(style.get('font-weight') ?? node.attributes.get('font-weight'), style.get('font-style'))
  const anchor = node.attributes.get('text-anchor')
  const width = pen.width(text, font, size)
  const shift = anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0
  const x = Number(node.attributes.get('x') ?? 0) - shift
  const y = Number(node.attributes.get('y') ?? 0) + baselineShift(node.attributes.get('dominant-baseline'), size)
  pen.pdf.fillOpacity(fill.opacity)
  pen.text(text, x, y, { font, size, color: fill.color })
}

/** From the reference line to the alphabetic baseline, in ems of Source Sans 3 (ascent 1.024, descent 0.400). */
function baselineShift(baseline: string | undefined, size: number): number {
  if (baseline === 'central' || baseline === 'middle') return size * 0.326
  if (baseline === 'text-before-edge' || baseline === 'hanging') return size * 0.9
  return 0
}

function fontOf(weight: string | undefined, slant: string | undefined): FontName {
  if (weight === 'bold' || weight === 'bolder' || Number(weight) >= 600) return 'semibold'
  return slant === 'italic' ? 'italic' : 'regular'
}

function readStyle(text: string | undefined): Map<string, string> {
  const style = new Map<string, string>()
  for (const part of (text ?? '').split(';')) {
    const colon = part.indexOf(':')
    if (colon > 0) style.set(part.slice(0, colon).trim(), part.slice(colon + 1).trim())
  }
  return style
}

function readPaint(node: SvgNode, name: 'fill' | 'stroke', fallback: string): Paint | null {
  const value = node.attributes.get(name) ?? fallback
  if (value === 'none' || value === 'transparent') return null
  const opacity = Number(node.attributes.get(`${name}-opacity`) ?? 1) * Number(node.attributes.get('opacity') ?? 1)
  if (!(opacity > 0)) return null
  const rgba = /^rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*([\d.]+)\s*)?\)$/.exec(value)
  if (rgba === null) return { color: longHex(value), opacity }
  const alpha = rgba[4] === undefined ? 1 : Number(rgba[4])
  const hex = [rgba[1], rgba[2], rgba[3]].map((one) => Number(one).toString(16).padStart(2, '0')).join('')
  return alpha === 0 ? null : { color: `#${hex}`, opacity: opacity * alpha }
}

function longHex(color: string): string {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color)
  return short === null ? color : `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`
}

/** `matrix`, `translate`, `scale` and `rotate` in a row, as one matrix; null when there is nothing to do. */
export function readTransform(text: string | undefined): Matrix | null {
  if (text === undefined || text.trim() === '') return null
  let matrix: Matrix = [1, 0, 0, 1, 0, 0]
  for (const match of text.matchAll(/(\w+)\(([^)]*)\)/g))
    matrix = multiply(matrix, oneTransform(match[1] ?? '', numbers(match[2])))
  return matrix
}

function oneTransform(name: string, [a = 0, b, c, d = 0, e = 0, f = 0]: readonly number[]): Matrix {
  switch (name) {
    case 'matrix':
      return [a, b ?? 0, c ?? 0, d, e, f]
    case 'translate':
      return [1, 0, 0, 1, a, b ?? 0]
    case 'scale':
      return [a, 0, 0, b ?? a, 0, 0]
    case 'rotate': {
      const angle = (a * Math.PI) / 180
      const turn: Matrix = [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0]
      if (b === undefined || c === undefined) return turn
      return multiply(multiply([1, 0, 0, 1, b, c], turn), [1, 0, 0, 1, -b, -c])
    }
    default:
      return [1, 0, 0, 1, 0, 0]
  }
}

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ]
}

function numbers(text: string | undefined): number[] {
  return (text ?? '')
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(Number)
    .filter(Number.isFinite)
}
