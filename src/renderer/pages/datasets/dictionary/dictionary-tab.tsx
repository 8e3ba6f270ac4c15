import './dictionary.css'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Search, Undo2 } from 'lucide-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import type { DatasetVersion, DictionaryEntry } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { ShowCommand } from '../../../components/command-block.tsx'
import { CopyTableMenu } from '../../../components/copy-table-menu.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { QueryView } from '../../../components/query-view.tsx'
import { searchRows } from '../../../components/sort-rows.ts'
import type { PlainTable } from '../../../components/table-copy.ts'
import { useDraft } from '../../../hooks/use-draft.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand, callCommand } from '../../../words/command-line.ts'
import { privacyMark } from '../privacy/privacy-words.ts'
import {
  changedEntries,
  type DictionaryDraft,
  lastEditName,
  NO_DICTIONARY_DRAFT,
  nDescribed,
  nUnsavedCells,
  textOf,
  undoEdit,
} from './dictionary-edits.ts'
import { DictionaryExport } from './dictionary-export.tsx'
import { DictionaryTable } from './dictionary-table.tsx'

/** What every column means: written here, valid for all versions of the dataset. */
export function DictionaryTab({ version }: { version: DatasetVersion }) {
  const { api } = useServices()
  const query = useQuery(api.dictionary.get.queryOptions({ input: { dataset: version.id } }))
  return (
    <QueryView query={query} rows={12}>
      {(entries) => <DictionaryView version={version} entries={entries} />}
    </QueryView>
  )
}

function DictionaryView({ version, entries }: { version: DatasetVersion; entries: readonly DictionaryEntry[] }) {
  const [draft, setDraft, clearDraft] = useDraft<DictionaryDraft>(`dictionary.${version.name}`, NO_DICTIONARY_DRAFT)
  const workspace = useWorkspace()
  const [search, setSearch] = useState('')
  const [isOpenOnly, setOpenOnly] = useState(false)
  const [isExporting, setExporting] = useState(false)
  const save = useSave(version, clearDraft)
  const undoName = lastEditName(draft)
  const nUnsaved = nUnsavedCells(draft)
  // What has just been described stays in sight until it is saved.
  const shown = useMemo(() => {
    const wanted = isOpenOnly ? entries.filter((entry) => entry.description === '') : entries
    return searchRows(wanted, (entry) => cellTexts(entry, draft), search)
  }, [entries, draft, search, isOpenOnly])
  const press = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLTextAreaElement) return
    if (event.key === 's' && nUnsaved > 0) {
      event.preventDefault()
      save.mutate(draft)
    } else if (event.key === 'z' && undoName !== null && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault()
      setDraft(undoEdit)
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts for the buttons within
    <div className="stack" style={{ gap: 8 }} onKeyDown={press}>
      <div className="row-between">
        <Finder
          search={search}
          onSearch={setSearch}
          isOpenOnly={isOpenOnly}
          onOpenOnly={setOpenOnly}
          counts={[nDescribed(entries, draft), entries.length, shown.length]}
        />
        <div className="row">
          <UndoButton name={undoName} onUndo={() => setDraft(undoEdit)} />
          <CopyTableMenu label={`Dictionary of ${version.name}`} table={() => plainTable(shown, draft)} />
          <ShowCommand command={commandOf(version, draft, workspace)} />
          <Button variant="default" onClick={() => setExporting(true)}>
            Export
          </Button>
          <Button disabled={nUnsaved === 0} loading={save.isPending} onClick={() => save.mutate(draft)}>
            {nUnsaved === 0 ? 'Saved' : `Save ${nUnsaved} ${nUnsaved === 1 ? 'change' : 'changes'}`}
          </Button>
        </div>
      </div>
      {save.error !== null && <ErrorState error={save.error} onRetry={() => save.mutate(draft)} />}
      <DictionaryTable
        label={`Dictionary of ${version.name}`}
        entries={shown}
        draft={draft}
        onChange={(change) => setDraft(change)}
      />
      <p className="caption" style={{ margin: 0 }}>
        Enter or a letter edits a cell; Enter keeps it and goes down, Tab goes on, Esc leaves it as it was, Shift Enter
        breaks the line. Texts hold for every version of {version.name}; each saving is written to the audit log.
      </p>
      <DictionaryExport
        version={version}
        nUnsaved={nUnsaved}
        isOpen={isExporting}
        onClose={() => setExporting(false)}
      />
    </div>
  )
}

interface FinderProps {
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly isOpenOnly: boolean
  readonly onOpenOnly: (isOpenOnly: boolean) => void
  readonly counts: readonly [nDescribed: number, nAll: number, nShown: number]
}

function Finder({ search, onSearch, isOpenOnly, onOpenOnly, counts }: FinderProps) {
  const [described, all, shown] = counts.map((count) => formatNumber(count, 'integer'))
  return (
    <div className="row">
      <TextInput
        aria-label="Search the dictionary"
        placeholder="Search"
        leftSection={<Search size={14} />}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
        w={200}
      />
      <Checkbox
        label="Only without description"
        checked={isOpenOnly}
        onChange={(event) => onOpenOnly(event.currentTarget.checked)}
      />
      <span className="caption" role="status">
        {described} of {all} described{shown === all ? '' : `, ${shown} shown`}
      </span>
    </div>
  )
}

function UndoButton({ name, onUndo }: { name: string | null; onUndo: () => void }) {
  if (name === null) return null
  return (
    <Button
      variant="subtle"
      color="gray"
      leftSection={<Undo2 size={16} />}
      onClick={onUndo}
      maw={280}
      title={`Undo: ${name}`}
    >
      <span className="one-line">Undo: {name}</span>
    </Button>
  )
}

function useSave(version: DatasetVersion, onSaved: () => void) {
  const { api, client } = useServices()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (draft: DictionaryDraft) =>
      client.dictionary.update({ dataset: version.id, entries: changedEntries(draft) }),
    onSuccess: (entries) => {
      queryClient.setQueryData(api.dictionary.get.queryKey({ input: { dataset: version.id } }), entries)
      onSaved()
      void queryClient.invalidateQueries({ queryKey: api.dictionary.key() })
    },
  })
}

function commandOf(version: DatasetVersion, draft: DictionaryDraft, workspace: Parameters<typeof callCommand>[2]) {
  const entries = changedEntries(draft)
  return entries.length === 0
    ? assayCommand('dictionary show', [version.id], [], workspace)
    : callCommand('dictionary.update', { dataset: version.id, entries }, workspace)
}

const HEADERS = [
  'Column',
  'Description',
  'Unit',
  'Source',
  'Transformation',
  'Type',
  'Role',
  'Values',
  'Privacy',
  'Special codes',
  'Derivation',
]

function cellTexts(entry: DictionaryEntry, draft: DictionaryDraft): string[] {
  return [
    entry.column,
    textOf(draft, entry, 'description'),
    textOf(draft, entry, 'unit'),
    textOf(draft, entry, 'source'),
    textOf(draft, entry, 'transformation'),
    entry.type,
    entry.role,
    entry.values,
    privacyMark(entry.privacy),
    entry.specialCodes.join(', '),
    entry.derivation ?? '',
  ]
}

function plainTable(entries: readonly DictionaryEntry[], draft: DictionaryDraft): PlainTable {
  return {
    columns: HEADERS.map((header) => ({ header, isNumeric: false })),
    rows: entries.map((entry) => cellTexts(entry, draft)),
  }
}
