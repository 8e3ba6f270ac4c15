import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import { Notice } from '../../components/notice.tsx'

/** What bad means on this dataset, or what to do where nothing says so. */
export function TargetNote({ target, id }: { target: { column: string; eventValue: string } | null; id: string }) {
  if (target !== null) {
    return (
      <p className="caption" style={{ margin: 0 }}>
        Bad means{' '}
        <strong>
          {target.column} = {target.eventValue}
        </strong>
      </p>
    )
  }
  return (
    <Notice kind="attention" title="This dataset has no target.">
      <p>
        Import the file again and choose the column that says which cases turned bad.{' '}
        <Anchor component={Link} href={`/datasets/${id}`}>
          Open dataset
        </Anchor>
      </p>
    </Notice>
  )
}
