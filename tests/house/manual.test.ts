import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { DATE_FORMATS } from '../../src/main/core/calendar/date-format.ts'
import { DIALECTS } from '../../src/main/core/deploy/sql/dialects.ts'
import { EXPRESSION_FUNCTIONS } from '../../src/main/core/expression/functions.ts'
import { DEFAULT_LEAKAGE_THRESHOLDS } from '../../src/main/core/leakage/leakage-types.ts'
import { featureTemplates } from '../../src/main/core/steps/feature-templates.ts'
import { procedureTable } from '../../src/main/create-app.ts'
import { readParams } from '../../src/main/hosts/cli/training-options.ts'
import {
  COLUMN_ROLES,
  CUT_OFF_RULES,
  calibrationSchema,
  DATA_EVIDENCE_KINDS,
  ENCODINGS,
  EXPORT_FORMATS,
  leakageReportSchema,
  METHODS,
  MISSING_RULES,
  missingPointsSchema,
  PII_CLASSES,
  qualityRuleSchema,
  REJECT_METHODS,
  RULE_KINDS,
  SEARCH_STRATEGIES,
  SELECTION_CRITERIA,
  SELECTION_METHODS,
  SQL_DIALECTS,
  scorecardParamsSchema,
  searchDimensionSchema,
  stepSchema,
  TRENDS,
} from '../../src/shared/contract/index.ts'
import { ROOT } from './source-files.ts'

const dataRoom = manual('data-room.md')
const expressions = manual('expressions.md')
const privacy = manual('privacy.md')
const scorecards = manual('scorecards.md')
const STEP_KINDS = stepSchema.options.map((option) => option.shape.kind.value)
const SIGN_KINDS = leakageReportSchema.shape.findings.element.shape.signs.element.shape.kind.options

/** Which procedures the lines of the tables of roles speak of. */
const TASKS: Readonly<Record<string, RegExp>> = {
  'import, export, derive, keep templates': /^(dataset\.(import|export|derive)|template\.(save|remove))$/,
  'quality, leakage, associations, drift, difference, privacy scan, dictionary':
    /^((quality|leakage|association|drift|diff)\.(run|save)|privacy\.scan|dictionary\.(update|export))$/,
  'change class or mask of a column': /^privacy\.classify$/,
  'reveal masked cells': /^privacy\.reveal$/,
  'retention, legal hold, find, erase, dispose': /^privacy\.(setRetention|findSubject|erase|dispose)$/,
  'lower the limits': /^workspace\.setLimits$/,
  'write lineage to a file': /^lineage\.export$/,
}

const SCORECARD_TASKS: Readonly<Record<string, RegExp>> = {
  'keep drafts, train, stop a training, calibrate, import models, run experiments':
    /^(draft\.(save|remove)|training\.(start|stop)|model\.(calibrate|import)|experiment\.(crossValidate|learningCurve|search))$/,
  'evaluate bins, suggest and preview constraints of trees, compare models':
    /^(binning\.(evaluate|candidates)|training\.(suggestMonotone|previewDependence)|comparison\.run)$/,
  'look for cut-offs': /^strategy\.run$/,
  'export models': /^model\.export$/,
}
const SCORECARD_AREAS = /^(binning|draft|training|experiment|model|strategy|comparison)\./

