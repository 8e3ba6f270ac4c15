import type { Dialect } from '../../../shared/contract/index.ts'
import { type CsvDialect, describeDialect } from '../csv/csv-dialect.ts'
import type { LineEndingCounts } from '../csv/record-dialect.ts'
import type { CsvLimits } from '../limits.ts'
import type { PlainCsv } from './plain-csv.ts'

/** What the quick reader needs to know of a file. */
export interface PlainCsvFile {
  readonly csv: PlainCsv
  /** Bytes of the byte order mark. */
  readonly markBytes: number
  readonly hasHeader: boolean
  /** The dialect as it is recorded, with the line ends that were really met. */
  describe(endings: LineEndingCounts): Dialect
}

/** The parts of a dialect that the quick reader knows. One with another part is not for it. */
const KNOWN_PARTS: Readonly<Record<keyof CsvDialect, true>> = {
  delimiter: true,
  quote: true,
  escape: true,
  comment: true,
  isReturnLineEnd: true,
  encoding: true,
  byteOrderMark: true,
  compression: true,
  decimal: true,
  thousands: true,
  hasHeader: true,
  skipLines: true,
  raggedRows: true,
  sampledWidth: true,
  missing: true,
  decisions: true,
}

/** Tells whether the quick reader reads files of a dialect exactly; null if not. */
export function plainCsvFile(dialect: CsvDialect, limits: CsvLimits): PlainCsvFile | null {
  const { delimiter, quote, encoding, compression, comment, thousands, skipLines } = dialect
  const isPlain =
    Object.keys(dialect).every((part) => Object.hasOwn(KNOWN_PARTS, part)) &&
    encoding === 'utf-8' &&
    compression === 'none' &&
    dialect.escape === 'double' &&
    comment === null &&
    thousands === null &&
    skipLines === 0 &&
    !dialect.isReturnLineEnd &&
    isOneByte(delimiter) &&
    isOneByte(quote) &&
    delimiter !== quote &&
    // Otherwise a number could begin with a quote, or end in its middle.
    !/[-+.0-9a-zA-Z]/.test(delimiter + quote)
  if (!isPlain) return null
  return {
    csv: {
      delimiter: delimiter.charCodeAt(0),
      quote: quote.charCodeAt(0),
      decimal: dialect.decimal,
      missing: dialect.missing,
      limits,
    },
    markBytes: dialect.byteOrderMark ? 3 : 0,
    hasHeader: dialect.hasHeader,
    describe: (endings) => describeDialect(dialect, endings),
  }
}

function isOneByte(mark: string): boolean {
  return mark.length === 1 && mark.charCodeAt(0) < 0x7f
}
