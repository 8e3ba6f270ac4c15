import { Tabs } from '@mantine/core'
import { useLocation } from 'wouter'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { ModelField, versionName } from '../../fields/choice-fields.tsx'
import { NoModel } from '../../fields/no-model.tsx'
import { useModelChoice } from '../../fields/use-choices.ts'
import { useDraft } from '../../hooks/use-draft.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand } from '../../words/command-line.ts'
import { ApplicantForm } from './applicant-form.tsx'
import { type FileChoices, FileScoring, NO_FILES } from './file-scoring.tsx'

/** Scores a file into a file, or one applicant typed in. */
export function ScoringPage({ tab }: { tab: string }) {
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const { query, models, model, choose } = useModelChoice()
  const [files, setFiles] = useDraft<FileChoices>('scoring.files', NO_FILES)
  return (
    <div className="page">
      <PageHeader
        title="Scoring"
        object={model === null ? undefined : versionName(model)}
        description="Input columns are kept; points, PD and reasons are added. Rows are streamed, so any size works."
        command={assayCommand(
          'score',
          [],
          [
            ['model', model?.id ?? 'MODEL'],
            ['in', files.inputPath || 'IN.csv'],
            ['out', files.outputPath || 'OUT.csv'],
            ['reasons', files.reasons],
          ],
          workspace,
        )}
      />
      <QueryView query={query}>
        {() =>
          model === null ? (
            <NoModel />
          ) : (
            <>
              <div className="fields">
                <ModelField items={models} value={model} onChange={choose} />
              </div>
              <Tabs
                value={tab}
                onChange={(value) => navigate(value === 'applicant' ? '/scoring/applicant' : '/scoring')}
                keepMounted={false}
              >
                <Tabs.List mb="md">
                  <Tabs.Tab value="file">A file</Tabs.Tab>
                  <Tabs.Tab value="applicant">One applicant</Tabs.Tab>
                </Tabs.List>
                <Tabs.Panel value="file">
                  <FileScoring model={model} files={files} onChange={setFiles} />
                </Tabs.Panel>
                <Tabs.Panel value="applicant">
                  <ApplicantForm key={model.id} model={model} />
                </Tabs.Panel>
              </Tabs>
            </>
          )
        }
      </QueryView>
    </div>
  )
}
