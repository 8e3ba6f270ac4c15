import type { ParsedBlock, ParseKind, PlainCsv } from './plain-csv.ts'

/** What a parser thread is started with. */
export interface ParserSetup {
  readonly kind: 'parseCsv'
  readonly csv: PlainCsv
  readonly kinds: readonly ParseKind[]
  /** Buffers that blocks are read into, shared with the reader. */
  readonly slots: readonly SharedArrayBuffer[]
}

/** One block of whole records in a slot. */
export interface ParserOrder {
  readonly slot: number
  readonly length: number
}

export type ParserAnswer =
  | { readonly kind: 'parsed'; readonly block: ParsedBlock }
  | { readonly kind: 'notPlain'; readonly what: string }
  | { readonly kind: 'failed'; readonly message: string }
