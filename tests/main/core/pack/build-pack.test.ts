import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ChartSpec } from '../../../../src/charts/describe-chart.ts'
import { canonicalJson } from '../../../../src/main/core/governance/canonical-json.ts'
import { buildPack } from '../../../../src/main/core/pack/build-pack.ts'
import type {
  Inline,
  PackBlock,
  PackChart,
  PackDocument,
  PackNumberFormat,
  RichText,
} from '../../../../src/main/core/pack/pack-document.ts'
import type { PackInput } from '../../../../src/main/core/pack/pack-input.ts'
import { PACK_TOPICS } from '../../../../src/main/core/pack/pack-profile.ts'
import { StatisticError } from '../../../../src/main/core/statistic-error.ts'
import { PROFILE_TOPICS, packProfileSchema } from '../../../../src/shared/contract/profile.ts'
import type { NumberFormat } from '../../../../src/shared/format.ts'
import {
  bareSource,
  crowdedSource,
  decision,
  type FixtureSource,
  fullSource,
  profile,
  RESOURCES,
} from './pack-fixtures.ts'

// The type check holds the core's shapes to the contract's, to the charts' and to the formats'.
const asInput = (source: FixtureSource): PackInput => source
const asSpec = (chart: PackChart): ChartSpec => chart
const asFormat = (format: PackNumberFormat): NumberFormat => format

const FULL = buildPack(asInput(fullSource()))
const BARE = buildPack(asInput(bareSource()))
const CROWDED = buildPack(asInput(crowdedSource()))

function richTexts(block: PackBlock): RichText[] {
  switch (block.kind) {
    case 'paragraph':
    case 'note':
      return [block.text]
    case 'bullets':
      return [...block.items]
    case 'keyValues':
      return block.rows.map((row) => row.value)
    case 'opinion':
      return [...block.lines]
    case 'table':
      return [...block.rows.flatMap((row) => row.cells), ...block.footer]
    default:
      return []
  }
}

function inlines(document: PackDocument): Inline[] {
  return [...document.cover.facts.map((fact) => fact.value), ...document.blocks.flatMap(richTexts)].flat()
}

function textOf(document: PackDocument): string {
  return JSON.stringify(document)
}

function headings(document: PackDocument): string[] {
  return document.blocks.flatMap((block) =>
    block.kind === 'heading' && block.level === 1 ? [`${block.number} ${block.text}`.trim()] : [],
  )
}

function keyFigureRows(document: PackDocument) {
  const found = document.blocks.find((block) => block.kind === 'table' && block.caption === 'Key figures')
  return found?.kind === 'table' ? found.rows : []
}

describe('buildPack', () => {
  it('gives the same document for the same input', () => {
    expect(canonicalJson(buildPack(fullSource()))).toBe(canonicalJson(buildPack(fullSource())))
  })

  it('leaves its input as it is', () => {
    const source = fullSource()
    const before = canonicalJson(source)
    buildPack(source)
    expect(canonicalJson(source)).toBe(before)
  })

  it.each([
    ['full', FULL],
    ['bare', BARE],
    ['crowded', CROWDED],
  ])('names a registered source for every number and reference: %s', (_, document) => {
    const known = new Set(document.register.map((entry) => entry.id))
    const sources = inlines(document).flatMap((inline) =>
      typeof inline === 'object' && 'evidenceId' in inline ? [inline.evidenceId] : [],
    )
    expect(sources.length).toBeGreaterThan(30)
    expect(sources.filter((id) => !known.has(id))).toEqual([])
    const charts = document.blocks.flatMap((block) => (block.kind === 'charts' ? [...block.charts] : []))
    expect(charts.filter((chart) => !known.has(chart.evidenceId))).toEqual([])
  })

  it('gives each source one mark', () => {
    const marks = CROWDED.register.map((entry) => entry.mark)
    expect(new Set(marks).size).toBe(marks.length)
    expect(FULL.register.map((entry) => entry.mark)).toEqual(['M', 'D', 'P', 'E1', 'E2', 'E3', 'E4', 'E5', 'G1'])
  })

  it('prints the mark once in the caption only when all numbers of a table have one source', () => {
    for (const block of FULL.blocks) {
      if (block.kind !== 'table') continue
      const sources = new Set(
        block.rows
          .flatMap((row) => row.cells.flat())
          .flatMap((inline) =>
            typeof inline === 'object' && (inline.kind === 'number' || inline.kind === 'fraction')
              ? [inline.evidenceId]
              : [],
          ),
      )
      if (block.evidenceId !== null) expect([...sources]).toEqual([block.evidenceId])
      if (block.caption === 'Key figures') expect(block.evidenceId).toBeNull()
    }
  })

  it('has one cell per column in every row', () => {
    for (const block of CROWDED.blocks) {
      if (block.kind !== 'table') continue
      for (const row of block.rows) expect(row.cells).toHaveLength(row.role === 'group' ? 1 : block.columns.length)
    }
  })

  it('uses formats that exist', () => {
    const formats = new Set(
      inlines(FULL).flatMap((inline) =>
        typeof inline === 'object' && inline.kind === 'number' ? [asFormat(inline.format)] : [],
      ),
    )
    expect(formats.has('auc')).toBe(true)
  })

  it('follows the order of a validation report', () => {
    expect(headings(FULL)).toEqual([
      'Summary',
      '1 Scope and independence',
      '2 Purpose, use, population and limits',
      '3 Data',
      '4 Conceptual soundness',
      '5 Implementation and replication',
      '6 Outcomes',
      '7 Explainability and reason codes',
      '8 Fairness',
      '9 Monitoring plan and triggers',
      '10 Findings and responses',
      '11 Governance and approvals',
      '12 Matters not assessed',
      '13 Where each expectation is addressed',
      'A Data dictionary',
      'B Full tables',
      'C Configuration',
      'D Environment',
      'E Evidence register and hash manifest',
      'F Glossary',
    ])
    expect(headings(BARE)).toEqual(headings(FULL))
  })

  it('draws every chart from data that the charts accept', () => {
    const charts = FULL.blocks.flatMap((block) =>
      block.kind === 'charts' ? block.charts.map((item) => asSpec(item.chart).name) : [],
    )
    expect(new Set(charts)).toEqual(
      new Set([
        'informationValueBars',
        'woeBins',
        'rocCurve',
        'gainsCurve',
        'ksCurve',
        'calibrationCurve',
        'scoreDistribution',
        'stabilityBands',
        'importanceBars',
        'impactRatio',
      ]),
    )
  })

  it.each([FULL, BARE, CROWDED])('claims nothing and accuses nobody', (document) => {
    expect(textOf(document)).not.toMatch(/violat|compliant|complies|in compliance|is fair\b|no bias/i)
  })

  it('takes its date from the newest record', () => {
    expect(FULL.date).toBe('2026-11-05T08:30:00.000Z')
    expect(BARE.date).toBe('2026-11-03T09:15:00.000Z')
  })
})

