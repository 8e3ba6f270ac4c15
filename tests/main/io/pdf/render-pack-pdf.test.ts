import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../../src/main/core/governance/canonical-json.ts'
import { buildPack } from '../../../../src/main/core/pack/build-pack.ts'
import { readPackAttachment } from '../../../../src/main/io/pdf/read-attachment.ts'
import { type RenderedPack, renderPackPdf } from '../../../../src/main/io/pdf/render-pack-pdf.ts'
import { AppError } from '../../../../src/shared/errors.ts'
import { bareSource, crowdedSource, type FixtureSource, fullSource, RESOURCES } from '../../core/pack/pack-fixtures.ts'
import { countObjects, type InspectedPdf, inspectPdf } from './inspect-pdf.ts'

const NAME = 'assay-pack-source.json'

function render(source: FixtureSource): Promise<RenderedPack> {
  const bytes = new TextEncoder().encode(canonicalJson(source))
  return renderPackPdf(buildPack(source), { name: NAME, bytes }, { resourcesDirectory: RESOURCES })
}

let full: RenderedPack
let pdf: InspectedPdf

beforeAll(async () => {
  full = await render(fullSource())
  pdf = inspectPdf(full.bytes)
})

describe('renderPackPdf', () => {
  it('gives the same bytes for the same input', async () => {
    expect(Buffer.compare(Buffer.from(full.bytes), Buffer.from((await render(fullSource())).bytes))).toBe(0)
  })

  it('gives other bytes when one number of the source differs', async () => {
    const source = fullSource()
    const changed = await render({ ...source, workspaceName: 'Retail credit 2' })
    expect(Buffer.compare(Buffer.from(full.bytes), Buffer.from(changed.bytes))).not.toBe(0)
  })

  it('does not depend on what was rendered before', async () => {
    await render(bareSource())
    expect(Buffer.compare(Buffer.from(full.bytes), Buffer.from((await render(fullSource())).bytes))).toBe(0)
  })

  it('bears no date but the newest of its records', () => {
    const text = Buffer.from(full.bytes).toString('latin1')
    expect(new Set(text.match(/D:\d{14}Z/g))).toEqual(new Set(['D:20261105083000Z']))
    expect(text).toContain('<xmp:CreateDate>2026-11-05T08:30:00Z</xmp:CreateDate>')
  })

  it('counts its pages', () => {
    expect(countObjects(pdf, /\/Type \/Page\n/)).toBe(full.nPages)
    expect(full.nPages).toBeGreaterThan(20)
  })

  it('is tagged, with language and title', () => {
    expect(countObjects(pdf, /\/MarkInfo/)).toBe(1)
    expect(countObjects(pdf, /\/Marked true/)).toBe(1)
    expect(countObjects(pdf, /\/Lang \(en\)/)).toBe(1)
    expect(countObjects(pdf, /\/DisplayDocTitle true/)).toBe(1)
  })

  it.each([
    'Document',
    'H1',
    'H2',
    'H3',
    'P',
    'L',
    'LI',
    'Lbl',
    'LBody',
    'Table',
    'Caption',
    'THead',
    'TBody',
    'TR',
    'TH',
    'TD',
    'Figure',
    'TOC',
    'TOCI',
    'Reference',
    'Link',
  ])('has structure elements %s', (tag) => {
    expect(countObjects(pdf, new RegExp(`/S /${tag}\\n`))).toBeGreaterThan(0)
  })

  it('describes every figure in words', () => {
    const figures = [...pdf.objects.values()].filter((body) => /\/S \/Figure\n/.test(body))
    expect(figures.length).toBe(19)
    for (const figure of figures) expect(figure).toMatch(/\/Alt \(/)
  })

  it('has bookmarks for sections and sub-sections', () => {
    expect(countObjects(pdf, /\/Outlines \d+ 0 R/)).toBe(1)
    expect(countObjects(pdf, /\/Title \(/)).toBeGreaterThan(40)
  })

  it('links every line of the contents to its heading', () => {
    expect(countObjects(pdf, /\/Subtype \/Link/)).toBeGreaterThan(40)
    expect(countObjects(pdf, /\/S \/GoTo\n\/D \(block-\d+\)/)).toBe(countObjects(pdf, /\/Subtype \/Link/))
    expect(countObjects(pdf, /\/Type \/OBJR/)).toBe(countObjects(pdf, /\/Subtype \/Link/))
  })

  it('embeds subsets of its fonts with their Unicode meaning', () => {
    expect(countObjects(pdf, /\/FontFile2 /)).toBeGreaterThanOrEqual(2)
    expect(countObjects(pdf, /\/BaseFont \/[A-Z]{6}\+SourceSans3-Regular[\s\S]*\/ToUnicode/)).toBe(1)
    expect(countObjects(pdf, /\/BaseFont \/(Helvetica|Times)/)).toBe(0)
  })

  it('draws charts as vectors: no image anywhere', () => {
    expect(countObjects(pdf, /\/Subtype \/Image/)).toBe(0)
    expect(pdf.streams.some((stream) => /\/Figure <<\n\/MCID \d+\n>> BDC/.test(stream) && / l\n/.test(stream))).toBe(
      true,
    )
  })

  it('marks everything it draws as content or artifact', () => {
    const pages = pdf.streams.filter((stream) => stream.includes(' BDC'))
    expect(pages.length).toBe(full.nPages)
    for (const page of pages) {
      const begins = page.match(/ B(?:DC|MC)\n/g)?.length
      expect(page.match(/EMC\n/g)?.length).toBe(begins)
      expect(unmarkedPainting(page)).toEqual([])
    }
  })

  it('escapes texts in its metadata', async () => {
    const source = fullSource()
    const { bytes } = await render({ ...source, model: { ...source.model, name: 'R&D <b> model' } })
    expect(Buffer.from(bytes).toString('utf8')).toContain('R&amp;D &lt;b&gt; model, version 3')
  })

  it('prints letters no font has by their code, and does not fail on odd ones', async () => {
    const source = fullSource()
    const rendered = await render({
      ...source,
      workspaceName: '中文 \u0007 ‮ 😀 \ud800',
      model: { ...source.model, name: 'x'.repeat(400) },
    })
    expect(rendered.nPages).toBeGreaterThan(20)
  })

  it('renders 40 levels, long names and many decisions', async () => {
    const crowded = await render(crowdedSource())
    expect(crowded.nPages).toBeGreaterThan(full.nPages)
  })

  it('says which file is missing when a font cannot be read', async () => {
    const attachment = { name: NAME, bytes: new Uint8Array([1]) }
    await expect(
      renderPackPdf(buildPack(bareSource()), attachment, { resourcesDirectory: '/nowhere' }),
    ).rejects.toThrow(AppError)
  })

  it('passes qpdf where it is installed', ({ skip }) => {
    if (spawnSync('qpdf', ['--version']).status !== 0) skip('qpdf is not installed')
    const folder = mkdtempSync(join(tmpdir(), 'assay-pack-'))
    try {
      writeFileSync(join(folder, 'pack.pdf'), full.bytes)
      const check = spawnSync('qpdf', ['--check', join(folder, 'pack.pdf')], { encoding: 'utf8' })
      expect(check.stderr).toBe('')
      expect(check.status).toBe(0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('the attachment', () => {
  it('comes back byte for byte', () => {
    const { name, bytes } = readPackAttachment(full.bytes)
    expect(name).toBe(NAME)
    expect(new TextDecoder().decode(bytes)).toBe(canonicalJson(fullSource()))
  })

  it('rebuilds the very same file', async () => {
    const source = JSON.parse(new TextDecoder().decode(readPackAttachment(full.bytes).bytes)) as FixtureSource
    const again = await render(source)
    expect(Buffer.compare(Buffer.from(again.bytes), Buffer.from(full.bytes))).toBe(0)
  })

  it('is declared as the source of the document', () => {
    expect(countObjects(pdf, /\/AFRelationship \/Source/)).toBe(1)
    expect(countObjects(pdf, /\/AF \[\d+ 0 R\]/)).toBe(1)
    expect(countObjects(pdf, /\/Subtype \/application#2Fjson/)).toBe(1)
  })
})

/** Painting operators outside of marked content. */
function unmarkedPainting(page: string): string[] {
  const found: string[] = []
  let depth = 0
  for (const line of page.split('\n')) {
    if (/ B(?:DC|MC)$/.test(line)) depth++
    else if (line === 'EMC') depth--
    else if (depth === 0 && /(?:^|\s)(?:f|f\*|S|B|TJ|Tj)$/.test(line)) found.push(line)
  }
  return found
}
