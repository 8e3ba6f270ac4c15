import { AppError } from '../../../shared/errors.ts'
import { listNames } from '../../../shared/list-names.ts'
import type { InputFile } from '../input-file.ts'
import { readSharedTexts, SharedTexts } from './shared-texts.ts'
import { builtInFormatKind, type DateSystem, formatCodeKind, type NumberFormatKind } from './sheet-dates.ts'
import type { WorkbookLimits } from './workbook-limits.ts'
import { XmlScanner } from './xml-scanner.ts'
import { ZipArchive, type ZipEntry } from './zip-archive.ts'

export interface SheetEntry {
  readonly name: string
  readonly isHidden: boolean
  readonly entry: ZipEntry
}

/** An opened workbook: what its sheets have in common. Macros and links to other files are never looked at. */
export interface Workbook {
  readonly archive: ZipArchive
  readonly sheets: readonly SheetEntry[]
  readonly dateSystem: DateSystem
  /** What the number format of each cell style makes of a number. */
  readonly styles: readonly NumberFormatKind[]
  readonly texts: SharedTexts
}

interface Relation {
  readonly type: string
  readonly target: string
}

const MAX_SHEETS = 1_000
const MAX_STYLES = 100_000

/** @throws AppError `badData` if the file is no workbook or a damaged one, `tooLarge` beyond the limits */
export function openWorkbook(file: InputFile, limits: WorkbookLimits): Workbook {
  const archive = new ZipArchive(file, limits)
  try {
    const main = findMainPart(archive, file)
    const relations = readRelations(archive, file, relationsOf(main.name))
    const { sheets, dateSystem } = readSheetList(archive, file, main, relations)
    const styles = readStyles(archive, file, partOfType(archive, main.name, relations, 'styles'))
    const texts = new SharedTexts(limits.sharedTextBytes, file.fileName)
    const shared = partOfType(archive, main.name, relations, 'sharedStrings')
    if (shared !== null) readSharedTexts(openXml(archive, file, shared), texts)
    return { archive, sheets, dateSystem, styles, texts }
  } catch (error) {
    archive.close()
    throw error
  }
}

export function openXml(archive: ZipArchive, file: InputFile, entry: ZipEntry): XmlScanner {
  return new XmlScanner(archive.openPart(entry), file.fileName, entry.name.slice(0, 60))
}

/** @throws AppError `badData` if the workbook has no sheet of that name */
export function findSheet(workbook: Workbook, name: string, file: InputFile): SheetEntry {
  const found = workbook.sheets.find((sheet) => sheet.name === name)
  if (found !== undefined) return found
  throw new AppError('badData', `${file.fileName} has no sheet "${name}"`, {
    hint: `Its sheets are: ${listNames(workbook.sheets.map((sheet) => sheet.name))}`,
    place: { file: file.fileName, field: 'sheet' },
  })
}

function findMainPart(archive: ZipArchive, file: InputFile): ZipEntry {
  if (archive.entries.has('mimetype')) throw notWorkbook(file, 'is a document of another office program (ODS, ODT …)')
  if (!archive.entries.has('[Content_Types].xml')) throw notWorkbook(file, 'is an archive without a workbook in it')
  for (const { type, target } of readRelations(archive, file, '_rels/.rels').values()) {
    if (!type.endsWith('/officeDocument')) continue
    const entry = archive.entries.get(resolvePart('', target))
    if (entry === undefined) break
    if (entry.name.endsWith('.bin')) throw notWorkbook(file, 'is a binary workbook (XLSB)')
    return entry
  }
  throw notWorkbook(file, 'has no workbook in it')
}

