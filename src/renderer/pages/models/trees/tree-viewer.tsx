import { ActionIcon, Button, NumberInput, Select, Switch } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { TreeModel } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { plural } from '../../../words/estimates.ts'
import { treeLines, treeSize, treesWith } from './tree-lines.ts'
import { TreeOutline } from './tree-outline.tsx'
import { TreeTable } from './tree-table.tsx'
import './trees.css'

/** One tree at a time, to be read from the root down, as auditors read rules. */
export function TreeViewer({ model }: { model: TreeModel }) {
  const [number, setNumber] = useState(1)
  const [wanted, setWanted] = useState<string | null>(null)
  const [isTable, setTable] = useState(false)
  const { trees, characteristics } = model
  const tree = trees[number - 1]
  const place = characteristics.findIndex(({ name }) => name === wanted)
  const found = useMemo(() => (place < 0 ? [] : treesWith(trees, place)), [trees, place])
  const lines = useMemo(() => (tree === undefined ? [] : treeLines(tree, characteristics)), [tree, characteristics])
  if (tree === undefined) {
    return (
      <EmptyState title="No tree">Every case has the same score: no split gained anything in development.</EmptyState>
    )
  }
  const { nLeaves, depth } = treeSize(tree)
  const go = (next: number | undefined) => next !== undefined && setNumber(Math.max(1, Math.min(trees.length, next)))
  return (
    <div className="stack" style={{ gap: 12 }}>
      <div className="fields" style={{ alignItems: 'end' }}>
        <NumberInput
          label={`Tree, 1 to ${formatNumber(trees.length, 'integer')}`}
          value={number}
          min={1}
          max={trees.length}
          allowDecimal={false}
          clampBehavior="blur"
          onChange={(value) => typeof value === 'number' && go(value)}
          w={130}
        />
        <span className="row" style={{ gap: 4 }}>
          <Step label="Previous tree" isOff={number <= 1} onClick={() => go(number - 1)} isBack />
          <Step label="Next tree" isOff={number >= trees.length} onClick={() => go(number + 1)} />
        </span>
        <TreeSearch
          names={characteristics.map(({ name }) => name)}
          wanted={wanted}
          onWanted={setWanted}
          before={found.findLast((one) => one < number)}
          after={found.find((one) => one > number)}
          onGo={go}
        />
        <Switch
          label="As table"
          checked={isTable}
          onChange={(event) => setTable(event.currentTarget.checked)}
          style={{ paddingBottom: 7 }}
        />
      </div>
      <p className="caption" style={{ margin: 0 }} role="status">
        Tree {formatNumber(number, 'integer')}: {plural(nLeaves, 'leaf', 'leaves')}, depth {depth}.
        {wanted !== null &&
          ` ${wanted} is asked about in ${plural(found.length, 'tree')}${found.includes(number) ? ', this one too' : ''}.`}{' '}
        A leaf adds to the log-odds of default: + is riskier. The score starts at{' '}
        {formatNumber(model.baseMargin, 'coefficient')}.
      </p>
      {isTable ? (
        <TreeTable number={number} lines={lines} />
      ) : (
        <TreeOutline key={number} number={number} lines={lines} wanted={wanted} />
      )}
    </div>
  )
}

interface SearchProps {
  readonly names: readonly string[]
  readonly wanted: string | null
  readonly onWanted: (name: string | null) => void
  /** The nearest trees that ask about it. */
  readonly before: number | undefined
  readonly after: number | undefined
  readonly onGo: (number: number | undefined) => void
}

/** The way to the trees that ask about a characteristic. */
function TreeSearch({ names, wanted, onWanted, before, after, onGo }: SearchProps) {
  return (
    <>
      <Select
        label="Find a characteristic"
        data={[...names]}
        value={wanted}
        onChange={onWanted}
        searchable
        clearable
        limit={100}
        placeholder="any"
        w={240}
      />
      {wanted !== null && (
        <span className="row" style={{ gap: 4 }}>
          <Button variant="default" disabled={before === undefined} onClick={() => onGo(before)}>
            ← Before
          </Button>
          <Button variant="default" disabled={after === undefined} onClick={() => onGo(after)}>
            Next with it →
          </Button>
        </span>
      )}
    </>
  )
}

function Step(props: { label: string; isOff: boolean; onClick: () => void; isBack?: boolean }) {
  return (
    <ActionIcon variant="default" size={32} aria-label={props.label} disabled={props.isOff} onClick={props.onClick}>
      {props.isBack === true ? <ChevronLeft size={16} /> : <ChevronRight size={16} />}
    </ActionIcon>
  )
}
