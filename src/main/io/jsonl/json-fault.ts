/** What is wrong with a JSON text, and the byte it was met at. */
export class JsonFault extends Error {
  readonly at: number
  readonly hint: string

  constructor(at: number, problem: string, hint = 'Mend that line, or write the file again.') {
    super(problem)
    this.name = 'JsonFault'
    this.at = at
    this.hint = hint
  }
}
