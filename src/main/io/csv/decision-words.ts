const NAMES: Readonly<Record<string, string>> = {
  ',': 'comma',
  ', ': 'comma and blank',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  ' ': 'blank',
  ':': 'colon',
  '.': 'point',
  '"': 'double quote',
  "'": 'apostrophe',
  '\u00a0': 'no-break blank',
  '\u202f': 'narrow no-break blank',
}

/** A mark in words: `semicolon (;)`. */
export function nameMark(mark: string): string {
  const name = Object.hasOwn(NAMES, mark) ? NAMES[mark] : undefined
  if (name === undefined) return mark
  return /^[\s\u00a0\u202f]|\s$/.test(mark) ? name : `${name} (${mark})`
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

/** A share in whole percent, never rounded up to 100% or down to 0%. */
export function percent(part: number, whole: number): string {
  if (part === whole) return '100%'
  const share = Math.min(99, Math.max(part === 0 ? 0 : 1, Math.round((100 * part) / whole)))
  return `${share}%`
}
