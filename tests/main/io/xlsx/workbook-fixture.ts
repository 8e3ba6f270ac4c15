import { strToU8, zipSync } from 'fflate'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface SheetFixture {
  readonly name: string
  /** All inside `<worksheet>`. */
  readonly xml: string
  readonly state?: string
}

export interface WorkbookFixture {
  readonly sheets: readonly SheetFixture[]
  readonly sharedStrings?: string
  /** Inside `<styleSheet>`. */
  readonly styles?: string
  readonly workbookPr?: string
  /** Parts added or put in the place of others; null takes one away. */
  readonly parts?: Readonly<Record<string, string | null>>
}

/** Rows as they stand in a sheet: `cells` is XML. */
export function sheetData(...rows: readonly string[]): string {
  return `<sheetData>${rows.join('')}</sheetData>`
}

export function row(number: number, cells: string, attributes = ''): string {
  return `<row r="${number}"${attributes}>${cells}</row>`
}

export function text(place: string, value: string): string {
  return `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
}

export function number(place: string, value: string, style = ''): string {
  return `<c r="${place}"${style === '' ? '' : ` s="${style}"`}><v>${value}</v></c>`
}

export function workbookParts(fixture: WorkbookFixture): Record<string, Uint8Array> {
  const { sheets, sharedStrings, styles, workbookPr = '' } = fixture
  const relations = (inner: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const texts: Record<string, string | null> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${workbookPr}<sheets>${sheets
      .map(({ name, state }, i) => {
        return `<sheet name="${name}" sheetId="${i + 1}" r:id="s${i}"${state === undefined ? '' : ` state="${state}"`}/>`
      })
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      sheets.map((_, i) => relation(`s${i}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
        relation('t', 'sharedStrings', 'sharedStrings.xml') +
        relation('f', 'styles', 'styles.xml'),
    ),
    ...Object.fromEntries(
      sheets.map(({ xml }, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}">${xml}</worksheet>`,
      ]),
    ),
    ...(sharedStrings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${sharedStrings}</sst>` }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }),
    ...fixture.parts,
  }
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, part]) => (part === null ? [] : [[name, strToU8(part)] as const])),
  )
}

export function workbook(fixture: WorkbookFixture): Uint8Array {
  return zipSync(workbookParts(fixture), { mtime: new Date(1980, 0, 1) })
}

/** A workbook of one sheet. */
export function oneSheet(xml: string, rest: Omit<WorkbookFixture, 'sheets'> = {}): Uint8Array {
  return workbook({ sheets: [{ name: 'Loans', xml }], ...rest })
}
