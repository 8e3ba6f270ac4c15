import { ActionIcon, Button, Modal, TextInput, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ArrowUp, File, Folder, FolderLock } from 'lucide-react'
import { useState } from 'react'
import type { DirectoryEntry } from '../../shared/contract/index.ts'
import { formatBytes } from '../../shared/format.ts'
import { useServices } from '../app-context.tsx'
import { ErrorState } from './error-state.tsx'
import { LoadingSkeleton } from './loading.tsx'

export interface FolderBrowserProps {
  readonly isOpen: boolean
  readonly title: string
  readonly mode: 'file' | 'folder' | 'save'
  readonly extensions: readonly string[]
  readonly suggestedName: string
  readonly onClose: () => void
  readonly onChoose: (path: string) => void
}

/** Finds a file or folder of this computer where the host has no native dialog. */
export function FolderBrowser(props: FolderBrowserProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={<strong>{props.title}</strong>} size="lg">
      {props.isOpen && <FolderList {...props} />}
    </Modal>
  )
}

function FolderList(props: FolderBrowserProps) {
  const { api } = useServices()
  const [path, setPath] = useState<string | null>(null)
  const [name, setName] = useState(props.suggestedName)
  const input = {
    ...(path === null ? {} : { path }),
    ...(props.extensions.length === 0 ? {} : { extensions: [...props.extensions] }),
  }
  const listing = useQuery(api.app.browse.queryOptions({ input, placeholderData: (previous) => previous }))
  const { data } = listing
  if (listing.error !== null) return <ErrorState error={listing.error} onRetry={() => setPath(null)} />
  if (data === undefined) return <LoadingSkeleton label="Reading the folder" />
  const choose = (entry: DirectoryEntry) => {
    if (entry.isDirectory && !(props.mode === 'folder' && entry.isWorkspace)) setPath(entry.path)
    else if (props.mode === 'save') setName(entry.name)
    else props.onChoose(entry.path)
  }
  return (
    <div className="stack">
      <div className="row" style={{ flexWrap: 'nowrap' }}>
        <Tooltip label="Up one folder">
          <ActionIcon
            variant="default"
            aria-label="Up one folder"
            disabled={data.parent === null}
            onClick={() => setPath(data.parent)}
          >
            <ArrowUp size={16} />
          </ActionIcon>
        </Tooltip>
        <code className="one-line" title={data.path}>
          {data.path}
        </code>
      </div>
      <EntryList
        entries={data.entries.filter((entry) => props.mode !== 'folder' || entry.isDirectory)}
        onChoose={choose}
      />
      {data.isTruncated && <p className="caption">The folder holds more than is shown here; type the path instead.</p>}
      {props.mode === 'save' && (
        <div className="row" style={{ alignItems: 'flex-end' }}>
          <TextInput
            label="File name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            style={{ flex: 1 }}
          />
          <Button disabled={name.trim() === ''} onClick={() => props.onChoose(joinPath(data.path, name.trim()))}>
            Save here
          </Button>
        </div>
      )}
      {props.mode === 'folder' && (
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={() => props.onChoose(data.path)}>Use this folder</Button>
        </div>
      )}
    </div>
  )
}

function EntryList({
  entries,
  onChoose,
}: {
  entries: readonly DirectoryEntry[]
  onChoose: (entry: DirectoryEntry) => void
}) {
  if (entries.length === 0) return <p className="muted">Nothing to choose in this folder.</p>
  return (
    <ul className="choices panel" style={{ maxHeight: 320, overflow: 'auto' }}>
      {entries.map((entry) => (
        <li key={entry.path}>
          <button type="button" className="plain-button choice" onClick={() => onChoose(entry)}>
            <span aria-hidden="true" className="muted" style={{ lineHeight: 0 }}>
              {entry.isWorkspace ? (
                <FolderLock size={16} />
              ) : entry.isDirectory ? (
                <Folder size={16} />
              ) : (
                <File size={16} />
              )}
            </span>
            <span className="one-line" style={{ flex: 1 }}>
              {entry.name}
            </span>
            {entry.isWorkspace && <span className="caption">Workspace</span>}
            {entry.bytes !== null && !entry.isDirectory && (
              <span className="caption number">{formatBytes(entry.bytes)}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Joins with the separator the folder itself uses. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/'
  return folder.endsWith(separator) ? folder + name : folder + separator + name
}
