import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core'
import { Copy, SquareTerminal } from 'lucide-react'
import { copyText } from './clipboard.ts'

/** A command line, ready to copy. */
export function CommandBlock({ command }: { command: string }) {
  return (
    <div className="command">
      <code>{command}</code>
      <Tooltip label="Copy command">
        <ActionIcon aria-label="Copy command" onClick={() => copyText(command)}>
          <Copy size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

/** Shows the command that does what this page does. */
export function ShowCommand({ command }: { command: string }) {
  return (
    <Popover position="bottom-end" width={460} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray" leftSection={<SquareTerminal size={16} />}>
          Show command
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Command line">
        <div className="stack" style={{ gap: 8 }}>
          <p className="caption" style={{ margin: 0 }}>
            The same on the command line:
          </p>
          <CommandBlock command={command} />
          {command.includes('--workspace') && (
            <p className="caption" style={{ margin: 0 }}>
              It asks for your password, or takes it from ASSAY_PASSWORD. Close the workspace here first: one program at
              a time has it open.
            </p>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
