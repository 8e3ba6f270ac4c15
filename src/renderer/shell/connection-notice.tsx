import { useSyncExternalStore } from 'react'
import type { Connection } from '../client/connection.ts'
import { Notice } from '../components/notice.tsx'

/** Says so while the line to the app is broken; it comes back by itself. */
export function ConnectionNotice({ connection }: { connection: Connection }) {
  const state = useSyncExternalStore(connection.subscribe, connection.state)
  if (state !== 'lost') return null
  return (
    <div
      style={{
        position: 'fixed',
        zIndex: 400,
        left: 16,
        right: 16,
        bottom: 16,
        maxWidth: 640,
        margin: '0 auto',
        background: 'var(--assay-page)',
      }}
    >
      <Notice kind="attention" role="alert" title="The connection to Assay was lost">
        <p>Trying again. Your entries stay here. If this lasts, start Assay again.</p>
      </Notice>
    </div>
  )
}
