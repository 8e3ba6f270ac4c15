/** What a person may ask about a number. */
export interface MetricText {
  readonly name: string
  readonly definition: string
  readonly formula: string
  readonly direction: string
  readonly limits: string
  readonly source: string
}
