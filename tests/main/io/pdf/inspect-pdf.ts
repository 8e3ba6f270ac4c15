import { inflateSync } from 'node:zlib'

/** Dictionaries and inflated streams of a PDF as pdfkit writes it; enough to look at its structure without other tools. */
export interface InspectedPdf {
  readonly objects: ReadonlyMap<number, string>
  /** All page contents, inflated. */
  readonly streams: readonly string[]
}

export function inspectPdf(bytes: Uint8Array): InspectedPdf {
  const file = Buffer.from(bytes)
  const text = file.toString('latin1')
  const objects = new Map<number, string>()
  const streams: string[] = []
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1])
  const count = Number(/^xref\n0 (\d+)\n/.exec(text.slice(start, start + 40))?.[1])
  const table = text.indexOf('\n', start + 5) + 1
  for (let id = 1; id < count; id++) {
    const offset = Number(text.slice(table + id * 20, table + id * 20 + 10))
    const end = text.indexOf('\nendobj', offset)
    const body = text.slice(offset, end)
    const stream = /\nstream\n/.exec(body)
    objects.set(id, stream === null ? body : body.slice(0, stream.index))
    if (stream !== null && /\/Filter \/FlateDecode/.test(body.slice(0, stream.index))) {
      const from = offset + stream.index + stream[0].length
      const length = Number(/\/Length (\d+)/.exec(body)?.[1])
      streams.push(inflateSync(file.subarray(from, from + length)).toString('latin1'))
    }
  }
  return { objects, streams }
}

/** How many objects hold a text. */
export function countObjects({ objects }: InspectedPdf, pattern: RegExp): number {
  return [...objects.values()].filter((body) => pattern.test(body)).length
}
