const STREET_WORDS = new Set(
  (
    'street st road rd avenue ave av lane ln drive dr boulevard blvd bd court ct place square sq terrace close crescent highway hwy parkway way ' +
    'rue chemin allee impasse quai strasse str weg platz gasse damm ring ufer via viale piazza corso largo vicolo calle c avenida avda paseo plaza ' +
    'carrer rua travessa estrada straat laan plein kade gracht ulica ul aleja al gatan vagen gata vei veien katu tie vej gade'
  ).split(' '),
)
const STREET_ENDING =
  /(?:strasse|str|gasse|weg|platz|allee|damm|ufer|straat|laan|plein|gracht|kade|gatan|vagen|gade|vej|veien|katu|tie)$/
const BOX = /\b(?:p\.? ?o\.? ?box|postfach|bp|apartado|casella postale|postbus)\b.*\d/i

/**
 * Whether a text has the shape of a street address: a house number of up to five digits and a street word of one of a
 * dozen languages (`12 Main St`, `Hauptstraße 5a`, `15 rue de la Paix`), or a post office box.
 *
 * @param text - any text
 */
export function isStreetAddress(text: string): boolean {
  if (text.length < 6 || text.length > 200 || !/\d/.test(text) || !/\p{L}{2}/u.test(text)) return false
  if (BOX.test(text)) return true
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .split(/[\s,.;]+/)
  if (words.length < 2 || !words.some((word) => /^(?:\d{1,5}(?:[a-z]|[-/]\d{1,4}[a-z]?)?|n[°º]?\d{1,5})$/.test(word)))
    return false
  return words.some((word) => STREET_WORDS.has(word) || (word.length > 5 && STREET_ENDING.test(word)))
}
