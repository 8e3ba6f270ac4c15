import { useCallback } from 'react'
import type { ChartTheme } from '../../../../charts/chart-theme.ts'
import { describeEditedBins } from '../../../../charts/edited-bins.ts'
import { Figure } from '../../../components/figure.tsx'
import { holdoutRates } from './bin-rows.ts'
import type { BinEditorState } from './use-bin-editor.ts'

const WIDEST = 640

/** The drawing beside the table: the last bins that were computed, the automatic ones lightly behind once they differ. */
export function EditedBinsFigure(props: { editor: BinEditorState; selected: number; source: string }) {
  const { editor, selected } = props
  const answer = editor.shown?.variables[0] ?? null
  const automatic = editor.isEdited ? (editor.before?.variables[0]?.variable ?? answer?.automatic ?? null) : null
  const describe = useCallback(
    (theme: ChartTheme) => {
      if (answer === null) throw new Error('The figure needs bins')
      const rates = holdoutRates(answer)
      return describeEditedBins({ variable: answer.variable, automatic, holdoutRates: rates, selected }, theme)
    },
    [answer, automatic, selected],
  )
  if (answer === null) return null
  return (
    <div style={{ opacity: editor.isFresh ? 1 : 0.6, minWidth: 0 }}>
      <Figure describe={describe} source={props.source} maxWidth={WIDEST} />
    </div>
  )
}
