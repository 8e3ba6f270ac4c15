import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useServices } from '../../../app-context.tsx'
import { QueryView } from '../../../components/query-view.tsx'
import { searchRows } from '../../../components/sort-rows.ts'
import { fillSlots } from './expression-text.ts'

interface HelpProps {
  readonly columns: readonly { readonly name: string; readonly note: string }[]
  readonly onColumn: (name: string) => void
  readonly onFunction: (name: string) => void
  /** A template with its slots filled, and what is known of it. */
  readonly onFeature: (feature: { expression: string; name: string; description: string; unit: string }) => void
}

type Shelf = 'columns' | 'functions' | 'features'
/** A list longer than this is searched, not scrolled. */
const MAX_SHOWN = 200

/** Columns, functions and usual features, ready to be put into an expression. */
export function ExpressionHelp(props: HelpProps) {
  const { api } = useServices()
  const [shelf, setShelf] = useState<Shelf>('columns')
  const [search, setSearch] = useState('')
  const reference = useQuery(api.expression.reference.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row">
        <SegmentedControl
          aria-label="What to insert"
          value={shelf}
          onChange={(value) => setShelf(value as Shelf)}
          data={[
            { value: 'columns', label: 'Columns' },
            { value: 'functions', label: 'Functions' },
            { value: 'features', label: 'Usual features' },
          ]}
        />
        <TextInput
          aria-label={`Search ${shelf}`}
          placeholder="Search"
          leftSection={<Search size={14} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          style={{ flex: 1, minWidth: 120 }}
        />
      </div>
      {shelf === 'columns' && (
        <HelpList
          label="Columns to insert"
          items={props.columns.map(({ name, note }) => ({ key: name, code: name, text: note }))}
          search={search}
          onChoose={props.onColumn}
        />
      )}
      {shelf !== 'columns' && (
        <QueryView query={reference} rows={5}>
          {({ functions, features }) =>
            shelf === 'functions' ? (
              <HelpList
                label="Functions to insert"
                items={functions.map((one) => ({ key: one.name, code: one.signature, text: one.description }))}
                search={search}
                onChoose={props.onFunction}
              />
            ) : (
              <FeatureList features={features} search={search} columns={props.columns} onFeature={props.onFeature} />
            )
          }
        </QueryView>
      )}
    </div>
  )
}

interface Item {
  readonly key: string
  readonly code: string
  readonly text: string
}

function HelpList(props: { label: string; items: readonly Item[]; search: string; onChoose: (key: string) => void }) {
  const found = searchRows(props.items, (item) => [item.code, item.text], props.search)
  return (
    <>
      <ul className="help-list" aria-label={props.label}>
        {found.slice(0, MAX_SHOWN).map((item) => (
          <li key={item.key}>
            <button type="button" className="plain-button help-item" onClick={() => props.onChoose(item.key)}>
              <code>{item.code}</code> <span className="caption">{item.text}</span>
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="help-item caption">Nothing matches the search.</li>}
      </ul>
      {found.length > MAX_SHOWN && (
        <p className="caption" style={{ margin: 0 }}>
          The first {MAX_SHOWN} of {found.length}. Search for the others.
        </p>
      )}
    </>
  )
}

interface Feature {
  readonly name: string
  readonly label: string
  readonly template: string
  readonly slots: readonly { readonly name: string; readonly description: string }[]
  readonly description: string
  readonly unit: string
}

function FeatureList(props: {
  features: readonly Feature[]
  search: string
  columns: HelpProps['columns']
  onFeature: HelpProps['onFeature']
}) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [filled, setFilled] = useState<Readonly<Record<string, string>>>({})
  const feature = props.features.find((one) => one.name === chosen)
  if (feature === undefined) {
    return (
      <HelpList
        label="Usual features"
        items={props.features.map((one) => ({ key: one.name, code: one.label, text: one.description }))}
        search={props.search}
        onChoose={(name) => {
          setFilled({})
          setChosen(name)
        }}
      />
    )
  }
  const isFilled = feature.slots.every((slot) => (filled[slot.name] ?? '') !== '')
  return (
    <div className="stack" style={{ gap: 8 }}>
      <strong>{feature.label}</strong>
      <p className="caption" style={{ margin: 0 }}>
        {feature.description}
      </p>
      <div className="fields">
        {feature.slots.map((slot) => (
          <Select
            key={slot.name}
            label={slot.description}
            data={props.columns.map((column) => column.name)}
            value={filled[slot.name] ?? null}
            onChange={(name) => setFilled({ ...filled, [slot.name]: name ?? '' })}
            searchable
            limit={100}
            w={170}
          />
        ))}
      </div>
      <code style={{ overflowWrap: 'anywhere' }}>{fillSlots(feature.template, filled)}</code>
      <div className="row">
        <Button
          variant="default"
          disabled={!isFilled}
          onClick={() => {
            const { name, description, unit } = feature
            props.onFeature({ expression: fillSlots(feature.template, filled), name, description, unit })
            setChosen(null)
          }}
        >
          Use it
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setChosen(null)}>
          Back
        </Button>
      </div>
    </div>
  )
}