describe('the manual', () => {
  it('names every kind of rule, step, evidence, sign and class of personal data', () => {
    const kinds = [...RULE_KINDS, ...STEP_KINDS, ...DATA_EVIDENCE_KINDS, ...SIGN_KINDS, ...PII_CLASSES]
    expect(kinds.filter((kind) => !dataRoom.includes(`\`${kind}\``))).toEqual([])
    expect(PII_CLASSES.filter((name) => !new RegExp(`^\\| ${name} \\|`, 'm').test(privacy))).toEqual([])
  })

  it('names every role, encoding and feature of the field', () => {
    expect(
      COLUMN_ROLES.filter((role) => !new RegExp(`^\\| [a-z, ]*\\b${role}\\b[a-z, ]* \\|`, 'm').test(dataRoom)),
    ).toEqual([])
    const names = [...ENCODINGS, ...featureTemplates.map(({ name }) => name)]
    expect(names.filter((name) => !dataRoom.includes(`\`${name}\``))).toEqual([])
  })

  it('has every function and date format of the expression language', () => {
    expect(
      EXPRESSION_FUNCTIONS.filter(({ usage }) => !expressions.includes(`\`${usage}\``)).map(({ name }) => name),
    ).toEqual([])
    expect(DATE_FORMATS.filter((format) => !expressions.includes(`\`${format}\``))).toEqual([])
  })

  it('gives a sound example of every kind of rule and step', () => {
    const examples = [...dataRoom.matchAll(/`(\{"(?:id|kind)".*?\})`/g)].map(([, text]) => JSON.parse(text!) as unknown)
    const rules = examples.flatMap((example) => qualityRuleSchema.safeParse(example).data?.kind ?? [])
    const steps = examples.flatMap((example) => stepSchema.safeParse(example).data?.kind ?? [])
    expect([...rules, ...steps]).toHaveLength(examples.length)
    expect(new Set(rules)).toEqual(new Set(RULE_KINDS))
    expect(new Set(steps)).toEqual(new Set(STEP_KINDS))
  })

  it('states the lines of the leakage scan as they are', () => {
    const limits = DEFAULT_LEAKAGE_THRESHOLDS
    const row = (sign: string): string => dataRoom.split('\n').find((line) => line.startsWith(`| \`${sign}\` |`))!
    const percent = (share: number): string => `${share * 100}%`
    expect(row('strength')).toMatch(`| ${limits.reviewAuc.toFixed(2)} | ${limits.leakAuc.toFixed(2)} |`)
    expect(row('missing')).toMatch(`| ${limits.reviewMissingAuc.toFixed(2)} | ${limits.leakMissingAuc.toFixed(2)} |`)
    expect(row('decided')).toMatch(`| ${percent(limits.reviewDecidedShare)} | ${percent(limits.leakDecidedShare)} |`)
    expect(row('informationValue')).toMatch(`| ${limits.reviewInformationValue} | ${limits.leakInformationValue} |`)
    expect(row('duplicate')).toContain(String(limits.duplicateAgreement))
    expect(row('standOut')).toContain(`${limits.standOutAuc} that stands ${limits.standOutGap.toFixed(2)} above`)
    expect(row('name')).toContain(limits.namedAuc.toFixed(2))
    expect(dataRoom).toContain(`at least ${limits.minClassRows} events and ${limits.minClassRows} non-events`)
  })

  it.each([
    ['the data room', dataRoom, TASKS],
    ['the scorecard room', scorecards, SCORECARD_TASKS],
  ])('says who may do what in %s as the program itself does', (_room, page, tasks) => {
    const lines = page.slice(page.indexOf('| to |')).split('\n\n')[0]!.split('\n')
    const roles = cellsOf(lines[0]!).slice(1)
    const stated = lines.slice(2).map(cellsOf)
    expect(stated.map(([task]) => task)).toEqual(Object.keys(tasks))
    for (const [task, ...marks] of stated) {
      const allowed = roles.filter((_, index) => marks[index] === '●').sort()
      const meant = procedureTable().filter(({ path }) => tasks[task!]!.test(path))
      expect(meant.length).toBeGreaterThan(0)
      for (const { path, roles: asked } of meant)
        expect({ path, allowed: asked.split(', ').sort() }).toEqual({ path, allowed })
    }
  })

  it('names every procedure of the scorecard room that asks for a role', () => {
    const asking = procedureTable().filter(({ path, roles }) => SCORECARD_AREAS.test(path) && roles !== 'signedIn')
    const tasks = Object.values(SCORECARD_TASKS)
    expect(asking.map(({ path }) => path).filter((path) => !tasks.some((task) => task.test(path)))).toEqual([])
  })

  it('names every method, criterion, rule, trend, strategy, format and dialect of the scorecard room', () => {
    const rows = [
      ...SELECTION_METHODS,
      ...SELECTION_CRITERIA,
      ...REJECT_METHODS,
      ...MISSING_RULES,
      ...calibrationSchema.options.map(({ shape }) => shape.method.value),
      ...CUT_OFF_RULES,
      ...SQL_DIALECTS,
      ...EXPORT_FORMATS,
      ...TRENDS,
      ...SEARCH_STRATEGIES,
    ]
    expect(rows.filter((name) => !scorecards.includes(`\n| \`${name}\` |`))).toEqual([])
    expect(METHODS.filter((name) => !scorecards.includes(`\`${name}\``))).toEqual([])
  })

  it('has every parameter of a training with its default', () => {
    const defaults = leavesOf(scorecardParamsSchema.parse({ scaling: { missing: missingPointsSchema.parse({}) } }))
    const table = scorecards.slice(scorecards.indexOf('| parameter | default | meaning |')).split('\n\n')[0]!
    const stated = table.split('\n').slice(2).map(cellsOf)
    expect(new Map(stated.map(([path, value]) => [path, value]))).toEqual(
      new Map(defaults.map(([path, value]) => [`\`${path}\``, `\`${JSON.stringify(value)}\``])),
    )
  })

  it('gives parameter files and search spaces that are taken as they stand', () => {
    const examples = [...scorecards.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text]) => text!)
    const folder = mkdtempSync(join(tmpdir(), 'assay-manual-params-'))
    try {
      const spaces = examples.filter((text) => text.startsWith('['))
      for (const text of spaces) {
        const space = JSON.parse(text) as unknown
        expect(z.array(searchDimensionSchema).parse(space)).toEqual(space)
      }
      const files = examples.filter((text) => text.startsWith('{'))
      for (const text of files) {
        const path = join(folder, 'params.json')
        writeFileSync(path, text)
        // Refuses what does not fit, and every name that means nothing.
        expect(readParams(path)).toMatchObject(JSON.parse(text) as object)
      }
      expect([spaces.length, files.length]).toEqual([1, examples.length - 1])
      expect(files.length).toBeGreaterThan(1)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('says of every dialect whether it is run in the tests', () => {
    const said = SQL_DIALECTS.map((dialect) => {
      const [, , state] = cellsOf(scorecards.split('\n').find((line) => line.startsWith(`| \`${dialect}\` |`))!)
      return [dialect, state]
    })
    const meant = SQL_DIALECTS.map((dialect) => [
      dialect,
      DIALECTS[dialect].isRun ? 'run in the tests' : 'generated, not run',
    ])
    expect(said).toEqual(meant)
  })

  it('links to places that exist', () => {
    const pages = [
      'user-guide.md',
      'data-room.md',
      'scorecards.md',
      'command-line.md',
      'expressions.md',
      'privacy.md',
      'limits.md',
      'glossary.md',
    ]
    const broken = pages.flatMap((page) =>
      linksOf(manual(page))
        .filter((link) => !isThere(page, link))
        .map((link) => `${page}: ${link}`),
    )
    expect(broken).toEqual([])
  })
})

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}

/** Path and value of everything that is no object. */
function leavesOf(value: object, before = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([key, child]: [string, unknown]): [string, unknown][] =>
    typeof child === 'object' && child !== null && !Array.isArray(child)
      ? leavesOf(child, `${before}${key}.`)
      : [[`${before}${key}`, child]],
  )
}

function manual(name: string): string {
  return readFileSync(join(ROOT, 'docs', name), 'utf8')
}

function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!).filter((link) => !link.startsWith('http'))
}

function isThere(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#')
  const target = file === '' ? page : file
  try {
    const text = manual(target)
    return (
      anchor === undefined || [...text.matchAll(/^#+ (.+)$/gm)].some(([, heading]) => anchorOf(heading!) === anchor)
    )
  } catch {
    return false
  }
}

/** As GitHub makes them: lower case, signs dropped, blanks to hyphens. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
}
