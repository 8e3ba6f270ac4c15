import { homedir, platform } from 'node:os'
import { join } from 'node:path'
import type { AppInfo } from '../../../shared/contract/index.ts'
import { CODE_VERSION, VERSION } from '../../../shared/version.ts'
import { browseFolder, type FolderListing } from '../../io/browse-folder.ts'
import type { OpenCall } from '../call.ts'

export function appInfo(_input: unknown, call: OpenCall): AppInfo {
  const { config } = call.state
  return {
    name: 'Assay',
    version: VERSION,
    codeVersion: CODE_VERSION,
    host: config.host,
    platform: platform(),
    homeDirectory: homedir(),
    defaultWorkspaceDirectory: join(homedir(), 'Assay'),
    notices: [],
  }
}

export function browse(input: { path?: string | undefined; extensions?: string[] | undefined }): FolderListing {
  return browseFolder(input.path ?? homedir(), input.extensions)
}
