/** What the first bytes of a model file say it is. `json` is that of Assay or XGBoost. */
export type ModelFileKind = 'json' | 'pmml' | 'lightgbm' | 'onnx' | 'ubjson' | 'pickle' | 'unknown'

const BRACE = 0x7b
/** Marks of a length or of an entry behind `{` in UBJSON. */
const UBJSON_MARKS = 'LlIiU$#'

/**
 * Tells the kind of a model file by what is in it, whatever its name.
 *
 * @param bytes - the whole file, or its beginning
 */
export function modelFileKind(bytes: Uint8Array): ModelFileKind {
  if (bytes[0] === BRACE && UBJSON_MARKS.includes(String.fromCharCode(bytes[1] ?? 0))) return 'ubjson'
  if (bytes[0] === 0x80 && (bytes[1] ?? 0) >= 2 && (bytes[1] ?? 0) <= 5) return 'pickle'
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 4096)).trimStart()
  if (text.startsWith('<')) return 'pmml'
  if (text.startsWith('{')) return 'json'
  if (/^tree\r?\n/.test(text)) return 'lightgbm'
  // A protocol-buffer message of ONNX begins with its IR version (field 1), as all writers have it.
  if (bytes[0] === 0x08 && (bytes[1] ?? 0) < 0x80) return 'onnx'
  return 'unknown'
}
