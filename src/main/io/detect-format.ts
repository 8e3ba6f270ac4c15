import { closeSync, openSync, readSync } from 'node:fs'
import { extname } from 'node:path'
import type { FileFormat, ReadOptions } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { type InputFile, inputFileError } from './input-file.ts'

const HEAD_BYTES = 4096
const SECTOR_BYTES = 512
const OLE_MAGIC = 'd0cf11e0a1b11ae1'
/** Formats that are not read, by the text they begin with: what they are, and what to do. */
const FOREIGN_STARTS: readonly (readonly [string, string, string])[] = [
  ['%PDF', 'a PDF document', 'Export the table as CSV from the program that made the document.'],
  ['$FL2', 'an SPSS data file', 'Export it from SPSS as CSV or Excel workbook.'],
  ['$FL3', 'an SPSS data file', 'Export it from SPSS as CSV or Excel workbook.'],
  ['<stata_dta>', 'a Stata data file', 'Export it from Stata as CSV ("export delimited").'],
  ['RDX', 'an R data file', 'Write it from R with write.csv.'],
  ['ARROW1', 'an Arrow file', 'Write it as Parquet or CSV.'],
  ['FEA1', 'a Feather file', 'Write it as Parquet or CSV.'],
  ['ORC', 'an ORC file', 'Write it as Parquet or CSV.'],
  ['SQLite format 3', 'an SQLite database', 'Export the table as CSV.'],
  ['7z\xbc\xaf', 'an archive', 'Unpack it first.'],
  ['BZh', 'a compressed file', 'Unpack it first, or compress it with gzip.'],
  ['\xfd7zXZ', 'a compressed file', 'Unpack it first, or compress it with gzip.'],
  ['\x28\xb5\x2f\xfd', 'a compressed file', 'Unpack it first, or compress it with gzip.'],
]
/** Formats that no first bytes tell reliably, by the end of the name. */
const FOREIGN_ENDINGS: Readonly<Record<string, readonly [string, string]>> = {
  '.sas7bdat': ['a SAS data file', 'Export it from SAS as CSV ("proc export").'],
  '.xpt': ['a SAS transport file', 'Export it from SAS as CSV ("proc export").'],
  '.dta': ['a Stata data file', 'Export it from Stata as CSV ("export delimited").'],
  '.sav': ['an SPSS data file', 'Export it from SPSS as CSV or Excel workbook.'],
  '.rds': ['an R data file', 'Write it from R with write.csv.'],
  '.rdata': ['an R data file', 'Write it from R with write.csv.'],
  '.xls': ['an old Excel workbook (.xls)', 'Save it as an Excel workbook (.xlsx) or as CSV (UTF-8).'],
  '.ods': ['an OpenDocument sheet', 'Save it as an Excel workbook (.xlsx) or as CSV (UTF-8).'],
}

/**
 * The format of a file: the one named in the options, else the one its first bytes and its name tell.
 *
 * @throws AppError `badData` if it is in a format that is not read, with what to export instead
 */
export function detectFormat(file: InputFile, options: ReadOptions): FileFormat {
  const head = readPart(file, 0, HEAD_BYTES)
  if (head.toString('hex', 0, 8) === OLE_MAGIC) throw oldOfficeFile(file, head)
  if (options.format !== undefined) return options.format
  const start = head.toString('latin1', 0, 16)
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'xlsx'
  if (start.startsWith('PAR1') || start.startsWith('PARE')) return 'parquet'
  const ending = extname(file.fileName).toLowerCase()
  const foreign = FOREIGN_STARTS.find(([text]) => start.startsWith(text))
  if (foreign !== undefined && !isPlainText(head)) throw notRead(file, foreign[1], foreign[2])
  const named = Object.hasOwn(FOREIGN_ENDINGS, ending) ? FOREIGN_ENDINGS[ending] : undefined
  if (named !== undefined && (ending === '.rds' || ending === '.rdata' || !isPlainText(head))) {
    throw notRead(file, named[0], named[1])
  }
  if (ending === '.jsonl' || ending === '.ndjson' || ending === '.json') return 'jsonl'
  if (ending === '.parquet') return 'parquet'
  if (ending === '.xlsx' || ending === '.xlsm') return 'xlsx'
  return /^(\xef\xbb\xbf)?[ \t\r\n]*(\{[ \t\r\n]*["}]|\[[ \t\r\n]*\{)/.test(head.toString('latin1')) ? 'jsonl' : 'csv'
}

/** Old workbooks and protected new ones are the same kind of container; its list of contents tells them apart. */
function oldOfficeFile(file: InputFile, head: Buffer): AppError {
  const sector = head.length >= 52 ? head.readUInt32LE(48) : 0
  const contents = readPart(file, (sector + 1) * SECTOR_BYTES, HEAD_BYTES)
  if (contents.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    return new AppError('badData', `${file.fileName} is protected by a password`, {
      hint: 'Remove the password in Excel (File, Info, Protect Workbook), save it, and import it again.',
      place: { file: file.fileName },
    })
  }
  return notRead(file, 'an old Office file (.xls)', 'Save it as an Excel workbook (.xlsx) or as CSV (UTF-8).')
}

function notRead(file: InputFile, what: string, hint: string): AppError {
  return new AppError('badData', `${file.fileName} is ${what}, which is not read`, {
    hint,
    place: { file: file.fileName },
  })
}

/** A table whose first column happens to be called `ORC` is still a table. */
function isPlainText(head: Buffer): boolean {
  return (
    !head.toString('latin1').startsWith('%PDF') && !head.includes(0) && /[,;\t|]/.test(head.toString('latin1', 0, 200))
  )
}

function readPart(file: InputFile, at: number, length: number): Buffer {
  let descriptor: number | null = null
  try {
    descriptor = openSync(file.path, 'r')
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, at))
  } catch (cause) {
    throw inputFileError(cause, file.fileName)
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}
