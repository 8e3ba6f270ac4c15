import { Button, Checkbox, SegmentedControl } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type DatasetVersion, SEVERITIES, type Severity } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { ShowCommand } from '../../../components/command-block.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { LoadingSkeleton } from '../../../components/loading.tsx'
import { DataEvidenceView, DataRunField } from '../../../fields/data-evidence-view.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { useDataEvidence } from '../../../fields/use-data-evidence.ts'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'
import { TabBar } from '../tab-bar.tsx'
import { QualityResult } from './quality-result.tsx'
import { SEVERITY_WORDS } from './quality-words.tsx'
import { tidyRule } from './rule-form-values.ts'
import { RulesEditor } from './rules-editor.tsx'
import { type HeldRules, useRulesDraft } from './use-rules-draft.ts'

const RULES = 'rules'

/** Rules of a dataset: the suite, its runs, and the way to change it. `item` names a run, or the rules. */
export function QualityTab({ version, item }: { version: DatasetVersion; item: string | null }) {
  const { api, client } = useServices()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const base = `/datasets/${version.id}/quality`
  const isRules = item === RULES
  const held = useDataEvidence('quality', version.id, isRules ? null : item)
  const rules = useRulesDraft(version.id)
  const [severities, setSeverities] = useState<readonly Severity[]>(SEVERITIES)
  const run = useStartJob(`quality.${version.id}`, client.quality.run, (job) =>
    navigate(`${base}/${job.result?.id ?? ''}`),
  )
  const save = useMutation({
    mutationFn: () => client.quality.save({ dataset: version.id, rules: rules.draft.rules.map(tidyRule) }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.quality.suite.key() })
      rules.forget()
    },
  })
  const start = () => {
    const isWhole = severities.length === SEVERITIES.length && !rules.isChanged && rules.suite !== null
    const chosen = rules.draft.rules.filter((rule) => severities.includes(rule.severity)).map(tidyRule)
    run.start({ dataset: version.id, ...(isWhole ? {} : { rules: chosen }) })
  }
  return (
    <div className="stack">
      <TabBar
        controls={
          <>
            <ViewSwitch base={base} isRules={isRules} nRules={rules.draft.rules.length} />
            <SeverityChoice value={severities} onChange={setSeverities} />
          </>
        }
        actions={
          <>
            <RulesCommand version={version} rules={rules} isRules={isRules} />
            <SaveButton rules={rules} isBusy={save.isPending} onSave={() => save.mutate()} />
            <Button
              loading={run.isBusy}
              disabled={rules.isLoading || rules.draft.rules.length === 0 || severities.length === 0}
              onClick={start}
            >
              Run quality checks
            </Button>
          </>
        }
      />
      <JobPanel run={run} />
      {save.error !== null && <ErrorState error={save.error} />}
      {isRules ? (
        <Rules version={version} rules={rules} />
      ) : (
        <>
          <DataRunField runs={held.runs} value={held.id} onChange={(id) => navigate(`${base}/${id}`)} />
          <DataEvidenceView
            held={held}
            empty={<NotRunYet nRules={rules.draft.rules.length} isLoading={rules.isLoading} />}
          >
            {(evidence) => <QualityResult key={evidence.id} version={version} evidence={evidence} />}
          </DataEvidenceView>
        </>
      )}
    </div>
  )
}

function Rules({ version, rules }: { version: DatasetVersion; rules: HeldRules }) {
  if (rules.error !== null) return <ErrorState error={rules.error} onRetry={rules.retry} />
  if (rules.isLoading) return <LoadingSkeleton label="Proposing rules" rows={10} />
  return <RulesEditor version={version} held={rules} />
}

function SeverityChoice(props: { value: readonly Severity[]; onChange: (value: readonly Severity[]) => void }) {
  return (
    <Checkbox.Group
      aria-label="Rules to run, by severity"
      value={[...props.value]}
      onChange={(value) => props.onChange(SEVERITIES.filter((severity) => value.includes(severity)))}
    >
      <div className="row" style={{ gap: 14 }}>
        {SEVERITIES.map((severity) => (
          <Checkbox key={severity} value={severity} label={SEVERITY_WORDS[severity]} size="xs" />
        ))}
      </div>
    </Checkbox.Group>
  )
}

function NotRunYet({ nRules, isLoading }: { nRules: number; isLoading: boolean }) {
  return (
    <EmptyState title="No quality check has been run on this version">
      {isLoading
        ? 'Rules are being proposed from the data.'
        : `${nRules} rules are ready. Use “Run quality checks” above, or read and change them first under “Rules”.`}
    </EmptyState>
  )
}

function RulesCommand(props: { version: DatasetVersion; rules: HeldRules; isRules: boolean }) {
  const workspace = useWorkspace()
  const { version, rules, isRules } = props
  const command = assayCommand(
    isRules ? 'quality suite' : 'quality run',
    [],
    [
      ['dataset', version.id],
      ['rules', rules.isChanged ? 'rules.json' : null],
    ],
    workspace,
  )
  return <ShowCommand command={command} />
}

function SaveButton({ rules, isBusy, onSave }: { rules: HeldRules; isBusy: boolean; onSave: () => void }) {
  if (!rules.isChanged && rules.suite !== null) return null
  return (
    <Button variant="default" loading={isBusy} disabled={rules.draft.rules.length === 0} onClick={onSave}>
      Save as suite v{(rules.suite?.version ?? 0) + 1}
    </Button>
  )
}

function ViewSwitch({ base, isRules, nRules }: { base: string; isRules: boolean; nRules: number }) {
  const [, navigate] = useLocation()
  return (
    <SegmentedControl
      aria-label="View"
      data={[
        { value: 'result', label: 'Result' },
        { value: RULES, label: `Rules (${nRules})` },
      ]}
      value={isRules ? RULES : 'result'}
      onChange={(value) => navigate(value === RULES ? `${base}/${RULES}` : base)}
    />
  )
}
