import { Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { ShowCommand } from './command-block.tsx'

interface PageHeaderProps {
  readonly title: string
  /** The object and version the page is about. */
  readonly object?: ReactNode
  readonly description?: ReactNode
  readonly actions?: ReactNode
  readonly command?: string
}

/** Title line of a page: what it is about on the left, the primary action on the right. */
export function PageHeader(props: PageHeaderProps) {
  useEffect(() => {
    document.title = `${props.title} – Assay`
  }, [props.title])
  return (
    <header className="page-header">
      <div className="page-title">
        <div className="row" style={{ gap: '2px 12px', alignItems: 'baseline' }}>
          <Title order={1}>{props.title}</Title>
          {props.object !== undefined && <span className="muted">{props.object}</span>}
        </div>
        {props.description !== undefined && <div className="caption">{props.description}</div>}
      </div>
      <div className="page-actions">
        {props.command !== undefined && <ShowCommand command={props.command} />}
        {props.actions}
      </div>
    </header>
  )
}
