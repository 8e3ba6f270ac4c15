import { describe, expect, it } from 'vitest'
import { collectPdf, createPdfDocument } from '../../../../src/main/io/pdf/create-pdf-document.ts'
import { createPen, type Pen } from '../../../../src/main/io/pdf/pen.ts'
import { drawSvg, readTransform } from '../../../../src/main/io/pdf/svg-draw.ts'
import { parseSvg } from '../../../../src/main/io/pdf/svg-parse.ts'
import { AppError } from '../../../../src/shared/errors.ts'
import { RESOURCES } from '../../core/pack/pack-fixtures.ts'
import { countObjects, inspectPdf } from './inspect-pdf.ts'

function newPen(): Pen {
  const info = {
    title: 't',
    subject: 's',
    author: 'a',
    keywords: 'k',
    language: 'en',
    date: '2026-01-01T00:00:00.000Z',
  }
  return createPen(createPdfDocument(RESOURCES, info))
}

/** The drawing operators of one SVG body on an otherwise empty page. */
async function operators(body: string): Promise<string> {
  const pen = newPen()
  pen.pdf.addPage()
  drawSvg(parseSvg(`<svg width="10" height="10">${body}</svg>`), 0, 0, 1, pen)
  const { streams } = inspectPdf(await collectPdf(pen.pdf))
  return streams.find((stream) => stream.startsWith('1 0 0 -1')) ?? ''
}

describe('parseSvg', () => {
  it('reads elements, attributes, texts and entities', () => {
    const svg = parseSvg(
      '<svg a="1"><g clip-path="url(#c)"><text x=\'2\'>a &lt; b &amp; &#8805; &#x2265;</text></g><path d="M0 0"/></svg>',
    )
    expect(svg.attributes.get('a')).toBe('1')
    const [group, path] = svg.children
    expect(group).toMatchObject({ name: 'g', children: [{ name: 'text', children: ['a < b & ≥ ≥'] }] })
    expect(path).toMatchObject({ name: 'path', children: [] })
  })

  it('skips style sheets and comments', () => {
    expect(parseSvg('<svg><style ><![CDATA[ .a:hover { b: c } ]]></style><!-- x --></svg>').children).toMatchObject([
      { name: 'style', children: [] },
    ])
  })

  it.each([
    '',
    'text',
    '<svg>',
    '<svg></g></svg>',
    '<svg></svg></svg>',
    '<svg><g></svg>',
    '<svg a=1></svg>',
    '<p></p>',
  ])('refuses %j', (text) => {
    expect(() => parseSvg(text)).toThrow(AppError)
  })
})

describe('readTransform', () => {
  it('is null when there is nothing to do', () => {
    expect(readTransform(undefined)).toBeNull()
    expect(readTransform(' ')).toBeNull()
  })

  it.each([
    ['translate(3 4)', [1, 0, 0, 1, 3, 4]],
    ['translate(3)', [1, 0, 0, 1, 3, 0]],
    ['scale(2)', [2, 0, 0, 2, 0, 0]],
    ['matrix(0,-1,1,0,5,6)', [0, -1, 1, 0, 5, 6]],
    ['translate(3 4) scale(2)', [2, 0, 0, 2, 3, 4]],
    ['scale(2) translate(3 4)', [2, 0, 0, 2, 6, 8]],
  ])('reads %s', (text, expected) => {
    expect(readTransform(text)).toEqual(expected)
  })

  it('turns about a point, which then stays where it is', () => {
    const [a, b, c, d, e, f] = readTransform('rotate(90 10 20)') ?? [0, 0, 0, 0, 0, 0]
    expect(a * 10 + c * 20 + e).toBeCloseTo(10, 9)
    expect(b * 10 + d * 20 + f).toBeCloseTo(20, 9)
    expect([a, b]).toEqual([expect.closeTo(0, 9), expect.closeTo(1, 9)])
  })
})

