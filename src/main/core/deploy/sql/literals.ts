/**
 * A text literal in the standard form: quotes doubled, control signs by their code, so that no editor, console or transfer changes
 * them.
 *
 * @param prefix - what stands before the opening quote
 * @param join - operator between the pieces
 * @param sign - function that makes a sign from its code
 */
export function standardText(value: string, prefix: string, join: string, sign: string): string {
  const pieces = value.split(/(\p{Cc}+)/u).flatMap((piece, i) => {
    if (i % 2 === 1) return [...piece].map((one) => `${sign}(${one.codePointAt(0)})`)
    return piece === '' && value !== '' ? [] : [`${prefix}'${piece.replaceAll("'", "''")}'`]
  })
  return pieces.length === 1 ? pieces[0]! : `(${pieces.join(` ${join} `)})`
}

/** A text literal with backslash escapes, as BigQuery, Snowflake and Spark read them. */
export function escapedText(value: string): string {
  const inner = value
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replace(/\p{Cc}/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `'${inner}'`
}

/** A text literal of PostgreSQL; the escape form is read alike whatever `standard_conforming_strings` says. */
export function postgresText(value: string): string {
  const quoted = value.replaceAll("'", "''")
  if (!/[\\\p{Cc}]/u.test(value)) return `'${quoted}'`
  const escaped = quoted
    .replaceAll('\\', '\\\\')
    .replace(/\p{Cc}/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `E'${escaped}'`
}

/** A number literal with an exponent, which makes it a double where a bare `0.1` would be a decimal. */
export function exponentNumber(value: number): string {
  const text = String(value)
  return signed(value, text.includes('e') ? text : `${text}e0`)
}

/** A number literal with the suffix D, a double in Oracle and Spark. */
export function suffixedNumber(value: number): string {
  return signed(value, `${String(value)}D`)
}

/**
 * A double as a quotient (or product) of two whole numbers that are exact, because SQLite's own reading of decimal fractions is
 * not correctly rounded in every version: 8.41 is 841e0/100e0, which IEEE division rounds to the very double.
 */
export function quotientNumber(value: number): string {
  const size = Math.abs(value)
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (Number.isInteger(size) && size <= Number.MAX_SAFE_INTEGER) return sign === '' ? `${size}e0` : `(-${size}e0)`
  const decimal = /^(\d+)\.(\d+)$/.exec(String(size))
  if (decimal !== null && decimal[1]!.length + decimal[2]!.length <= 15) {
    const digits = Number(`${decimal[1]}${decimal[2]}`)
    return `(${sign}${digits}e0/1${'0'.repeat(decimal[2]!.length)}e0)`
  }
  return binaryQuotient(size, sign)
}

const TWO_56 = '72057594037927936e0'

function binaryQuotient(size: number, sign: string): string {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, size)
  const exponentBits = Number(bits.getBigUint64(0) >> 52n)
  const fraction = bits.getBigUint64(0) & 0xfffffffffffffn
  let mantissa = exponentBits === 0 ? fraction : fraction | 0x10000000000000n
  let power = Math.max(exponentBits, 1) - 1075
  while (mantissa % 2n === 0n && power < 0) {
    mantissa /= 2n
    power++
  }
  const operator = power < 0 ? '/' : '*'
  let rest = Math.abs(power)
  let text = `${sign}${mantissa}e0`
  for (; rest > 56; rest -= 56) text += `${operator}${TWO_56}`
  return `(${text}${operator}${2 ** rest}e0)`
}

function signed(value: number, text: string): string {
  if (Object.is(value, -0)) return `(-${text})`
  return value < 0 ? `(${text})` : text
}
