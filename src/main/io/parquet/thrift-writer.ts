/** What a field of a Thrift structure can hold here; whole numbers are written as i32 or i64. */
export type ThriftValue =
  | { readonly kind: 'i32' | 'i64'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'struct'; readonly fields: ThriftFields }
  | { readonly kind: 'list'; readonly items: readonly ThriftValue[] }

/** Fields by number, ascending. */
export type ThriftFields = readonly (readonly [number, ThriftValue])[]

const TYPE_CODES: Readonly<Record<ThriftValue['kind'], number>> = { i32: 5, i64: 6, text: 8, list: 9, struct: 12 }

/** A structure in Thrift's compact protocol. @see Apache Thrift, thrift-compact-protocol.md */
export function encodeThrift(fields: ThriftFields): Buffer {
  const bytes: number[] = []
  putFields(bytes, fields)
  return Buffer.from(bytes)
}

/** A whole number as 7 bits a byte, least significant first. */
export function putVarint(bytes: number[], value: number): void {
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  bytes.push(rest)
}

function putFields(bytes: number[], fields: ThriftFields): void {
  let last = 0
  for (const [id, value] of fields) {
    bytes.push(((id - last) << 4) | TYPE_CODES[value.kind])
    putValue(bytes, value)
    last = id
  }
  bytes.push(0)
}

function putValue(bytes: number[], value: ThriftValue): void {
  switch (value.kind) {
    case 'i32':
    case 'i64':
      putVarint(bytes, value.value * 2)
      return
    case 'text': {
      const text = Buffer.from(value.value)
      putVarint(bytes, text.length)
      for (const byte of text) bytes.push(byte)
      return
    }
    case 'struct':
      putFields(bytes, value.fields)
      return
    case 'list': {
      const { items } = value
      const type = items[0] === undefined ? TYPE_CODES.i32 : TYPE_CODES[items[0].kind]
      if (items.length < 15) bytes.push((items.length << 4) | type)
      else {
        bytes.push(0xf0 | type)
        putVarint(bytes, items.length)
      }
      for (const item of items) putValue(bytes, item)
    }
  }
}
