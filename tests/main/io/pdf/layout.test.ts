import { describe, expect, it } from 'vitest'
import type { TableBlock } from '../../../../src/main/core/pack/pack-document.ts'
import { createPdfDocument } from '../../../../src/main/io/pdf/create-pdf-document.ts'
import { anchorPages, type FlowUnit, flowUnit, paginate } from '../../../../src/main/io/pdf/flow.ts'
import { layoutInline, type MarkContext, naturalWidth, plainText } from '../../../../src/main/io/pdf/inline-layout.ts'
import { BODY, CONTENT_WIDTH } from '../../../../src/main/io/pdf/page-style.ts'
import { createPen } from '../../../../src/main/io/pdf/pen.ts'
import { CELL_GAP, tableColumnWidths } from '../../../../src/main/io/pdf/table-columns.ts'
import { RESOURCES } from '../../core/pack/pack-fixtures.ts'

const info = { title: 't', subject: 's', author: 'a', keywords: 'k', language: 'en', date: '2026-01-01T00:00:00.000Z' }
const pen = createPen(createPdfDocument(RESOURCES, info))
const MARKS: MarkContext = { marks: new Map([['ev_1', 'E1']]), silent: new Set() }

function unit(name: string, height: number, changes: Partial<FlowUnit> = {}): FlowUnit {
  return flowUnit({ height, draw: () => undefined, anchor: name, ...changes })
}

function pagesOf(units: readonly FlowUnit[], height = 100): (string | null)[][] {
  return paginate(units, height).map((page) => page.map((placed) => placed.unit.anchor))
}

describe('paginate', () => {
  it('fills pages in order', () => {
    expect(pagesOf([unit('a', 40), unit('b', 60), unit('c', 1)])).toEqual([['a', 'b'], ['c']])
  })

  it('drops the gap at the top of a page only', () => {
    const placed = paginate(
      [unit('a', 50, { gapBefore: 20 }), unit('b', 30, { gapBefore: 20 }), unit('c', 50, { gapBefore: 20 })],
      100,
    )
    expect(placed.map((page) => page.map((one) => one.y))).toEqual([[0, 70], [0]])
  })

  it('never leaves a heading at the foot of a page', () => {
    const heading = { keepWithNext: true }
    expect(pagesOf([unit('text', 70), unit('heading', 20, heading), unit('body', 20)])).toEqual([
      ['text'],
      ['heading', 'body'],
    ])
  })

  it('divides a chain that is taller than a page', () => {
    const rows = Array.from({ length: 6 }, (_, index) => unit(`r${index}`, 30, { keepWithNext: true }))
    expect(pagesOf([unit('a', 10), ...rows])).toEqual([
      ['a', 'r0', 'r1', 'r2'],
      ['r3', 'r4', 'r5'],
    ])
  })

  it('repeats the header where a page begins inside a table, and makes room for it', () => {
    const repeat = { height: 15, draw: () => undefined }
    const rows = Array.from({ length: 5 }, (_, index) => unit(`r${index}`, 30, { repeat }))
    const pages = paginate([unit('head', 15), ...rows], 100)
    expect(pages.map((page) => page.map((one) => one.unit.anchor))).toEqual([
      ['head', 'r0', 'r1'],
      ['r2', 'r3'],
      ['r4'],
    ])
    expect(pages[1]?.[0]).toMatchObject({ y: 15, header: { y: 0 } })
    expect(pages[0]?.[1]?.header).toBeNull()
    for (const page of pages) for (const one of page) expect(one.y + one.unit.height).toBeLessThanOrEqual(100)
  })

  it('begins a page where one is asked for, and where room is wanted', () => {
    expect(pagesOf([unit('a', 10), unit('b', 10, { startsPage: true })])).toEqual([['a'], ['b']])
    expect(pagesOf([unit('a', 80), unit('b', 10, { needsRoom: 30 })])).toEqual([['a'], ['b']])
    expect(pagesOf([unit('b', 10, { needsRoom: 300, startsPage: true })])).toEqual([['b']])
  })

  it('finds the page of each anchor', () => {
    const pages = paginate([unit('a', 60), unit('b', 60)], 100)
    expect(anchorPages(pages, 2)).toEqual(
      new Map([
        ['a', 2],
        ['b', 3],
      ]),
    )
  })
})