describe('what is missing', () => {
  it('is said, with what to run', () => {
    const notes = BARE.blocks.flatMap((block) => (block.kind === 'note' ? [block.title] : []))
    for (const what of [
      'Discrimination, calibration and stability',
      'Explainability',
      'Fairness',
      'Gates',
      'Decisions',
      'Key figures',
    ]) {
      expect(notes).toContain(`${what}: not assessed`)
    }
    expect(textOf(BARE)).toContain('assay validate --model mv_3f9a01c2d4e5 --dataset ds_77aa10bb32cc')
    expect(textOf(BARE)).toContain('assay fairness --model mv_3f9a01c2d4e5')
    expect(textOf(BARE)).toContain('assay explain --model mv_3f9a01c2d4e5')
  })

  it('is listed for the profile as not assessed', () => {
    const rows = BARE.blocks.flatMap((block) =>
      block.kind === 'table' && block.caption === 'Expectations of the profile' ? block.rows : [],
    )
    expect(
      rows.map((row) => JSON.stringify(row.cells[2])).filter((cell) => cell.includes('Evidence in this pack')),
    ).toEqual([])
  })

  it('shows a sample workspace as one', () => {
    expect(BARE.cover.notice).toContain('Sample workspace')
    expect(FULL.cover.notice).toBeNull()
  })
})

describe('the summary', () => {
  it('gives each figure the verdict of the policy, also where a gate read another one', () => {
    const verdictOf = (label: string) => {
      const row = keyFigureRows(FULL).find((one) => one.cells[0]?.[0] === label)
      const cell = row?.cells[5]?.[0]
      return typeof cell === 'object' && cell.kind === 'verdict' ? cell.verdict : cell
    }
    expect(verdictOf('AUC')).toBe('withinTolerance')
    expect(verdictOf('Lowest AIR, decision: age_years ≤ 25')).toBe('breach')
    expect(verdictOf('Lowest AIR, decision: personal_status male divorced or separated')).toBe('investigate')
    expect(verdictOf('Gini')).toEqual({ kind: 'muted', text: 'No limit set' })
  })

  it('carries the limit beside the value, so that no rounding crosses it', () => {
    const value = keyFigureRows(FULL)[0]?.cells[2]?.[0]
    expect(value).toMatchObject({ kind: 'number', format: 'auc', limit: 0.75, evidenceId: 'ev_val0000000002' })
  })

  it('never lists a small group as a figure', () => {
    expect(JSON.stringify(keyFigureRows(FULL))).not.toContain('not stated')
  })

  it('states the newest decision, and the decision asked for next', () => {
    const opinion = FULL.blocks.find((block) => block.kind === 'opinion')
    expect(opinion).toMatchObject({ word: 'Approved with conditions', tone: 'conditional' })
    expect(JSON.stringify(opinion)).toContain('Deployment gate. Open to the approver')
    expect(BARE.blocks.find((block) => block.kind === 'opinion')).toMatchObject({
      word: 'No decision recorded',
      tone: 'open',
    })
  })
})

