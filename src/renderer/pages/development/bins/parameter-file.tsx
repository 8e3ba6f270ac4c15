import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { FileBraces } from 'lucide-react'
import { useRef } from 'react'
import { copyText, fileNameOf, saveBlob } from '../../../components/clipboard.ts'
import { paramsOfFile } from '../params-of-file.ts'
import type { DraftSpec } from '../use-development-draft.ts'
import { parameterFileText } from './train-command.ts'

interface FileProps<Spec extends DraftSpec> {
  readonly spec: Spec
  readonly name: string
  /** Takes over the parameters of a file; without it they can only be copied and saved. */
  readonly onLoad?: (params: Spec['params']) => void
}

/** The parameters as the command line takes them: `params` of the specification, bins of a person included. */
export function ParameterFile<Spec extends DraftSpec>({ spec, name, onLoad }: FileProps<Spec>) {
  const chooser = useRef<HTMLInputElement>(null)
  const copy = () => {
    const isCopied = copyText(parameterFileText(spec))
    notifications.show(
      isCopied
        ? { message: 'Copied the parameter file', color: 'blue' }
        : { message: 'The browser refused to copy. Click into the page once and copy again.', color: 'orange' },
    )
  }
  const save = () =>
    saveBlob(new Blob([parameterFileText(spec)], { type: 'application/json' }), fileNameOf(`${name} params`, 'json'))
  const load = async (file: File | undefined) => {
    if (file === undefined || onLoad === undefined) return
    const read = paramsOfFile(await file.text(), spec)
    if (read.isRead) onLoad(read.params)
    notifications.show(
      read.isRead
        ? { message: `Parameters taken from ${file.name}`, color: 'blue' }
        : { title: `${file.name} was not taken`, message: read.problem, color: 'orange', autoClose: 15_000 },
    )
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="subtle" color="gray" leftSection={<FileBraces size={16} />}>
            Parameter file
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={copy}>Copy JSON</Menu.Item>
          <Menu.Item onClick={save}>Save JSON</Menu.Item>
          {onLoad !== undefined && <Menu.Item onClick={() => chooser.current?.click()}>Load JSON…</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {onLoad !== undefined && (
        <input
          ref={chooser}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="Parameter file to load"
          onChange={(event) => {
            void load(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      )}
    </>
  )
}
