import { Button, TextInput } from '@mantine/core'
import { FolderOpen } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { type FileKind, useServices } from '../app-context.tsx'
import { FolderBrowser } from './folder-browser.tsx'

export interface FilePathFieldProps {
  readonly label: string
  readonly description?: string
  readonly mode: 'file' | 'folder' | 'save'
  readonly value: string
  readonly onChange: (path: string) => void
  readonly kinds?: readonly FileKind[]
  readonly suggestedName?: string
  readonly error?: string | null
  readonly required?: boolean
}

/** A path on this computer: typed, chosen in a dialog, or dropped where the host gives the path of what is dropped. */
export function FilePathField(props: FilePathFieldProps) {
  const { desktop } = useServices()
  const [isBrowsing, setBrowsing] = useState(false)
  const [isOver, setOver] = useState(false)
  const [note, setNote] = useState<string | null>(null)
  const kinds = props.kinds ?? []
  const choose = async () => {
    if (desktop === null) {
      setBrowsing(true)
      return
    }
    const path = await chooseNatively(props, desktop)
    if (path !== null) props.onChange(path)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file === undefined) return
    const path = desktop?.pathOfDroppedFile(file) ?? null
    if (path === null) setNote(`A browser does not tell where “${file.name}” lies. Choose it with Browse.`)
    else props.onChange(path)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the button inside does the same
    <div
      className="drop-field"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="row" style={{ alignItems: 'flex-end', flexWrap: 'nowrap' }}>
        <TextInput
          label={props.label}
          description={props.description}
          value={props.value}
          onChange={(event) => {
            setNote(null)
            props.onChange(event.currentTarget.value)
          }}
          placeholder={props.mode === 'folder' ? 'Path of a folder' : 'Path of a file'}
          required={props.required ?? false}
          spellCheck={false}
          style={{ flex: 1, minWidth: 0 }}
        />
        <BrowseButton label={props.label} onClick={() => void choose()} />
      </div>
      <Problem text={props.error ?? note} />
      <FolderBrowser
        isOpen={isBrowsing}
        title={props.label}
        mode={props.mode}
        extensions={kinds.flatMap((kind) => kind.extensions)}
        suggestedName={props.suggestedName ?? ''}
        onClose={() => setBrowsing(false)}
        onChoose={(path) => {
          setBrowsing(false)
          setNote(null)
          props.onChange(path)
        }}
      />
    </div>
  )
}

function BrowseButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      variant="default"
      leftSection={<FolderOpen size={16} />}
      onClick={onClick}
      aria-label={`Browse for ${label}`}
      style={{ flex: 'none' }}
    >
      Browse
    </Button>
  )
}

function Problem({ text }: { text: string | null }) {
  if (text === null) return null
  return (
    <p className="caption" role="alert" style={{ margin: '4px 0 0', color: 'var(--assay-breach)' }}>
      {text}
    </p>
  )
}

async function chooseNatively(
  props: FilePathFieldProps,
  desktop: NonNullable<ReturnType<typeof useServices>['desktop']>,
) {
  const kinds = props.kinds ?? []
  switch (props.mode) {
    case 'file':
      return await desktop.chooseFile({ title: props.label, kinds })
    case 'folder':
      return await desktop.chooseFolder({ title: props.label })
    case 'save':
      return await desktop.chooseSavePath({ title: props.label, suggestedName: props.suggestedName ?? '', kinds })
  }
}
