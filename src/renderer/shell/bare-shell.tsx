import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'

/** The frame while no workspace is open: header and content, no sidebar. */
export function BareShell({ children }: { children: ReactNode }) {
  return (
    <div className="shell" data-bare>
      <header className="shell-header">
        <a className="shell-brand" href="#/">
          <Brand />
        </a>
      </header>
      <main className="shell-main" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
