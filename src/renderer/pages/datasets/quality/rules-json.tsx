import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { QualityRule } from '../../../../shared/contract/index.ts'
import { copyText } from '../../../components/clipboard.ts'
import { parseRules } from './rule-form-values.ts'

/** The rules as JSON: what the command line takes, and what is stored. */
export function RulesJson(props: { rules: readonly QualityRule[]; onTake: (rules: readonly QualityRule[]) => void }) {
  const stored = JSON.stringify(props.rules, null, 2)
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const take = () => {
    const parsed = parseRules(typed ?? stored)
    if ('problem' in parsed) {
      setProblem(parsed.problem)
      return
    }
    props.onTake(parsed.rules)
    setTyped(null)
    setProblem(null)
  }
  return (
    <div className="stack">
      <Textarea
        label="Rules as JSON"
        value={typed ?? stored}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={problem}
        autosize
        minRows={12}
        maxRows={26}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
      />
      <div className="row">
        <Button disabled={typed === null} onClick={take}>
          Take these rules
        </Button>
        {typed !== null && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              setTyped(null)
              setProblem(null)
            }}
          >
            Put back
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={() => copyText(typed ?? stored)}>
          Copy JSON
        </Button>
      </div>
    </div>
  )
}
