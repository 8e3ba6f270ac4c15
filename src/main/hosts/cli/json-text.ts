/** Characters up to which a document is indented: more than that nobody reads, and programs need no blanks. */
const READABLE = 256 * 1024

/** A JSON document for standard output: indented while a person might read it, else in one line. */
export function jsonText(document: unknown): string {
  const compact = JSON.stringify(document)
  return compact.length > READABLE ? compact : JSON.stringify(document, null, 2)
}
