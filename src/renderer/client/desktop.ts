import type { DesktopBridge, DesktopRequest, FileFilter } from '../../shared/desktop.ts'
import { appErrorFromReply } from '../../shared/errors.ts'
import type { DesktopPort, FileKind } from '../app-context.tsx'

/** The desktop as the pages use it, over the preload's bridge. */
export function createDesktop(bridge: DesktopBridge): DesktopPort {
  const ask = async (request: DesktopRequest): Promise<string | null> => {
    const reply = await bridge.request(request)
    if (!reply.ok) throw appErrorFromReply(reply.error)
    return reply.path
  }
  return {
    chooseFile: ({ title, kinds }) => ask({ method: 'openFile', title, filters: filtersOf(kinds) }),
    chooseFolder: ({ title }) => ask({ method: 'openFolder', title }),
    chooseSavePath: ({ title, suggestedName, kinds }) =>
      ask({ method: 'saveFile', title, defaultName: suggestedName, filters: filtersOf(kinds) }),
    showInFolder: async (path) => {
      await ask({ method: 'showInFolder', path })
    },
    pathOfDroppedFile: (file) => bridge.pathOfFile(file) || null,
  }
}

function filtersOf(kinds: readonly FileKind[]): FileFilter[] {
  return kinds.map((kind) => ({ name: kind.name, extensions: [...kind.extensions] }))
}
