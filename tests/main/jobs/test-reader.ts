import { StatisticError } from '../../../src/main/core/statistic-error.ts'
import { entryPort } from '../../../src/main/jobs/reader-entry-port.ts'
import { serveReader } from '../../../src/main/jobs/reader-main.ts'
import type { ReaderTask } from '../../../src/main/jobs/reader-tasks.ts'
import { AppError } from '../../../src/shared/errors.ts'

/** Tasks that misbehave in every way a parser can. */
const TASKS: Readonly<Record<string, ReaderTask>> = {
  echo: (input: unknown) => input,
  environment: () => Object.keys(process.env),
  crash: () => process.kill(process.pid, 'SIGSEGV'),
  exit: () => process.exit(0),
  hang: () => new Promise(() => setInterval(() => undefined, 1000)),
  spin: () => {
    for (;;);
  },
  fail: () => {
    throw new AppError('badData', 'x.csv is bad in line 7', { hint: 'Mend it.', place: { file: 'x.csv', line: 7 } })
  },
  undefinedStatistic: () => {
    throw new StatisticError('undefined', 'rocAuc needs two classes, got one')
  },
  fault: () => {
    throw new TypeError('secret value 12345')
  },
  chunks: async (input: { n: number; size: number }, context) => {
    let sent = 0
    for (let i = 0; i < input.n; i++) {
      await context.chunk({ index: i, values: new Float64Array(input.size).fill(i) })
      sent++
      context.report('Sending', sent / input.n, sent)
    }
    return { sent }
  },
}

serveReader(entryPort(), TASKS)
