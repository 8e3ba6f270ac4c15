const LOCAL = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*"
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?'
const ADDRESS = new RegExp(`^(?:${LOCAL})@(?:${LABEL}\\.)+(?:\\p{L}{2,63}|xn--[a-z0-9-]{2,59})$`, 'iu')
const EMBEDDED_LOCAL = /[\p{L}\p{N}._%+-]$/u
const EMBEDDED_DOMAIN = /^(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.)+\p{L}{2,24}/u
/** Signs looked at in one text. */
const MAX_SIGNS = 20

/**
 * Whether a text has the shape of an e-mail address: at most 64 characters without spaces before the one @, dots never
 * first, last or doubled, after it a domain of at least two labels that ends in letters; 254 characters at most. Quoted
 * local parts, comments and numeric hosts, legal but unused, are left out; letters of any script are allowed.
 *
 * @param text - any text
 * @see RFC 5321, sections 4.1.2 and 4.5.3.1; RFC 6531
 */
export function isEmailAddress(text: string): boolean {
  const at = text.indexOf('@')
  return at > 0 && at <= 64 && text.length <= 254 && ADDRESS.test(text)
}

/**
 * Whether a longer text, a remark for instance, has something like an e-mail address in it: a letter, digit or one of
 * `._%+-` before an @ and a domain after it. Looks at the first 20 @ of the text.
 *
 * @param text - any text
 */
export function containsEmailAddress(text: string): boolean {
  let at = text.indexOf('@')
  for (let nSigns = 0; at >= 0 && nSigns < MAX_SIGNS; nSigns++) {
    const before = text.slice(Math.max(0, at - 2), at)
    if (EMBEDDED_LOCAL.test(before) && EMBEDDED_DOMAIN.test(text.slice(at + 1, at + 255))) return true
    at = text.indexOf('@', at + 1)
  }
  return false
}
