import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { ProposedRule, QualityRule, QualityRuleKind, QualitySuite } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { editRules, type RuleEdit, type RulesDraft, sameRules, startDraft } from './rule-edits.ts'

export interface HeldRules {
  readonly isLoading: boolean
  readonly error: unknown
  readonly retry: () => void
  readonly suite: QualitySuite | null
  readonly draft: RulesDraft
  readonly edit: (edit: RuleEdit) => void
  /** Adds a rule of a kind and tells its id. */
  readonly add: (kind: QualityRuleKind, column: string) => string
  readonly forget: () => void
  /** Differs from the saved suite, or, before the first save, from the proposals. */
  readonly isChanged: boolean
  /** Why a rule was proposed, by its id. */
  readonly because: ReadonlyMap<string, string>
  readonly proposed: readonly QualityRule[]
}

const NO_RULES: readonly QualityRule[] = []

/** The saved suite, else the proposals, and what has been changed since; kept in memory only, since values may stand in rules. */
export function useRulesDraft(datasetId: string): HeldRules {
  const { api } = useServices()
  const queryClient = useQueryClient()
  const suite = useQuery(api.quality.suite.queryOptions({ input: { dataset: datasetId } }))
  const proposed = useQuery(
    api.quality.propose.queryOptions({ input: { dataset: datasetId }, staleTime: Number.POSITIVE_INFINITY }),
  )
  const key = useMemo(() => ['draft', 'quality', datasetId], [datasetId])
  const held = useQuery<RulesDraft | null>({
    queryKey: key,
    queryFn: () => null,
    enabled: false,
    initialData: null,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const saved = suite.data ?? null
  const base = saved?.rules ?? proposedRules(proposed.data)
  const draft = useMemo(() => held.data ?? startDraft(base ?? NO_RULES), [held.data, base])
  const edit = useCallback(
    (change: RuleEdit) => queryClient.setQueryData<RulesDraft | null>(key, editRules(draft, change)),
    [queryClient, key, draft],
  )
  const add = useCallback(
    (kind: QualityRuleKind, column: string) => {
      const next = editRules(draft, { do: 'add', kind, column })
      queryClient.setQueryData<RulesDraft | null>(key, next)
      return next.rules[0]?.id ?? ''
    },
    [queryClient, key, draft],
  )
  const forget = useCallback(() => queryClient.setQueryData<RulesDraft | null>(key, null), [queryClient, key])
  const because = useMemo(
    () => new Map((proposed.data ?? []).map((proposal) => [proposal.rule.id, proposal.because])),
    [proposed.data],
  )
  return {
    isLoading: suite.data === undefined || (base === null && proposed.error === null),
    error: suite.error ?? (saved === null ? proposed.error : null),
    retry: () => void (suite.error === null ? proposed : suite).refetch(),
    suite: saved,
    draft,
    edit,
    add,
    forget,
    isChanged: !sameRules(draft.rules, base ?? NO_RULES),
    because,
    proposed: proposedRules(proposed.data) ?? NO_RULES,
  }
}

const listed = new WeakMap<readonly ProposedRule[], readonly QualityRule[]>()

/** The same list for the same answer, so that nothing recomputes. */
function proposedRules(proposals: readonly ProposedRule[] | undefined): readonly QualityRule[] | null {
  if (proposals === undefined) return null
  const known = listed.get(proposals)
  if (known !== undefined) return known
  const rules = proposals.map((proposal) => proposal.rule)
  listed.set(proposals, rules)
  return rules
}
