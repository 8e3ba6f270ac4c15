import { ActionIcon, Menu, Tooltip, useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import type { EChartsOption } from 'echarts'
import { ChartLine, Download, Table2 } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import type { ChartTable } from '../../charts/chart-table.ts'
import { type ChartTheme, DARK_CHART_THEME, LIGHT_CHART_THEME } from '../../charts/chart-theme.ts'
import { chartSvg, EChart } from './echart.tsx'
import { svgToPng, withCaption } from './chart-export.ts'
import { ChartTableView } from './chart-table-view.tsx'
import { copyText, fileNameOf, saveBlob } from './clipboard.ts'

export interface FigureProps {
  /** States the finding. */
  readonly title: string
  /** n, dataset version and run id. */
  readonly note: string
  readonly option: (theme: ChartTheme) => EChartsOption
  readonly height: (theme: ChartTheme, width: number) => number
  readonly table: ChartTable
  readonly maxWidth?: number
}

const EXPORT_WIDTH = 720

/** A chart with its finding as title, its provenance below, its figures as a table, and copies that are always light. */
export function Figure(props: FigureProps) {
  const id = useId()
  const scheme = useComputedColorScheme('light')
  const theme = scheme === 'dark' ? DARK_CHART_THEME : LIGHT_CHART_THEME
  const [isTable, setTable] = useState(false)
  const { ref, width: measured } = useElementSize()
  const width = Math.floor(Math.min(measured, props.maxWidth ?? Number.POSITIVE_INFINITY))
  const option = useMemo(() => props.option(theme), [props.option, theme])
  const height = Math.round(props.height(theme, Math.max(width, 200)))
  return (
    <figure className="figure" aria-labelledby={id}>
      <figcaption className="figure-head">
        <div className="figure-title">
          <h3 id={id}>{props.title}</h3>
          <div className="caption">{props.note}</div>
        </div>
        <div className="figure-tools">
          <Tooltip label={isTable ? 'View as chart' : 'View as table'}>
            <ActionIcon aria-label={`${isTable ? 'View as chart' : 'View as table'}: ${props.title}`} aria-pressed={isTable} onClick={() => setTable(!isTable)}>
              {isTable ? <ChartLine size={16} /> : <Table2 size={16} />}
            </ActionIcon>
          </Tooltip>
          <FigureExport {...props} />
        </div>
      </figcaption>
      <div className="figure-body">
        <div ref={ref} style={{ minHeight: isTable ? undefined : height }}>
          {isTable ? (
            <ChartTableView label={props.title} table={props.table} maxHeight={Math.max(height - 40, 240)} />
          ) : (
            width > 0 && (
              <div style={{ width, margin: '0 auto' }}>
                <EChart option={option} width={width} height={height} label={`Chart: ${props.title}. View as table for the figures.`} />
              </div>
            )
          )}
        </div>
      </div>
    </figure>
  )
}

function FigureExport(props: FigureProps) {
  const draw = () => {
    const width = Math.min(EXPORT_WIDTH, props.maxWidth ?? EXPORT_WIDTH)
    const height = Math.round(props.height(LIGHT_CHART_THEME, width))
    const svg = chartSvg(props.option({ ...LIGHT_CHART_THEME, isAnimated: false }), width, height)
    return { width, ...withCaption(svg, width, height, props.title, props.note) }
  }
  const copyPng = async () => {
    const { svg, width, height } = draw()
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': svgToPng(svg, width, height) })])
      notifications.show({ message: 'Copied the figure as PNG', color: 'blue' })
    } catch {
      notifications.show({ message: 'This window may not copy images. Use “Save PNG” instead.', color: 'orange' })
    }
  }
  const copySvg = () => {
    if (copyText(draw().svg)) notifications.show({ message: 'Copied the figure as SVG', color: 'blue' })
  }
  const savePng = async () => {
    const { svg, width, height } = draw()
    saveBlob(await svgToPng(svg, width, height), fileNameOf(props.title, 'png'))
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="Copy or save figure">
          <ActionIcon aria-label={`Copy or save figure: ${props.title}`}>
            <Download size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={copySvg}>Copy SVG</Menu.Item>
        <Menu.Item onClick={() => void copyPng()}>Copy PNG</Menu.Item>
        <Menu.Item onClick={() => saveBlob(new Blob([draw().svg], { type: 'image/svg+xml' }), fileNameOf(props.title, 'svg'))}>Save SVG</Menu.Item>
        <Menu.Item onClick={() => void savePng()}>Save PNG</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