describe('drawSvg', () => {
  it('fills and strokes paths in their colours', async () => {
    const drawn = await operators('<path d="M1 2L3 4Z" fill="#ff0000" stroke="rgb(0,0,255)" stroke-width="2"/>')
    expect(drawn).toContain('1 2 m')
    expect(drawn).toContain('3 4 l')
    expect(drawn).toMatch(/1 0 0 scn/)
    expect(drawn).toMatch(/0 0 1 SCN/)
    expect(drawn).toContain('2 w')
    expect(drawn).toMatch(/\nB\n/)
  })

  it('dashes lines and ends the dashes with them', async () => {
    const drawn = await operators(
      '<path d="M0 0L9 0" fill="none" stroke="#000" stroke-dasharray="4,2"/><path d="M0 5L9 5" fill="none" stroke="#000"/>',
    )
    expect(drawn).toContain('[4 2] 0 d')
    expect(drawn.lastIndexOf('[] 0 d')).toBeGreaterThan(drawn.indexOf('[4 2] 0 d'))
  })

  it('clips to the named path', async () => {
    const drawn = await operators(
      '<g clip-path="url(#k)"><path d="M0 0L9 9" stroke="#000"/></g><defs><clipPath id="k"><path d="M1 1l5 0l0 5Z"/></clipPath></defs>',
    )
    expect(drawn).toMatch(/1 1 m\n6 1 l\n6 6 l\nh\nW n/)
  })

  it('sets opacity', async () => {
    const pen = newPen()
    pen.pdf.addPage()
    drawSvg(parseSvg('<svg><path d="M0 0L1 1Z" fill="#000" fill-opacity="0.4"/></svg>'), 0, 0, 1, pen)
    expect(countObjects(inspectPdf(await collectPdf(pen.pdf)), /\/ca 0\.4\n/)).toBe(1)
  })

  it.each([
    '<path d="M0 0L1 1" fill="none"/>',
    '<path d="" fill="#000"/>',
    '<path d="MNaN 0L1 1" fill="#000"/>',
    '<rect width="0" height="5" fill="#000"/>',
    '<path d="M0 0L1 1Z" fill="#000" fill-opacity="0"/>',
    '<path d="M0 0L1 1Z" fill="rgba(0,0,0,0)"/>',
    '<defs><path d="M0 0L1 1Z" fill="#000"/></defs>',
  ])('draws nothing for %s', async (body) => {
    expect(await operators(body)).not.toMatch(/(^|\n)(f|f\*|S|B)(\n|$)/)
  })

  it('writes text as text, anchored and turned', async () => {
    const left = await operators('<text x="0" y="0" style="font-size:8px">Wide label</text>')
    const middle = await operators('<text x="0" y="0" text-anchor="middle" style="font-size:8px">Wide label</text>')
    const x = (drawn: string) => Number(/1 0 0 1 (-?[\d.]+) [\d.]+ Tm/.exec(drawn)?.[1])
    const width = newPen().width('Wide label', 'regular', 8)
    expect(x(left)).toBe(0)
    expect(x(middle)).toBeCloseTo(-width / 2, 3)
    expect(await operators('<text transform="matrix(0,-1,1,0,5,6)" style="font-size:8px">Up</text>')).toContain(
      '0 -1 1 0 5 6 cm',
    )
  })

  it('knows circles, ellipses, lines and polygons', async () => {
    const drawn = await operators(
      '<circle cx="5" cy="5" r="2" fill="#000"/><ellipse cx="5" cy="5" rx="2" ry="1" fill="#000"/><line x1="0" y1="1" x2="2" y2="3" stroke="#000"/><polygon points="0,0 4,0 4,4" fill="#000"/><polyline points="0 0 7 7" stroke="#000" fill="none"/>',
    )
    expect(drawn.match(/ c\n/g)?.length).toBe(8)
    expect(drawn).toContain('0 1 m\n2 3 l')
    expect(drawn).toContain('4 4 l\nh')
    expect(drawn).toContain('7 7 l')
  })
})