function readSheetList(
  archive: ZipArchive,
  file: InputFile,
  main: ZipEntry,
  relations: ReadonlyMap<string, Relation>,
): { sheets: SheetEntry[]; dateSystem: DateSystem } {
  const xml = openXml(archive, file, main)
  const sheets: SheetEntry[] = []
  let dateSystem: DateSystem = 1900
  for (let token = xml.next(); token !== 'done'; token = xml.next()) {
    if (token !== 'start') continue
    if (xml.depth === 1 && xml.name !== 'workbook') throw notWorkbook(file, 'is an Office document, but no workbook')
    if (xml.name === 'workbookPr') dateSystem = isTrue(xml.attribute('date1904')) ? 1904 : 1900
    if (xml.name !== 'sheet' || xml.depth !== 3) continue
    const name = xml.attribute('name') ?? ''
    const relation = relations.get(xml.attribute('id') ?? '')
    // Chart sheets and dialogs hold no cells.
    if (relation !== undefined && !relation.type.endsWith('/worksheet')) continue
    const entry = relation === undefined ? undefined : archive.entries.get(resolvePart(main.name, relation.target))
    if (entry === undefined) {
      throw new AppError('badData', `${file.fileName} is a damaged workbook: the sheet "${name}" is missing from it`, {
        hint: 'Open it in the program that made it and save it again.',
        place: { file: file.fileName, field: 'sheet' },
      })
    }
    sheets.push({ name, isHidden: (xml.attribute('state') ?? 'visible') !== 'visible', entry })
    if (sheets.length > MAX_SHEETS) {
      throw new AppError('tooLarge', `${file.fileName} needs to have at most ${MAX_SHEETS} sheets, got more`, {
        place: { file: file.fileName },
      })
    }
  }
  if (sheets.length === 0) throw notWorkbook(file, 'has no sheet with cells')
  return { sheets, dateSystem }
}

function readStyles(archive: ZipArchive, file: InputFile, entry: ZipEntry | null): NumberFormatKind[] {
  const styles: NumberFormatKind[] = []
  if (entry === null) return styles
  const own = new Map<number, NumberFormatKind>()
  const xml = openXml(archive, file, entry)
  let isInCellStyles = false
  for (let token = xml.next(); token !== 'done'; token = xml.next()) {
    if (token === 'end' && xml.depth === 1) isInCellStyles = false
    if (token !== 'start') continue
    if (xml.depth === 2) isInCellStyles = xml.name === 'cellXfs'
    else if (xml.depth === 3 && xml.name === 'numFmt') {
      own.set(Number(xml.attribute('numFmtId')), formatCodeKind(xml.attribute('formatCode') ?? ''))
    } else if (xml.depth === 3 && isInCellStyles && xml.name === 'xf' && styles.length < MAX_STYLES) {
      const id = Number(xml.attribute('numFmtId') ?? 0)
      styles.push(own.get(id) ?? builtInFormatKind(id))
    }
  }
  return styles
}

function readRelations(archive: ZipArchive, file: InputFile, name: string): Map<string, Relation> {
  const relations = new Map<string, Relation>()
  const entry = archive.entries.get(name)
  if (entry === undefined) return relations
  const xml = openXml(archive, file, entry)
  for (let token = xml.next(); token !== 'done'; token = xml.next()) {
    if (token !== 'start' || xml.name !== 'Relationship') continue
    if (xml.attribute('TargetMode') === 'External') continue
    relations.set(xml.attribute('Id') ?? '', {
      type: xml.attribute('Type') ?? '',
      target: xml.attribute('Target') ?? '',
    })
  }
  return relations
}

function partOfType(
  archive: ZipArchive,
  mainName: string,
  relations: ReadonlyMap<string, Relation>,
  type: string,
): ZipEntry | null {
  const relation = [...relations.values()].find((item) => item.type.endsWith(`/${type}`))
  return relation === undefined ? null : (archive.entries.get(resolvePart(mainName, relation.target)) ?? null)
}

/** `xl/workbook.xml` → `xl/_rels/workbook.xml.rels`. */
function relationsOf(partName: string): string {
  const slash = partName.lastIndexOf('/') + 1
  return `${partName.slice(0, slash)}_rels/${partName.slice(slash)}.rels`
}

/** The name of a part that another one refers to. It is only ever looked up among the names of the archive. */
function resolvePart(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const path = from.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}

function isTrue(text: string | null): boolean {
  return text === '1' || text === 'true'
}

function notWorkbook(file: InputFile, what: string): AppError {
  return new AppError('badData', `${file.fileName} ${what}`, {
    hint: 'Save it as an Excel workbook (.xlsx) or as CSV (UTF-8), and import that.',
    place: { file: file.fileName },
  })
}
