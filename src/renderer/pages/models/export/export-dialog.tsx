import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type ExportAgreement,
  type ExportFormat,
  type ModelVersion,
  SQL_DIALECTS,
  SQL_FORMS,
  type SqlDialect,
  type SqlForm,
} from '../../../../shared/contract/index.ts'
import { formatBytes, formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { CommandBlock } from '../../../components/command-block.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { FilePathField } from '../../../components/file-path-field.tsx'
import { Notice } from '../../../components/notice.tsx'
import { versionName } from '../../../fields/choice-fields.tsx'
import { useDatasetChoice } from '../../../fields/use-choices.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'
import { agreementText } from './agreement-text.ts'
import {
  DEFAULT_EXPORT,
  DIALECT_WORDS,
  type ExportChoices,
  exportInput,
  FORMAT_WORDS,
  formatExplanation,
  formatsOf,
  SQL_FORM_WORDS,
} from './export-formats.ts'

interface DialogProps {
  readonly version: ModelVersion
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Writes the model for other engines: as JSON, PMML, ONNX (trees only), or SQL with golden rows and a check. */
export function ExportDialog({ version, isOpen, onClose }: DialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={<strong>Export {versionName(version)}</strong>} size="lg">
      <ExportForm version={version} />
    </Modal>
  )
}

function ExportForm({ version }: { version: ModelVersion }) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [path, setPath] = useState('')
  const [choices, setChoices] = useState<ExportChoices>(DEFAULT_EXPORT)
  const words = FORMAT_WORDS[choices.format]
  const input = exportInput(version.id, path, choices)
  const save = useMutation({ mutationFn: () => client.model.export(input) })
  const change = (next: ExportChoices) => {
    save.reset()
    setChoices(next)
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Select
        label="Format"
        description={formatExplanation(choices.format, version.method)}
        data={formatsOf(version.method).map((value) => ({ value, label: FORMAT_WORDS[value].label }))}
        value={choices.format}
        onChange={(format) => {
          setPath('')
          change({ ...choices, format: (format ?? 'json') as ExportFormat })
        }}
      />
      {choices.format === 'sql' && <SqlFields version={version} choices={choices} onChange={change} />}
      <FilePathField
        label={`${words.label} file`}
        mode="save"
        value={path}
        onChange={setPath}
        kinds={[{ name: words.label, extensions: [words.extension] }]}
        suggestedName={`${version.name}-v${version.version}.${words.extension}`}
        required
      />
      {save.error !== null && <ErrorState error={save.error} />}
      {save.data !== undefined && <Written result={save.data} />}
      <CommandBlock
        command={assayCommand(
          'model export',
          [version.id],
          [
            ['format', choices.format],
            ['out', path || `FILE.${words.extension}`],
            ['dialect', 'dialect' in input ? input.dialect : null],
            ['table', 'table' in input ? input.table : null],
            ['sql-form', 'sqlForm' in input ? input.sqlForm : null],
            ['golden-dataset', 'goldenDataset' in input ? input.goldenDataset : null],
          ],
          workspace,
        )}
      />
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button type="submit" disabled={path === ''} loading={save.isPending}>
          Export
        </Button>
      </div>
    </form>
  )
}

function SqlFields({
  version,
  choices,
  onChange,
}: {
  version: ModelVersion
  choices: ExportChoices
  onChange: (next: ExportChoices) => void
}) {
  const { datasets } = useDatasetChoice(version.datasetVersionId)
  const dialect = DIALECT_WORDS[choices.dialect]
  return (
    <>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 150px), 1fr))', gap: 12 }}>
        <Select
          label="Engine"
          data={SQL_DIALECTS.map((value) => ({ value, label: DIALECT_WORDS[value].label }))}
          value={choices.dialect}
          onChange={(value) => onChange({ ...choices, dialect: (value ?? 'postgresql') as SqlDialect })}
        />
        <TextInput
          label="Table it reads"
          value={choices.table}
          onChange={(event) => onChange({ ...choices, table: event.currentTarget.value })}
          placeholder="applicants"
        />
        {version.method === 'gbdt' && (
          <Select
            label="Trees as"
            data={SQL_FORMS.map((value) => ({ value, label: SQL_FORM_WORDS[value] }))}
            value={choices.sqlForm}
            onChange={(value) => onChange({ ...choices, sqlForm: (value ?? 'auto') as SqlForm })}
            allowDeselect={false}
          />
        )}
        <Select
          label="Golden rows"
          data={[
            { value: '', label: 'Made up, every edge' },
            ...datasets.map((item) => ({ value: item.id, label: `Every edge and ${versionName(item)}` })),
          ]}
          value={choices.goldenDataset ?? ''}
          onChange={(value) => onChange({ ...choices, goldenDataset: value === null || value === '' ? null : value })}
        />
      </div>
      <p className="caption" style={{ margin: 0 }}>
        {dialect.isTested
          ? `${dialect.label}: run against the engine in the tests of this release.`
          : `${dialect.label}: generated, not run by us. Let the check run there before you rely on it.`}
      </p>
      {choices.goldenDataset !== null && (
        <Notice kind="attention" title="The golden rows will hold values of this dataset, in plain text." />
      )}
    </>
  )
}

function Written({
  result,
}: {
  result: {
    readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
    readonly nGoldenRows: number | null
    readonly agreement: ExportAgreement | null
    readonly notes: readonly string[]
  }
}) {
  const golden = result.nGoldenRows === null ? '' : `, ${formatNumber(result.nGoldenRows, 'integer')} golden rows`
  return (
    <Notice
      role="status"
      title={`Written: ${result.files.length === 1 ? '1 file' : `${result.files.length} files`}${golden}`}
    >
      {result.files.map((file) => (
        <p key={file.path} className="caption" style={{ overflowWrap: 'anywhere' }}>
          {file.path} ({formatBytes(file.bytes)})
          <br />
          SHA-256 {file.sha256}
        </p>
      ))}
      {result.agreement !== null && <p>{agreementText(result.agreement)}</p>}
      {result.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Notice>
  )
}
