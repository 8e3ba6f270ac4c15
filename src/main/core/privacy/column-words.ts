/**
 * The words of a column name in lower case, without accents: parted at anything but letters and digits, at capitals inside
 * a word (`dateOfBirth`) and between letters and digits (`phone1`).
 *
 * @param name - any column name
 * @returns words in order; empty for a name without letters and digits
 */
export function columnWords(name: string): string[] {
  return name
    .slice(0, 200)
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
    .replace(/(\p{N})(\p{L})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
