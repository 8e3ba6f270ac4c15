import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { copyText } from './clipboard.ts'
import { Notice } from './notice.tsx'

interface BoundaryProps {
  readonly children: ReactNode
  /** Changing it (the page's address) gives the content a new try. */
  readonly resetKey: string
}

interface BoundaryState {
  readonly error: Error | null
  readonly resetKey: string
}

/** Keeps a fault of one page inside that page; drafts of forms are kept and the rest of the screen goes on. */
export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, resetKey: this.props.resetKey }

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState): Partial<BoundaryState> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <div className="page">
        <Notice kind="attention" role="alert" title="This page met a fault and could not be shown.">
          <p>Your workspace and your entries are kept. Try again, or open another page and come back.</p>
          <p className="caption mono">{error.message}</p>
          <div className="row">
            <Button variant="default" onClick={() => this.setState({ error: null })}>
              Try again
            </Button>
            <Button
              variant="subtle"
              color="gray"
              onClick={() => copyText(`${error.name}: ${error.message}\n${error.stack ?? ''}`)}
            >
              Copy details
            </Button>
          </div>
        </Notice>
      </div>
    )
  }
}
