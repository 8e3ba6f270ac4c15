import { basename } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { type Column, columnLength, type Frame } from '../../core/frame/frame.ts'
import { printNumber } from '../../core/frame/parse-number.ts'
import { openAtomicFile, type WrittenFile } from '../../disk/atomic-file.ts'
import { columnLetters } from './cell-place.ts'
import { encodeEscapedText } from './escaped-text.ts'
import { SHEET_SIZE } from './workbook-limits.ts'
import { createZipWriter, type ZipWriter } from './zip-writer.ts'

/** Names and values of the second sheet, such as the data set, its version and its hash. */
export type AboutLines = readonly (readonly [string, string])[]

const ROWS_PER_REPORT = 8_192
const FLUSH_CHARACTERS = 1 << 18
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const NO_VALUES = '<is><t></t></is>'

/**
 * Writes a frame to an Excel workbook such that reading it gives the same values: numbers in their shortest exact text, texts as
 * texts whatever they look like, missing values as empty cells. A row of nothing but missing values keeps its place by an empty text.
 *
 * @throws AppError `tooLarge` beyond what a sheet holds, `cannotWrite` if the file cannot be written
 */
export function writeFrameXlsx(
  frame: Frame,
  path: string,
  onProgress: (rowsDone: number) => void = () => undefined,
  about: AboutLines = [],
): WrittenFile {
  requireFit(frame, basename(path))
  const file = openAtomicFile(path)
  try {
    const zip = createZipWriter(file, basename(path))
    writeFrameworkParts(zip, about.length > 0)
    writeDataSheet(zip, frame, onProgress)
    if (about.length > 0) writePart(zip, 'xl/worksheets/sheet2.xml', aboutSheet(about))
    zip.finish()
    return file.commit()
  } finally {
    file.discard()
  }
}

function requireFit(frame: Frame, fileName: string): void {
  const tooLarge = (problem: string): AppError =>
    new AppError('tooLarge', `${fileName} ${problem}`, {
      hint: 'Write CSV or Parquet instead.',
      place: { file: fileName },
    })
  if (frame.nRows + 1 > SHEET_SIZE.rows) {
    throw tooLarge(`needs to have at most ${SHEET_SIZE.rows - 1} rows as a workbook, got ${frame.nRows}`)
  }
  if (frame.columns.size > SHEET_SIZE.columns) {
    throw tooLarge(`needs to have at most ${SHEET_SIZE.columns} columns as a workbook, got ${frame.columns.size}`)
  }
  for (const column of frame.columns.values()) {
    const texts = column.kind === 'text' ? [column.name, ...column.levels] : [column.name]
    const long = texts.find((text) => text.length > SHEET_SIZE.cellCharacters)
    if (long === undefined) continue
    throw tooLarge(`needs texts of at most ${SHEET_SIZE.cellCharacters} characters as a workbook, got ${long.length}`)
  }
}

function writeFrameworkParts(zip: ZipWriter, hasAbout: boolean): void {
  const second = (text: string) => (hasAbout ? text : '')
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${TYPE}.${type}+xml"/>`
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const relations = (inner: string) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`
  writePart(
    zip,
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('workbook', 'sheet.main')}${part('styles', 'styles')}${part('worksheets/sheet1', 'worksheet')}${second(part('worksheets/sheet2', 'worksheet'))}</Types>`,
  )
  writePart(zip, '_rels/.rels', relations(relation(1, 'officeDocument', 'xl/workbook.xml')))
  writePart(
    zip,
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/>${second('<sheet name="About" sheetId="2" r:id="rId3"/>')}</sheets></workbook>`,
  )
  writePart(
    zip,
    'xl/_rels/workbook.xml.rels',
    relations(
      relation(1, 'worksheet', 'worksheets/sheet1.xml') +
        relation(2, 'styles', 'styles.xml') +
        second(relation(3, 'worksheet', 'worksheets/sheet2.xml')),
    ),
  )
  const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`
  writePart(
    zip,
    'xl/styles.xml',
    `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
  )
}

function writeDataSheet(zip: ZipWriter, frame: Frame, onProgress: (rowsDone: number) => void): void {
  const columns = [...frame.columns.values()]
  const letters = columns.map((_, index) => columnLetters(index))
  const printers = columns.map(cellPrinter)
  const range = `A1:${letters.at(-1) ?? 'A'}${frame.nRows + 1}`
  zip.begin('xl/worksheets/sheet1.xml')
  let block = `${XML}<worksheet xmlns="${MAIN}"><dimension ref="${range}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
  block += `<row r="1">${columns.map(({ name }, index) => `<c r="${letters[index]}1" s="1"${textCell(name)}`).join('')}</row>`
  for (let row = 0; row < frame.nRows; row++) {
    let cells = ''
    for (const [index, print] of printers.entries()) {
      const cell = print(row)
      if (cell !== '') cells += `<c r="${letters[index]}${row + 2}"${cell}`
    }
    block += `<row r="${row + 2}">${cells === '' ? `<c r="A${row + 2}" t="inlineStr">${NO_VALUES}</c>` : cells}</row>`
    if (block.length >= FLUSH_CHARACTERS) {
      zip.write(Buffer.from(block))
      block = ''
    }
    if (row % ROWS_PER_REPORT === 0) onProgress(row)
  }
  zip.write(Buffer.from(`${block}</sheetData><autoFilter ref="${range}"/></worksheet>`))
  zip.end()
}

/** Prints all of a cell behind its place; nothing if it is missing. */
function cellPrinter(column: Column): (row: number) => string {
  if (columnLength(column) === 0) return () => ''
  if (column.kind === 'numeric') {
    return (row) => {
      const value = column.values[row]!
      return Number.isNaN(value) ? '' : `><v>${printNumber(value)}</v></c>`
    }
  }
  const levels = column.levels.map(textCell)
  return (row) => levels[column.codes[row]!] ?? ''
}

function textCell(text: string): string {
  const space = text !== text.trim() || text.includes('\n') ? ' xml:space="preserve"' : ''
  return ` t="inlineStr"><is><t${space}>${encodeEscapedText(text)}</t></is></c>`
}

function aboutSheet(about: AboutLines): string {
  const rows = about.map(([name, value], i) => {
    return `<row r="${i + 1}"><c r="A${i + 1}" s="1"${textCell(name)}<c r="B${i + 1}"${textCell(value)}</row>`
  })
  return `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData></worksheet>`
}

function writePart(zip: ZipWriter, name: string, text: string): void {
  zip.begin(name)
  zip.write(Buffer.from(text))
  zip.end()
}
