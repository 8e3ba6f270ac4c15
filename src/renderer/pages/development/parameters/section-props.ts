import type { ScorecardParams } from '../../../../shared/contract/index.ts'

/** What every part of the parameter form gets: the parameters and the way to change them. */
export interface SectionProps {
  readonly params: ScorecardParams
  readonly onChange: (next: ScorecardParams) => void
}
