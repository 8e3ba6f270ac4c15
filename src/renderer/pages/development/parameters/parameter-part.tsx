import { Accordion } from '@mantine/core'
import type { ReactNode } from 'react'

/** A folded part of the parameter form, with one line that says what holds in it. */
export function ParameterPart(props: { value: string; title: string; summary: string; children: ReactNode }) {
  return (
    <Accordion.Item value={props.value}>
      <Accordion.Control styles={{ control: { paddingInline: 4 }, label: { paddingBlock: 5, lineHeight: 1.35 } }}>
        {props.title}
        <div className="caption one-line">{props.summary}</div>
      </Accordion.Control>
      <Accordion.Panel>{props.children}</Accordion.Panel>
    </Accordion.Item>
  )
}
