import { Anchor } from '@mantine/core'
import { Link } from 'wouter'

/** A link named by a model version: a long name ends in an ellipsis, the version is always to be seen. */
export function VersionLink({ item, href }: { item: { name: string; version: number }; href: string }) {
  return (
    <Anchor component={Link} href={href} style={{ display: 'flex', minWidth: 0 }}>
      <span className="one-line">{item.name}</span>
      <span>&nbsp;v{item.version}</span>
    </Anchor>
  )
}
