import { spawn } from 'node:child_process'

/** Opens a link in the person's browser where there is a screen to open it on; failing is harmless, the link is printed too. */
export function openBrowser(
  link: string,
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): void {
  const command = browserCommand(link, platform, environment)
  if (command === null) return
  try {
    const child = spawn(command.file, command.args, {
      stdio: 'ignore',
      detached: true,
      env: withoutSecrets(environment),
    })
    child.on('error', () => undefined)
    child.unref()
  } catch {
    // The printed link serves as well.
  }
}

/** The browser and all it starts would inherit the password of the workspace. */
export function withoutSecrets(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('ASSAY_')))
}

/** @returns null where there is no display */
export function browserCommand(
  link: string,
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): { readonly file: string; readonly args: readonly string[] } | null {
  if (platform === 'win32') return { file: 'rundll32', args: ['url.dll,FileProtocolHandler', link] }
  if (platform === 'darwin') return { file: 'open', args: [link] }
  if (environment.DISPLAY === undefined && environment.WAYLAND_DISPLAY === undefined) return null
  return { file: 'xdg-open', args: [link] }
}
