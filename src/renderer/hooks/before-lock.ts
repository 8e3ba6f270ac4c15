const tasks = new Set<() => Promise<void>>()
/** A lock that was asked for comes, whatever hangs. */
const LONGEST_MS = 1500

/** Runs `task` before the person locks the workspace from this window; returns the way to forget it. */
export function beforeLock(task: () => Promise<void>): () => void {
  tasks.add(task)
  return () => tasks.delete(task)
}

/** Lets every part of the screen write what is unsaved; a task that fails or hangs does not hold up the lock. */
export async function finishBeforeLock(): Promise<void> {
  if (tasks.size === 0) return
  const all = Promise.allSettled([...tasks].map((task) => task()))
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, LONGEST_MS))])
}