describe('independence', () => {
  it('is denied when the approver trained the model', () => {
    const source = fullSource()
    const own = buildPack({
      ...source,
      decisions: [decision(source, 0, { isOwnModel: true, decidedBy: 'Dana Keller' })],
    })
    expect(own.blocks.some((block) => block.kind === 'note' && block.title === 'Approval is not independent')).toBe(
      true,
    )
    expect(FULL.blocks.some((block) => block.kind === 'note' && block.title === 'Approval is not independent')).toBe(
      false,
    )
  })

  it('is not assessed without a decision', () => {
    expect(textOf(BARE)).toContain('independence of approval is not assessed')
  })

  it('of validation is denied when the developer ran it', () => {
    const source = fullSource()
    const evidence = source.evidence.map((item) => ({ ...item, createdBy: source.model.createdBy }))
    expect(textOf(buildPack({ ...source, evidence }))).toContain('Independent validation has not been shown')
  })
})

describe('changed records', () => {
  it('show in summary, replication and manifest', () => {
    const source = fullSource()
    const changed = buildPack({ ...source, scorecard: { ...source.scorecard, offset: 400 } })
    expect(changed.register[0]?.hashCheck).toBe('differs')
    expect(textOf(changed)).toContain(
      'The content hash of model version mv_3f9a01c2d4e5 does not agree with its value.',
    )
    expect(textOf(changed)).toContain('the model printed here is not the one recorded')
    expect(FULL.register.map((entry) => entry.hashCheck)).toEqual([
      'agrees',
      'notRecomputed',
      'agrees',
      'agrees',
      'agrees',
      'agrees',
      'agrees',
      'agrees',
      'agrees',
    ])
  })

  it('show when evidence is newer than a decision', () => {
    const source = fullSource()
    const old = decision(source, 0, { evidenceManifestHash: '0'.repeat(64) })
    expect(textOf(buildPack({ ...source, decisions: [old] }))).toContain('Evidence has changed since this decision')
  })
})

describe('evidence about the same thing', () => {
  it('is shown once, the newest, and listed always', () => {
    const source = fullSource()
    const again = { ...source.evidence[2]!, id: 'ev_fai0000000099', title: 'Fairness again' }
    const document = buildPack({ ...source, evidence: [...source.evidence, again] })
    const shown = document.blocks.flatMap((block) =>
      block.kind === 'charts' ? block.charts.map((chart) => chart.evidenceId) : [],
    )
    expect(shown).not.toContain('ev_fai0000000003')
    expect(shown).toContain('ev_fai0000000099')
    expect(document.register.map((entry) => entry.id)).toContain('ev_fai0000000003')
    expect(textOf(document)).toContain('a newer run about the same thing is shown instead')
  })
})

describe('buildPack refuses', () => {
  const source = fullSource()
  const other = 'mv_other'
  it.each<[string, Partial<FixtureSource>]>([
    ['evidence of another model', { evidence: [{ ...source.evidence[0]!, modelVersionId: other }] }],
    ['a decision of another model', { decisions: [{ ...source.decisions[0]!, modelVersionId: other }] }],
    ['an evaluation of another model', { evaluations: [{ ...source.evaluations[0]!, modelVersionId: other }] }],
    ['another data set', { dataset: { ...source.dataset, id: 'ds_other' } }],
    ['the same evidence twice', { evidence: [source.evidence[0]!, source.evidence[0]!] }],
  ])('%s', (_, changes) => {
    expect(() => buildPack({ ...source, ...changes })).toThrow(StatisticError)
  })
})

describe('profiles', () => {
  const ids = readdirSync(join(RESOURCES, 'profiles')).map((file) => file.replace('.json', ''))

  it('speak of the topics that packs know', () => {
    expect([...PROFILE_TOPICS]).toEqual([...PACK_TOPICS])
  })

  it('exist for the frameworks the field works with', () => {
    expect(ids).toEqual(expect.arrayContaining(['sr-26-2', 'sr-11-7', 'ss1-23', 'eu-ai-act-annex-iv', 'ecoa-reg-b']))
  })

  it.each(ids)('%s is well formed, dated, and builds a pack', (id) => {
    const read = profile(id)
    expect(read.id).toBe(id)
    expect(packProfileSchema.parse(read)).toEqual(read)
    expect(read.statusText).toMatch(/November 2026|Superseded/)
    if (read.source.kind === 'secondary') expect(read.statusText).toContain('secondary sources')
    expect(JSON.stringify(read)).not.toMatch(/violat|compliant/i)
    const document = buildPack({ ...fullSource(), profile: read })
    expect(textOf(document)).toContain(read.statusText)
  })

  it('keep the superseded one, with its end', () => {
    expect(profile('sr-11-7')).toMatchObject({ status: 'superseded', effectiveTo: '2026-04-17' })
  })
})
