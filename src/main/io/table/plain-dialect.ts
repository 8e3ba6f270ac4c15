import type { Dialect } from '../../../shared/contract/index.ts'

/** The dialect of a file that is no delimited text: what such a file has no say in keeps a neutral value. */
export function plainDialect(known: Partial<Dialect> & Pick<Dialect, 'format' | 'missing'>): Dialect {
  return {
    sheet: null,
    sheets: [],
    delimiter: '',
    quote: '',
    escape: 'double',
    decimal: '.',
    thousands: null,
    encoding: 'utf-8',
    compression: 'none',
    lineEnding: '\n',
    byteOrderMark: false,
    hasHeader: true,
    skipLines: 0,
    comment: null,
    raggedRows: 'refuse',
    decisions: [],
    ...known,
  }
}
