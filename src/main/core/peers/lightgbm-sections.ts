import { peerFault, requireWithin } from './peer-model.ts'

/** Lines `key=value` of one part of the file. */
export type LightgbmBlock = ReadonlyMap<string, string>

/** A LightGBM model file, taken apart into its lines. */
export interface LightgbmSections {
  readonly header: LightgbmBlock
  /** Bare words among the lines of the header (`average_output`). */
  readonly words: ReadonlySet<string>
  /** One per tree, in the order of the file. */
  readonly trees: readonly LightgbmBlock[]
  /** What stands behind `pandas_categorical:`; null: no such line. */
  readonly pandasCategorical: string | null
}

/** Most lines of the header, or of one tree; LightGBM writes about 20. */
const MAX_LINES = 1_000
const END = 'end of trees'
const PANDAS = 'pandas_categorical:'

/**
 * Takes a LightGBM model file apart, and finds out whether all of it is there.
 *
 * @param text - the whole file
 * @throws StatisticError `invalidInput` if it does not begin as one, has no `end of trees`, has trees out of order or of another size
 *   than its header says, or a line twice
 * @see LightGBM 4, gbdt_model_text.cpp, SaveModelToString and LoadModelFromString
 */
export function lightgbmSections(text: string): LightgbmSections {
  const body = text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text
  const cursor = new Lines(body)
  if (!cursor.isAt('tree')) throw peerFault('LightGBM model', 'needs to begin with the line "tree"', cursor.line)
  cursor.next()
  const words = new Set<string>()
  const header = readBlock(cursor, 'header', words)
  const trees: LightgbmBlock[] = []
  const starts: number[] = []
  while (!cursor.isAt(END)) {
    if (cursor.line === null)
      throw peerFault('LightGBM model', `needs the line "${END}" behind its trees: the file was cut`, undefined)
    const name = `Tree=${trees.length}`
    if (!cursor.isAt(name)) throw peerFault('LightGBM model', `needs the line "${name}"`, cursor.line)
    requireWithin('trees', trees.length + 1)
    starts.push(cursor.start)
    cursor.next()
    trees.push(readBlock(cursor, `tree ${trees.length}`))
  }
  requireSizes(header, [...starts, cursor.start])
  return { header, words, trees, pandasCategorical: pandasLine(cursor) }
}

/** Lines up to the next tree or the end of the trees; blank ones are passed over. */
function readBlock(cursor: Lines, place: string, words?: Set<string>): LightgbmBlock {
  const block = new Map<string, string>()
  for (; cursor.line !== null && cursor.line !== END && !cursor.line.startsWith('Tree='); cursor.next()) {
    if (cursor.line === '') continue
    const cut = cursor.line.indexOf('=')
    if (cut <= 0) {
      if (words === undefined || cursor.line.length > 100)
        throw peerFault(place, 'needs lines "key=value"', cursor.line)
      words.add(cursor.line)
      continue
    }
    const key = cursor.line.slice(0, cut)
    if (block.has(key)) throw peerFault(place, `needs one line "${key.slice(0, 80)}"`, 'two')
    if (block.size === MAX_LINES) throw peerFault(place, `needs at most ${MAX_LINES} lines`, 'more')
    block.set(key, cursor.line.slice(cut + 1))
  }
  return block
}

/** LightGBM jumps from tree to tree by these sizes; another one means that the file was cut or edited. */
function requireSizes(header: LightgbmBlock, starts: readonly number[]): void {
  const said = header.get('tree_sizes')
  if (said === undefined) return
  const sizes = said === '' ? [] : said.split(' ').map(Number)
  if (sizes.length !== starts.length - 1)
    throw peerFault('LightGBM model', `needs the ${sizes.length} trees that its tree_sizes tell`, starts.length - 1)
  sizes.forEach((size, i) => {
    const found = starts[i + 1]! - starts[i]!
    if (size !== found)
      throw peerFault(`tree ${i}`, `needs the ${size} bytes that tree_sizes tell: the file was cut or edited`, found)
  })
}

function pandasLine(cursor: Lines): string | null {
  let found: string | null = null
  for (; cursor.line !== null; cursor.next())
    if (cursor.line.startsWith(PANDAS)) found = cursor.line.slice(PANDAS.length)
  return found
}

/** One line of a text after the other. */
class Lines {
  readonly #text: string
  /** Null behind the last line. */
  line: string | null = ''
  /** Where the line begins. */
  start = 0
  #end = -1

  constructor(text: string) {
    this.#text = text
    this.next()
  }

  isAt(line: string): boolean {
    return this.line === line
  }

  next(): void {
    this.start = this.#end + 1
    if (this.start >= this.#text.length) {
      this.line = null
      return
    }
    const end = this.#text.indexOf('\n', this.start)
    this.#end = end < 0 ? this.#text.length : end
    this.line = this.#text.slice(this.start, this.#end)
  }
}
