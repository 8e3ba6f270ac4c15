import { EventEmitter } from 'node:events'

type RequestListener = (details: { url: string }, decide: (response: { cancel?: boolean }) => void) => void
type PermissionListener = (contents: unknown, permission: string, decide: (isGranted: boolean) => void) => void

/** What the app has set on its session; the window consults it for every request, and tests read it. */
export class FakeSession extends EventEmitter {
  readonly partition: string
  readonly handlers = new Map<string, (request: Request) => Response | Promise<Response>>()
  readonly settings: Record<string, unknown> = {}
  requestListener: RequestListener | null = null
  permissionListener: PermissionListener | null = null

  constructor(partition: string) {
    super()
    this.partition = partition
  }

  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) =>
      void this.handlers.set(scheme, handler),
  }

  readonly webRequest = {
    onBeforeRequest: (listener: RequestListener) => {
      this.requestListener = listener
    },
  }

  setPermissionRequestHandler(listener: PermissionListener): void {
    this.permissionListener = listener
  }

  setPermissionCheckHandler(listener: (contents: unknown, permission: string, origin: string) => boolean): void {
    this.settings.isPermissionChecked = listener(null, 'geolocation', 'app://assay') === false
  }

  setDevicePermissionHandler(listener: () => boolean): void {
    this.settings.areDevicesDenied = listener() === false
  }

  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.settings.isSpellCheckerEnabled = isEnabled
  }

  setSpellCheckerDictionaryDownloadURL(url: string): void {
    this.settings.dictionaryUrl = url
  }

  /** Asks the app as Chromium would; without a listener everything goes. */
  isCancelled(url: string): Promise<boolean> {
    const listener = this.requestListener
    if (listener === null) return Promise.resolve(false)
    return new Promise((resolve) => listener({ url }, ({ cancel }) => resolve(cancel === true)))
  }

  isGranted(permission: string, url: string): Promise<boolean> {
    const listener = this.permissionListener
    if (listener === null) return Promise.resolve(true)
    return new Promise((resolve) => listener({ getURL: () => url }, permission, resolve))
  }
}

const sessions = new Map<string, FakeSession>()

export function sessionOf(partition: string): FakeSession {
  const known = sessions.get(partition) ?? new FakeSession(partition)
  sessions.set(partition, known)
  return known
}
