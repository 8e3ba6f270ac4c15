import { Button, Menu, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useServices } from '../../../app-context.tsx'
import { svgToPng, withCaption } from '../../../components/chart-export.ts'
import { copyText, fileNameOf, saveBlob } from '../../../components/clipboard.ts'
import { CommandBlock } from '../../../components/command-block.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { FilePathField } from '../../../components/file-path-field.tsx'
import { Notice } from '../../../components/notice.tsx'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'
import type { LineageLayout } from './lay-out-lineage.ts'
import { lineageSvg } from './lineage-svg.ts'

interface ExportProps {
  readonly layout: LineageLayout
  readonly title: string
  readonly source: string
  /** Id of the object; undefined for the whole workspace. */
  readonly object: string | undefined
}

/** A canvas of a browser holds no more than this many pixels a side, at twice the size of the drawing. */
const MAX_PNG_SIDE = 8000

/** The graph as a figure, always light, and as OpenLineage events. */
export function LineageExport(props: ExportProps) {
  const [isOpen, setOpen] = useState(false)
  const draw = () => {
    const { layout, title, source } = props
    return {
      width: layout.width,
      ...withCaption(lineageSvg(layout), layout.width, layout.height, title, [source]),
    }
  }
  const png = () => {
    const { svg, width, height } = draw()
    const scale = Math.min(1, MAX_PNG_SIDE / width, MAX_PNG_SIDE / height)
    return svgToPng(svg, Math.round(width * scale), Math.round(height * scale))
  }
  const copyPng = async () => {
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png() })])
      notifications.show({ message: 'Copied the graph as PNG', color: 'blue' })
    } catch {
      notifications.show({ message: 'This window may not copy images. Use “Save PNG” instead.', color: 'orange' })
    }
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<Download size={16} />}>
            Copy or export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() => {
              if (copyText(draw().svg)) notifications.show({ message: 'Copied the graph as SVG', color: 'blue' })
            }}
          >
            Copy SVG
          </Menu.Item>
          <Menu.Item onClick={() => void copyPng()}>Copy PNG</Menu.Item>
          <Menu.Item
            onClick={() => saveBlob(new Blob([draw().svg], { type: 'image/svg+xml' }), fileNameOf(props.title, 'svg'))}
          >
            Save SVG
          </Menu.Item>
          <Menu.Item onClick={() => void png().then((blob) => saveBlob(blob, fileNameOf(props.title, 'png')))}>
            Save PNG
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setOpen(true)}>Export OpenLineage…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <OpenLineageDialog {...props} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}

function OpenLineageDialog({ object, isOpen, onClose }: ExportProps & { isOpen: boolean; onClose: () => void }) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [path, setPath] = useState('')
  const save = useMutation({
    mutationFn: () => client.lineage.export({ path, ...(object === undefined ? {} : { object }) }),
  })
  const positional = object === undefined ? [] : [object]
  return (
    <Modal opened={isOpen} onClose={onClose} title={<strong>Export OpenLineage</strong>}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <p className="caption" style={{ margin: 0 }}>
          One run event a line, as data catalogues read them. It holds names, hashes and dates, no rows.
        </p>
        <FilePathField
          label="OpenLineage file"
          mode="save"
          value={path}
          onChange={setPath}
          kinds={[{ name: 'JSON lines', extensions: ['jsonl', 'ndjson', 'json'] }]}
          suggestedName="lineage.jsonl"
          required
        />
        {save.error !== null && <ErrorState error={save.error} />}
        {save.data !== undefined && (
          <Notice role="status" title={`Written: ${save.data.nEvents} events`}>
            <p className="caption">
              {save.data.path}
              <br />
              SHA-256 {save.data.sha256}
            </p>
          </Notice>
        )}
        <CommandBlock command={assayCommand('lineage', positional, [['out', path || 'lineage.jsonl']], workspace)} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button type="submit" disabled={path === ''} loading={save.isPending}>
            Export
          </Button>
        </div>
      </form>
    </Modal>
  )
}
