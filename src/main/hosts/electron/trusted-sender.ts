import type { WebContents, WebFrameMain } from 'electron'
import { isAppUrl } from './app-protocol.ts'

/**
 * Whether a message comes from the top frame of our own window, showing our own screen. A frame that has navigated or gone
 * reads as null and is refused.
 */
export function isTrustedSender(
  event: { readonly senderFrame: WebFrameMain | null; readonly sender: WebContents },
  window: WebContents,
): boolean {
  const frame = event.senderFrame
  return (
    frame !== null &&
    event.sender === window &&
    frame.parent === null &&
    frame === event.sender.mainFrame &&
    isAppUrl(frame.url)
  )
}