describe('layoutInline', () => {
  const lines = (text: Parameters<typeof layoutInline>[0], width: number) =>
    layoutInline(text, BODY, width, pen, MARKS).map((line) => line.runs.map((run) => run.text).join(''))

  it('breaks at spaces and never exceeds the width', () => {
    const text = 'The score of a case is the sum of its points, and what is printed is what is scored.'
    const laid = layoutInline([text], BODY, 120, pen, MARKS)
    expect(laid.length).toBeGreaterThan(2)
    for (const line of laid) expect(line.width).toBeLessThanOrEqual(120)
    expect(laid.map((line) => line.runs.map((run) => run.text).join('')).join(' ')).toBe(text)
  })

  it('breaks names at underscores, and words without any place to break anywhere', () => {
    expect(lines(['months_since_last_delinquency'], 80)[0]).toMatch(/_$/)
    const cut = lines(['x'.repeat(60)], 80)
    expect(cut.join('')).toBe('x'.repeat(60))
    expect(cut.length).toBeGreaterThan(2)
  })

  it('prints the mark after the last number, once, and keeps it on its line', () => {
    const number = (value: number) => ({
      kind: 'number' as const,
      value,
      format: 'auc' as const,
      evidenceId: 'ev_1',
      interval: null,
      limit: null,
    })
    expect(lines([number(0.7825), ' and ', number(0.5)], 400)).toEqual(['0.782 and 0.500 [E1]'])
    const narrow = lines(['AUC ', number(0.7825)], naturalWidth(['AUC 0.782'], BODY, pen, MARKS) + 1)
    expect(narrow[narrow.length - 1]).toMatch(/0\.782 \[E1\]$/)
  })

  it('prints no mark for a silenced source, and never rounds across a limit', () => {
    const silent = { ...MARKS, silent: new Set(['ev_1']) }
    const inline = {
      kind: 'number' as const,
      value: 0.7996,
      format: 'ratio3' as const,
      evidenceId: 'ev_1',
      interval: { lower: 0.7, upper: 0.9 },
      limit: 0.8,
    }
    const [line] = layoutInline([inline], BODY, 400, pen, silent)
    expect(line?.runs.map((run) => run.text).join('')).toBe('0.7996 [0.700, 0.900]')
  })

  it('draws verdicts as shape and word', () => {
    expect(plainText([{ kind: 'verdict', verdict: 'breach' }])).toBe('■ Breach')
    const [line] = layoutInline([{ kind: 'verdict', verdict: 'breach' }], BODY, 400, pen, MARKS)
    expect(line?.runs.map((run) => run.shape)).toEqual(['breach', null])
  })

  it('gives one empty line for no text', () => {
    expect(lines([], 100)).toEqual([''])
  })
})

describe('the pen', () => {
  it('spells out what no font holds, and keeps what it can print', () => {
    expect(pen.printable('≤ 25 − 30 ● ▲ ■ ◇ – é χ²\u202f')).toBe('≤ 25 − 30 ● ▲ ■ ◇ – é χ²\u202f')
    expect(pen.printable('中\u0007\n')).toBe('[U+4E2D][U+0007] ')
  })

  it('keeps "ff" as two letters', () => {
    expect(pen.width('ff', 'regular', 100)).toBeCloseTo(2 * pen.width('f', 'regular', 100), 6)
  })

  it('gives every digit the same width', () => {
    const widths = Array.from('0123456789', (digit) => pen.width(digit, 'regular', 10))
    expect(new Set(widths).size).toBe(1)
  })
})

describe('tableColumnWidths', () => {
  const table = (cells: readonly string[][], flex: readonly number[]): TableBlock => ({
    kind: 'table',
    caption: '',
    evidenceId: null,
    columns: flex.map((one, index) => ({ label: `c${index}`, align: one === 0 ? 'right' : 'left', flex: one })),
    rows: cells.map((row) => ({ role: 'body', cells: row.map((cell) => [cell]) })),
    footer: [],
  })
  const total = (widths: readonly number[]) =>
    widths.reduce((sum, one) => sum + one, 0) + CELL_GAP * (widths.length - 1)

  it.each([
    ['short', table([['a', '1', '2']], [1, 0, 0])],
    ['long text', table([['word '.repeat(80), '1', '2']], [1, 0, 0])],
    ['two long texts', table([['word '.repeat(80), 'word '.repeat(8), '2']], [1, 1, 0])],
    ['one endless word', table([['x'.repeat(300), '123 456', '2']], [1, 0, 0])],
    [
      'too many columns',
      table(
        [Array.from({ length: 24 }, () => '123 456.78')],
        Array.from({ length: 24 }, () => 0),
      ),
    ],
  ])('fills the width exactly: %s', (_, block) => {
    const widths = tableColumnWidths(block, CONTENT_WIDTH, pen, MARKS)
    expect(total(widths)).toBeCloseTo(CONTENT_WIDTH, 6)
    for (const width of widths) expect(width).toBeGreaterThan(0)
  })

  it('never wraps numbers while texts can give way', () => {
    const block = table([['word '.repeat(80), '0.782 [0.741, 0.823]', '2']], [1, 0, 0])
    const widths = tableColumnWidths(block, CONTENT_WIDTH, pen, MARKS)
    expect(widths[1]).toBeGreaterThanOrEqual(naturalWidth(['0.782 [0.741, 0.823]'], { ...BODY, size: 8.5 }, pen, MARKS))
  })
})
