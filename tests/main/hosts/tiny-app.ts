import { eventIterator, os } from '@orpc/server'
import { z } from 'zod'
import type { HostedApp } from '../../../src/main/hosts/hosted-app.ts'
import { toTransportError } from '../../../src/main/services/error-reply.ts'
import { AppError } from '../../../src/shared/errors.ts'

const door = os.use(async ({ next }) => {
  try {
    return await next()
  } catch (error) {
    throw toTransportError(error)
  }
})

/** A router just big enough to test transports: echo, failure, stream, cancellation. */
export function tinyApp(): { app: HostedApp; aborted: () => number } {
  let nAborted = 0
  const router = {
    tiny: {
      echo: door.input(z.object({ text: z.string() })).handler(({ input }) => ({ text: input.text })),
      fail: door.handler(() => {
        throw new AppError('badData', 'The file is empty', {
          hint: 'Choose another.',
          place: { file: 'a.csv', line: 1 },
        })
      }),
      count: door.output(eventIterator(z.number())).handler(async function* () {
        yield 1
        yield 2
        yield 3
      }),
      wait: door.handler(
        ({ signal }) =>
          new Promise<string>((resolve) => {
            signal?.addEventListener('abort', () => {
              nAborted++
              resolve('aborted')
            })
          }),
      ),
    },
  }
  return { app: { router, context: () => ({}) }, aborted: () => nAborted }
}

export interface TinyClient {
  readonly tiny: {
    echo(input: { text: string }): Promise<{ text: string }>
    fail(): Promise<never>
    count(): Promise<AsyncIterable<number>>
    wait(input?: undefined, options?: { signal: AbortSignal }): Promise<string>
    missing(): Promise<never>
  }
}
