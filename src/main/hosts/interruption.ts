const IMPATIENT_AFTER_MS = 1000
const CANCELLED = 130

/**
 * Aborts when the person or the system asks this process to end, or its launcher was killed, so that jobs can be cancelled
 * and the workspace closed. A
 * second request ends the process at once; one within a second is the same request, since a terminal signals the launcher
 * and its child alike.
 */
export function interruptionSignal(): AbortSignal {
  const controller = new AbortController()
  let firstAt: number | null = null
  const onSignal = (): void => {
    if (firstAt === null) {
      firstAt = performance.now()
      controller.abort()
    } else if (performance.now() - firstAt > IMPATIENT_AFTER_MS) {
      process.exit(CANCELLED)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  process.on('disconnect', onSignal)
  // Waiting for the launcher's end must not keep this process from its own.
  process.channel?.unref()
  return controller.signal
}
