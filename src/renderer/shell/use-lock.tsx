import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useServices } from '../app-context.tsx'
import { Confirm } from '../components/confirm.tsx'
import { finishBeforeLock } from '../hooks/before-lock.ts'
import { errorReply } from '../hooks/error-reply.ts'
import { useJobs } from '../hooks/use-jobs.tsx'

/** Locking by hand and by idleness; asks first when jobs would be cancelled. */
export function useLock(): { ask: () => void; lockQuietly: () => void; dialog: ReactNode } {
  const { client, api } = useServices()
  const queryClient = useQueryClient()
  const { nRunning } = useJobs()
  const [isAsking, setAsking] = useState(false)
  const locking = useMutation({
    mutationFn: async (force: boolean) => {
      await finishBeforeLock()
      return client.workspace.lock({ force })
    },
    onSuccess: (status) => queryClient.setQueryData(api.workspace.status.queryKey(), status),
  })
  const report = (error: unknown) => {
    const reply = errorReply(error)
    notifications.show({
      title: 'Not locked',
      message: [reply.message, reply.hint].filter(Boolean).join('. '),
      color: 'orange',
    })
  }
  return {
    ask: () => (nRunning > 0 ? setAsking(true) : locking.mutate(false, { onError: report })),
    lockQuietly: () => locking.mutate(false),
    dialog: (
      <Confirm
        isOpen={isAsking}
        title="Lock while jobs are running?"
        action={`Cancel ${nRunning} ${nRunning === 1 ? 'job' : 'jobs'} and lock`}
        onClose={() => setAsking(false)}
        onConfirm={() => locking.mutate(true, { onError: report })}
      >
        <p style={{ margin: 0 }}>A locked workspace has no key, so running jobs end. Nothing half-written is kept.</p>
      </Confirm>
    ),
  }
}
