/**
 * Whether a text is a United States social security number, `AAA-GG-SSSS` with its hyphens: area neither 000, 666 nor
 * 900–999, group not 00, serial not 0000, and not one of the two numbers void by advertising. There is no check digit.
 *
 * @param text - any text
 * @see Social Security Administration, Randomization FAQ (2011)
 */
export function isUsSocialSecurityNumber(text: string): boolean {
  return /^(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/.test(text) && text !== '078-05-1120' && text !== '219-09-9999'
}
