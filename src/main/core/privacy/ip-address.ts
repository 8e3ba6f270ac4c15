/**
 * Whether a text is an IPv4 address in dotted decimal: four numbers 0–255 without leading zeros.
 *
 * @param text - any text
 * @see RFC 3986, section 3.2.2 (IPv4address)
 */
export function isIpv4Address(text: string): boolean {
  return text.length <= 15 && /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text)
}

/**
 * Whether a text is an IPv6 address: eight groups of up to four hexadecimal digits, one run of zero groups at most
 * written `::`, an IPv4 address allowed as the last two groups.
 *
 * @param text - any text
 * @see RFC 4291, section 2.2
 */
export function isIpv6Address(text: string): boolean {
  if (text.length < 2 || text.length > 45 || !/^[0-9a-f:.]+$/i.test(text)) return false
  const lastColon = text.lastIndexOf(':')
  const tail = text.slice(lastColon + 1)
  if (tail.includes('.') && !isIpv4Address(tail)) return false
  const groups = tail.includes('.') ? `${text.slice(0, lastColon + 1)}0:0` : text
  const halves = groups.split('::')
  if (halves.length > 2) return false
  const counts = halves.map((half) => (half === '' ? [] : half.split(':')))
  if (!counts.flat().every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false
  const nGroups = counts.flat().length
  return halves.length === 2 ? nGroups <= 7 : nGroups === 8
}
