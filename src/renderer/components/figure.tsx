import { ActionIcon, Menu, Tooltip, useComputedColorScheme } from '@mantine/core'
import { useElementSize, useReducedMotion } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { ChartLine, Download, Table2 } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import { type ChartTheme, DARK_CHART_THEME, LIGHT_CHART_THEME } from '../../charts/chart-theme.ts'
import type { ChartDescription } from '../../charts/describe-chart.ts'
import { svgToPng, withCaption } from './chart-export.ts'
import { ChartTableView } from './chart-table-view.tsx'
import { copyText, fileNameOf, saveBlob } from './clipboard.ts'
import { chartSvg, EChart } from './echart.tsx'

export interface FigureProps {
  /** The chart in a theme: title, note, table, drawing. Keep it stable between renders. */
  readonly describe: (theme: ChartTheme) => ChartDescription
  /** Dataset version and run id. */
  readonly source: string
  readonly maxWidth?: number
}

const EXPORT_WIDTH = 720
/** Exports are light whatever the screen is. */
const EXPORT_THEME: ChartTheme = { ...LIGHT_CHART_THEME, isAnimated: false }

/** A chart with its finding as title, its provenance below, its figures as a table, and copies that are always light. */
export function Figure(props: FigureProps) {
  const id = useId()
  const scheme = useComputedColorScheme('light')
  const isStill = useReducedMotion()
  const theme = useMemo(
    () => ({ ...(scheme === 'dark' ? DARK_CHART_THEME : LIGHT_CHART_THEME), isAnimated: !isStill }),
    [scheme, isStill],
  )
  const [isTable, setTable] = useState(false)
  const { ref, width: measured } = useElementSize()
  const width = Math.floor(Math.min(measured, props.maxWidth ?? Number.POSITIVE_INFINITY))
  const chart = useMemo(() => props.describe(theme), [props.describe, theme])
  const height = Math.round(chart.heightFor(Math.max(width, 200)))
  const note = `${chart.note} ${props.source}`
  return (
    <figure className="figure" aria-labelledby={id}>
      <figcaption className="figure-head">
        <div className="figure-title">
          <div className="caption">{chart.kindWord}</div>
          <h2 id={id}>{chart.title}</h2>
        </div>
        <div className="figure-tools">
          <Tooltip label={isTable ? 'View as chart' : 'View as table'}>
            <ActionIcon
              aria-label={`${isTable ? 'View as chart' : 'View as table'}: ${chart.title}`}
              aria-pressed={isTable}
              onClick={() => setTable(!isTable)}
            >
              {isTable ? <ChartLine size={16} /> : <Table2 size={16} />}
            </ActionIcon>
          </Tooltip>
          <FigureExport {...props} title={chart.title} />
        </div>
      </figcaption>
      <div className="figure-body">
        <div ref={ref} style={{ minHeight: isTable ? undefined : height }}>
          {isTable ? (
            <ChartTableView label={chart.title} table={chart.table} maxHeight={Math.max(height - 40, 240)} />
          ) : (
            width > 0 && (
              <div style={{ width, margin: '0 auto' }}>
                <EChart
                  option={chart.option}
                  width={width}
                  height={height}
                  label={`${chart.kindWord}: ${chart.title}. View as table for the figures.`}
                />
              </div>
            )
          )}
        </div>
        <p className="caption figure-note">{note}</p>
      </div>
    </figure>
  )
}

function FigureExport(props: FigureProps & { title: string }) {
  const draw = () => {
    const chart = props.describe(EXPORT_THEME)
    const width = Math.min(EXPORT_WIDTH, props.maxWidth ?? EXPORT_WIDTH)
    const height = Math.round(chart.heightFor(width))
    const svg = chartSvg(chart.option, width, height)
    return { width, ...withCaption(svg, width, height, chart.title, [chart.note, props.source]) }
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
        <Menu.Item
          onClick={() => saveBlob(new Blob([draw().svg], { type: 'image/svg+xml' }), fileNameOf(props.title, 'svg'))}
        >
          Save SVG
        </Menu.Item>
        <Menu.Item onClick={() => void savePng()}>Save PNG</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
