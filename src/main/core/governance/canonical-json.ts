import { StatisticError } from '../statistic-error.ts'

/**
 * Canonical JSON text of a plain value: object keys in code-unit order, no white space, numbers in the shortest form that
 * reads back to the same double, `undefined` members left out. One value has exactly one text, so its hash is its identity.
 *
 * @throws StatisticError `invalidInput` for NaN, infinities, functions, symbols, bigints and typed arrays
 * @see RFC 8785, JSON Canonicalization Scheme (JCS)
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'number':
      if (!Number.isFinite(value))
        throw new StatisticError('invalidInput', `canonicalJson needs finite numbers, got ${value}`)
      return JSON.stringify(value)
    case 'object':
      if (value === null) return 'null'
      if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
      return canonicalObject(value)
    default:
      throw new StatisticError('invalidInput', `canonicalJson needs plain values, got a ${typeof value}`)
  }
}

function canonicalObject(value: object): string {
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new StatisticError(
      'invalidInput',
      `canonicalJson needs plain objects, got a ${prototype?.constructor?.name ?? 'class instance'}`,
    )
  }
  const members: string[] = []
  for (const key of Object.keys(value).sort(byCodeUnit)) {
    const member = (value as Record<string, unknown>)[key]
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`)
  }
  return `{${members.join(',')}}`
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
