import { Skeleton, VisuallyHidden } from '@mantine/core'

/** Stands where a table or a panel will be, in its size, so that nothing jumps. */
export function LoadingSkeleton({ label = 'Loading', rows = 6 }: { label?: string; rows?: number }) {
  return (
    <div role="status" className="stack" style={{ gap: 10, padding: '8px 0' }}>
      <VisuallyHidden>{label}…</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have no identity
        <Skeleton key={index} height={20} width={`${100 - ((index * 17) % 40)}%`} animate />
      ))}
    </div>
  )
}
