import { ActionIcon, Button, Menu, NumberInput, TextInput, Tooltip } from '@mantine/core'
import { Copy, Search } from 'lucide-react'
import { type FormEvent, type RefObject, useState } from 'react'
import { formatNumber } from '../../../../shared/format.ts'

export type CopyForm = 'rich text' | 'tab-separated values' | 'Markdown'

interface GridToolsProps {
  readonly nRows: number
  readonly nTotal: number
  readonly isBusy: boolean
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly onJump: (row: number) => void
  readonly searchField: RefObject<HTMLInputElement | null>
  readonly jumpField: RefObject<HTMLInputElement | null>
  /** What copying takes: the selection, or the rows in sight. */
  readonly copied: string
  readonly onCopy: (form: CopyForm) => void
  readonly onExport: () => void
}

/** Search, jump, how many rows there are, copy and export. */
export function GridTools(props: GridToolsProps) {
  const { nRows, nTotal } = props
  return (
    <div className="row grid-tools">
      <TextInput
        ref={props.searchField}
        aria-label="Search all cells"
        placeholder="Search all cells"
        leftSection={<Search size={14} />}
        value={props.search}
        maxLength={200}
        onChange={(event) => props.onSearch(event.currentTarget.value)}
        w={190}
      />
      <JumpForm nRows={nRows} field={props.jumpField} onJump={props.onJump} />
      <span className="caption number" role="status">
        {props.isBusy ? 'Working …' : countText(nRows, nTotal)}
      </span>
      <span style={{ flex: 1 }} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={`Copy ${props.copied}`}>
            <ActionIcon aria-label={`Copy ${props.copied}`}>
              <Copy size={16} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Copy {props.copied}</Menu.Label>
          {(['rich text', 'tab-separated values', 'Markdown'] as const).map((form) => (
            <Menu.Item key={form} onClick={() => props.onCopy(form)}>
              As {form}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={props.onExport}>
        Export view
      </Button>
    </div>
  )
}

function countText(nRows: number, nTotal: number): string {
  const total = `${formatNumber(nTotal, 'integer')} rows`
  return nRows === nTotal ? total : `${formatNumber(nRows, 'integer')} of ${total}`
}

function JumpForm(props: { nRows: number; field: RefObject<HTMLInputElement | null>; onJump: (row: number) => void }) {
  const [row, setRow] = useState<number | string>('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typeof row === 'number') props.onJump(Math.min(Math.max(1, row), props.nRows) - 1)
  }
  return (
    <form className="row" style={{ gap: 4 }} onSubmit={submit}>
      <NumberInput
        ref={props.field}
        aria-label="Row number"
        placeholder={`Row 1 to ${formatNumber(props.nRows, 'integer')}`}
        value={row}
        onChange={setRow}
        min={1}
        max={Math.max(1, props.nRows)}
        clampBehavior="none"
        allowDecimal={false}
        hideControls
        w={150}
      />
      <Button type="submit" variant="default" disabled={typeof row !== 'number'}>
        Jump to row
      </Button>
    </form>
  )
}
