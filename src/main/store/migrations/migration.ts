/** One step of the schema. A released one is never changed: its checksum is recorded in every workspace. */
export interface Migration {
  readonly number: number
  readonly name: string
  /** Constant SQL, run in one transaction together with the record of the step. */
  readonly sql: string
}
