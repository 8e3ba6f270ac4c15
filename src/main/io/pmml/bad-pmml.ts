import { AppError } from '../../../shared/errors.ts'

/**
 * The error for a PMML file that cannot be read.
 *
 * @param problem - goes behind "PMML file "
 * @param line - where the fault lies, from 1
 * @param hint - what to do about it
 */
export function badPmml(
  problem: string,
  line: number,
  hint = 'Open the file in the program that made it and export it again as PMML.',
): AppError {
  return new AppError('badData', `PMML file ${problem} (line ${line})`, { hint, place: { line } })
}
