import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { FileBraces } from 'lucide-react'
import { copyText, fileNameOf, saveBlob } from '../../../components/clipboard.ts'
import type { DraftSpec } from '../use-development-draft.ts'
import { parameterFileText } from './train-command.ts'

/** The parameters as the command line takes them: `params` of the specification, bins of a person included. */
export function ParameterFile({ spec, name }: { spec: DraftSpec; name: string }) {
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
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<FileBraces size={16} />}>
          Parameter file
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={copy}>Copy JSON</Menu.Item>
        <Menu.Item onClick={save}>Save JSON</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
