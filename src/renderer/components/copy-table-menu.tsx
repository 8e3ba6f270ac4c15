import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Copy } from 'lucide-react'
import { copyText } from './clipboard.ts'
import { type PlainTable, tableToHtml, tableToMarkdown, tableToTsv } from './table-copy.ts'

/** Copies a table as rich text, tab-separated values or Markdown. */
export function CopyTableMenu({ label, table }: { label: string; table: () => PlainTable }) {
  const copy = (how: string, plain: string, html?: string) => {
    const done = copyText(plain, html)
    notifications.show(
      done
        ? { message: `Copied “${label}” as ${how}`, color: 'blue' }
        : { message: 'The browser refused to copy. Click into the page once and copy again.', color: 'orange' },
    )
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="Copy table">
          <ActionIcon aria-label={`Copy table: ${label}`}>
            <Copy size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => copy('rich text', tableToTsv(table()), tableToHtml(table()))}>
          Copy as rich text
        </Menu.Item>
        <Menu.Item onClick={() => copy('tab-separated values', tableToTsv(table()))}>
          Copy as tab-separated values
        </Menu.Item>
        <Menu.Item onClick={() => copy('Markdown', tableToMarkdown(table()))}>Copy as Markdown</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
