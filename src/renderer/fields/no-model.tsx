import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { EmptyState } from '../components/empty-state.tsx'

/** What every page about a model says before there is one. */
export function NoModel() {
  return (
    <EmptyState
      title="No model yet"
      action={
        <Button component={Link} href="/development">
          Go to Development
        </Button>
      }
    >
      Train a model first; this page then works with it.
    </EmptyState>
  )
}
