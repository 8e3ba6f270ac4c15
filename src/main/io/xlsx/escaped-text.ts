/**
 * Characters that XML cannot hold stand in a workbook as `_xHHHH_`; a text that looks so itself begins with `_x005F_`.
 *
 * @see ECMA-376 part 1, 22.9.2.19, ST_Xstring
 */
export function decodeEscapedText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (whole, digits: string) => {
    const unit = Number.parseInt(digits, 16)
    // Half a surrogate pair alone is no character.
    return unit >= 0xd800 && unit <= 0xdfff ? whole : String.fromCharCode(unit)
  })
}

/** The inverse of {@link decodeEscapedText}, with the signs of XML replaced as well. */
export function encodeEscapedText(text: string): string {
  return (
    text
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to escape
      .replace(/[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]/g, (character) => {
        return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
      })
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  )
}
