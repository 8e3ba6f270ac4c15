/**
 * The one place that turns numbers into text: screen, PDF and command line print through it.
 * Texts do not depend on the locale of the machine.
 */

export const NUMBER_FORMATS = [
  'integer',
  'auc',
  'percent1',
  'percent2',
  'pp1',
  'pp2',
  'index3',
  'pValue',
  'woe',
  'coefficient',
  'points',
  'ratio3',
  'odds',
  'number',
  'text',
] as const
export type NumberFormat = (typeof NUMBER_FORMATS)[number]

const MINUS = '\u2212'
const THIN = '\u202f'
/** Printed where a number does not exist; the reason stands beside it. */
export const UNDEFINED_TEXT = '–'

/** Prints a value in one of the field's conventions; null prints as a dash. */
export function formatNumber(value: number | null | undefined, format: NumberFormat): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return UNDEFINED_TEXT
  switch (format) {
    case 'integer':
      return grouped(value.toFixed(0))
    case 'points':
      return Number.isInteger(value) ? signed(value.toFixed(0)) : signed(value.toFixed(2))
    case 'auc':
    case 'index3':
    case 'ratio3':
      return signed(value.toFixed(3))
    case 'pp1':
      return `${signed((value * 100).toFixed(1))} pp`
    case 'pp2':
      return `${signed((value * 100).toFixed(2))} pp`
    case 'woe':
    case 'coefficient':
      return signed(value.toFixed(4))
    case 'percent1':
      return `${signed((value * 100).toFixed(1))}%`
    case 'percent2':
      return `${signed((value * 100).toFixed(2))}%`
    case 'pValue':
      return value < 0.001 ? '< 0.001' : value.toFixed(3)
    case 'odds':
      return signed(value.toFixed(2))
    case 'number':
    case 'text':
      return shortNumber(value)
  }
}

/** The decimals a format prints, on the printed scale (percent counts after multiplying by 100). */
const DECIMALS: Partial<Record<NumberFormat, number>> = {
  auc: 3,
  index3: 3,
  ratio3: 3,
  percent1: 1,
  percent2: 2,
  pp1: 1,
  pp2: 2,
  woe: 4,
  coefficient: 4,
  pValue: 3,
}

/**
 * Prints a value beside its limit without ever rounding across it: decimals are added until the printed value stands on the
 * same side as the exact one (0.7996 against 0.80 prints 0.7996, not 0.800).
 */
export function formatAgainst(value: number | null | undefined, format: NumberFormat, limit: number): string {
  const text = formatNumber(value, format)
  const decimals = DECIMALS[format]
  if (value === null || value === undefined || !Number.isFinite(value) || decimals === undefined || value === limit)
    return text
  if (format === 'pValue' && value < 0.001 && limit >= 0.001) return text
  const unit = unitOf(format)
  const scale = unit === '' ? 1 : 100
  for (let extra = 0; extra <= 12; extra++) {
    const printed = Number((value * scale).toFixed(decimals + extra)) / scale
    if (Math.sign(printed - limit) === Math.sign(value - limit)) {
      return signed((value * scale).toFixed(decimals + extra)) + unit
    }
  }
  return signed(String(value * scale)) + unit
}

/** What a share or a difference of shares carries behind its hundredfold. */
function unitOf(format: NumberFormat): '%' | ' pp' | '' {
  if (format.startsWith('percent')) return '%'
  return format.startsWith('pp') ? ' pp' : ''
}

/** "n / N" with grouped digits. */
export function formatFraction(part: number, whole: number): string {
  return `${formatNumber(part, 'integer')} / ${formatNumber(whole, 'integer')}`
}

/** "0.782 [0.741, 0.823]"; just the value where there is no interval. */
export function formatInterval(
  value: number | null,
  lower: number | null,
  upper: number | null,
  format: NumberFormat,
): string {
  if (value === null || lower === null || upper === null) return formatNumber(value, format)
  if (unitOf(format) === ' pp') {
    const [inner, from, to] = [value, lower, upper].map((one) => formatNumber(one, format).replace(/ pp$/, ''))
    return `${inner} [${from}, ${to}] pp`
  }
  return `${formatNumber(value, format)} [${formatNumber(lower, format)}, ${formatNumber(upper, format)}]`
}

/** Bytes in decimal units: 1.2 MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes / 1000
  let unit = 0
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value.toFixed(1)} ${units[unit]}`
}

/** A duration for a person: 0.4 s, 12 s, 3 min 20 s. */
export function formatDuration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`
  const minutes = Math.floor(ms / 60_000)
  return `${minutes} min ${Math.round((ms - minutes * 60_000) / 1000)} s`
}

/** ISO date and minute, UTC: 2026-01-15 09:30. */
export function formatInstant(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)}`
}

/** ISO date. */
export function formatDate(instant: string): string {
  return instant.slice(0, 10)
}

/** The first 12 digits of a hash, enough to tell versions apart by eye. */
export function formatHash(hash: string): string {
  return hash.slice(0, 12)
}

function shortNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return grouped(value.toFixed(0))
  const magnitude = Math.abs(value)
  if (magnitude >= 1e-3 && magnitude < 1e9) return grouped(String(Number(value.toPrecision(6))))
  return signed(Number(value.toPrecision(4)).toExponential())
}

function grouped(text: string): string {
  const negative = text.startsWith('-')
  const digits = negative ? text.slice(1) : text
  const [whole = '', fraction] = digits.split('.')
  const spaced = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN) : whole
  return signed(`${negative ? '-' : ''}${spaced}${fraction === undefined ? '' : `.${fraction}`}`)
}

function signed(text: string): string {
  if (/^-0(\.0*)?$/.test(text)) return text.slice(1)
  return text.startsWith('-') ? MINUS + text.slice(1) : text
}
