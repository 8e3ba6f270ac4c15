import type { ParseIssue } from '../../../shared/contract/index.ts'
import { MAX_LISTED_ISSUES, MAX_SHOWN_CHARACTERS } from '../limits.ts'

/** Issues met while reading: the first thousand one by one, all of them counted. */
export class IssueList {
  readonly listed: ParseIssue[] = []
  count = 0

  add(line: number, column: string | null, raw: string, problem: string, action: string): void {
    this.count++
    if (this.listed.length < MAX_LISTED_ISSUES) this.listed.push({ line, column, raw: shorten(raw), problem, action })
  }
}

/** A text cut to what fits a list; the cut is shown. */
export function shorten(text: string): string {
  const characters = [...text.slice(0, MAX_SHOWN_CHARACTERS * 2 + 2)]
  return characters.length <= MAX_SHOWN_CHARACTERS && text.length <= MAX_SHOWN_CHARACTERS * 2
    ? text
    : `${characters.slice(0, MAX_SHOWN_CHARACTERS - 1).join('')}…`
}
