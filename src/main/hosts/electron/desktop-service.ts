import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { type BrowserWindow, dialog, nativeTheme, shell } from 'electron'
import { toAppError } from '../../../shared/client-error.ts'
import { type DesktopReply, type DesktopRequest, desktopRequestSchema } from '../../../shared/desktop.ts'
import { AppError, assertNever } from '../../../shared/errors.ts'

/** Answers a desktop request of the page; wrong requests get an error, never an exception. */
export async function answerDesktopRequest(window: BrowserWindow, request: unknown): Promise<DesktopReply> {
  try {
    const parsed = desktopRequestSchema.safeParse(request)
    if (!parsed.success) throw new AppError('invalidInput', 'The desktop request has a shape that is not known')
    return { ok: true, path: await perform(window, parsed.data) }
  } catch (error) {
    return { ok: false, error: toAppError(error).toReply() }
  }
}

async function perform(window: BrowserWindow, request: DesktopRequest): Promise<string | null> {
  switch (request.method) {
    case 'openFile': {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: request.title,
        filters: request.filters,
        properties: ['openFile'],
      })
      return filePaths[0] ?? null
    }
    case 'openFolder': {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: request.title,
        properties: ['openDirectory', 'createDirectory'],
      })
      return filePaths[0] ?? null
    }
    case 'saveFile': {
      const { title, filters, defaultName } = request
      const { canceled, filePath } = await dialog.showSaveDialog(window, { title, filters, defaultPath: defaultName })
      return canceled || filePath === '' ? null : filePath
    }
    case 'showInFolder':
      showInFolder(request.path)
      return null
    case 'setTheme':
      nativeTheme.themeSource = request.theme
      return null
    default:
      return assertNever(request)
  }
}

function showInFolder(path: string): void {
  if (!isAbsolute(path) || !existsSync(path)) {
    throw new AppError('notFound', 'There is no such file any more', { place: { file: path } })
  }
  shell.showItemInFolder(path)
}
