import type { Job } from '../../../shared/contract/index.ts'
import { formatDuration, formatNumber } from '../../../shared/format.ts'
import type { CliIo } from './cli-io.ts'
import { printable } from './table.ts'

const BAR_CELLS = 24
const REDRAW_MS = 80
const SAME_STAGE_MS = 2_000

export interface Progress {
  /** Shows the state of a job. */
  show(job: Job): void
  /** Prints a line of its own, above the bar. */
  line(text: string): void
  /** Takes the bar away. */
  clear(): void
}

/** Progress on standard error: a bar that redraws itself on a terminal, one plain line per stage elsewhere. */
export function createProgress(io: CliIo): Progress {
  return io.isErrorTerminal ? barProgress(io) : plainProgress(io)
}

function plainProgress(io: CliIo): Progress {
  let last = ''
  let shownAt = Number.NEGATIVE_INFINITY
  return {
    show: (job) => {
      const text = `${job.title}: ${job.stage}`
      if (text === last || job.stage === '' || job.state === 'queued') return
      // Trees come by the hundred: a log wants some of them only.
      const isOneMore = job.kind === 'training.start' && withoutNumbers(text) === withoutNumbers(last)
      if (isOneMore && performance.now() - shownAt < SAME_STAGE_MS) return
      last = text
      shownAt = performance.now()
      io.writeError(`${printable(text)}\n`)
    },
    line: (text) => io.writeError(`${printable(text)}\n`),
    clear: () => undefined,
  }
}

function withoutNumbers(text: string): string {
  return text.replace(/\d+/g, '')
}

function barProgress(io: CliIo): Progress {
  let drawnAt = 0
  let isDrawn = false
  const clear = (): void => {
    if (isDrawn) io.writeError('\r\u001b[K')
    isDrawn = false
  }
  return {
    show: (job) => {
      const now = performance.now()
      if (now - drawnAt < REDRAW_MS) return
      drawnAt = now
      io.writeError(`\r\u001b[K${barText(job).slice(0, Math.max(20, io.columns - 1))}`)
      isDrawn = true
    },
    line: (text) => {
      clear()
      io.writeError(`${printable(text)}\n`)
    },
    clear,
  }
}

/** "[████────] 45%  Import loans: reading · 12 000 rows/s · 3 s left" */
export function barText(job: Job): string {
  const rate = job.rowsPerSecond === null ? '' : ` · ${formatNumber(Math.round(job.rowsPerSecond), 'integer')} rows/s`
  const rest = job.etaMs === null ? '' : ` · ${formatDuration(job.etaMs)} left`
  return printable(`${gauge(job.progress)}${job.title}: ${job.stage}${rate}${rest}`)
}

/** No gauge where the share cannot be known: an empty one would look like standing still. */
function gauge(progress: number | null): string {
  if (progress === null) return ''
  const filled = Math.round(progress * BAR_CELLS)
  return `[${'█'.repeat(filled)}${'─'.repeat(BAR_CELLS - filled)}] ${Math.round(progress * 100)}%  `
}
