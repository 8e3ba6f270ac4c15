import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ImportTemplate } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { Confirm } from '../../../components/confirm.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { decisionsOf, type ImportChoices, withTemplate } from './import-choices.ts'
import type { ChangeChoices } from './use-import-choices.ts'

const NO_TEMPLATES: readonly ImportTemplate[] = []

/** The saved templates of the workspace. */
export function useTemplates() {
  const { api } = useServices()
  const query = useQuery(api.template.list.queryOptions({ staleTime: 0 }))
  return { templates: query.data ?? NO_TEMPLATES, error: query.error, refresh: () => void query.refetch() }
}

interface Props {
  readonly choices: ImportChoices
  readonly onChange: ChangeChoices
}

/** Takes over the decisions of a template, or removes one. */
export function ApplyTemplate({ choices, onChange }: Props) {
  const { client } = useServices()
  const { templates, error, refresh } = useTemplates()
  const [isRemoving, setRemoving] = useState(false)
  const removing = useMutation({
    mutationFn: (name: string) => client.template.remove({ name }),
    onSuccess: () => {
      onChange('template', (old) => ({ ...old, template: null }))
      refresh()
    },
  })
  if (error !== null) return <ErrorState error={error} onRetry={refresh} />
  const chosen = templates.find(({ name }) => name === choices.template)
  return (
    <>
      <div className="row" style={{ alignItems: 'flex-end', flexWrap: 'nowrap' }}>
        <Select
          label="Template"
          description="Decisions saved from an earlier import."
          placeholder={templates.length === 0 ? 'None saved yet' : 'Apply a template'}
          data={templates.map(({ name }) => name)}
          value={chosen?.name ?? null}
          disabled={templates.length === 0}
          onChange={(name) => {
            const template = templates.find((item) => item.name === name)
            if (template !== undefined) onChange(`template ${template.name}`, (old) => withTemplate(old, template))
            else onChange('template', (old) => ({ ...old, template: null }))
          }}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'No template' }}
          style={{ flex: 1 }}
        />
        <Tooltip label="Remove this template">
          <ActionIcon
            aria-label="Remove this template"
            disabled={chosen === undefined}
            onClick={() => setRemoving(true)}
            size={30}
          >
            <Trash2 size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {removing.error !== null && <ErrorState error={removing.error} />}
      <Confirm
        isOpen={isRemoving && chosen !== undefined}
        title={`Remove template ${chosen?.name ?? ''}?`}
        action="Remove template"
        onConfirm={() => chosen !== undefined && removing.mutate(chosen.name)}
        onClose={() => setRemoving(false)}
      >
        <p>Data sets imported with it stay as they are.</p>
      </Confirm>
    </>
  )
}

/** Keeps the decisions under a name. */
export function SaveTemplate({ choices, onChange }: Props) {
  const { client } = useServices()
  const { templates, refresh } = useTemplates()
  const [name, setName] = useState(choices.template ?? '')
  const saving = useMutation({
    mutationFn: () => client.template.save({ name: name.trim(), decisions: decisionsOf(choices) }),
    onSuccess: (saved) => {
      onChange('template', (old) => ({ ...old, template: saved.name }))
      refresh()
    },
  })
  const isKnown = templates.some((template) => template.name === name.trim())
  return (
    <>
      <div className="row" style={{ alignItems: 'flex-end', flexWrap: 'nowrap' }}>
        <TextInput
          label="Save the decisions as a template"
          placeholder="Name of the template"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={120}
          style={{ flex: 1 }}
        />
        <Button
          variant="default"
          disabled={name.trim() === ''}
          loading={saving.isPending}
          onClick={() => saving.mutate()}
        >
          {isKnown ? 'Replace' : 'Save'}
        </Button>
      </div>
      {saving.error !== null && <ErrorState error={saving.error} />}
      <p className="caption" role="status">
        {saving.data === undefined ? '' : `● Saved as “${saving.data.name}”.`}
      </p>
    </>
  )
}
