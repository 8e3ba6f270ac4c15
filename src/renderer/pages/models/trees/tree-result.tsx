import type { FitReport, ModelVersion, TreeModel } from '../../../../shared/contract/index.ts'
import { useDatasetName } from '../../../fields/use-dataset-name.ts'
import { ConstraintsHeld } from './constraints-held.tsx'
import { EqualityNote } from './equality-note.tsx'
import { ImportanceView } from './importance-view.tsx'
import { LearningHistory } from './learning-history.tsx'
import { TreeFigures } from './tree-figures.tsx'

/** What boosting has made: figures, how it learned, what matters, which constraints it keeps. */
export function TreeResult({ version, model, fit }: { version: ModelVersion; model: TreeModel; fit: FitReport }) {
  const { boosting } = fit
  const source = `${useDatasetName(version)}. Run ${version.fitEvidenceId.slice(0, 12)}.`
  return (
    <>
      <TreeFigures fit={fit} model={model} />
      {fit.equality !== null && <EqualityNote equality={fit.equality} />}
      {boosting !== null && (
        <>
          {boosting.history.length > 0 && (
            <div className="columns-2">
              <LearningHistory boosting={boosting} source={source} />
              <ConstraintsHeld boosting={boosting} />
            </div>
          )}
          <ImportanceView boosting={boosting} source={source} />
          {boosting.history.length === 0 && <ConstraintsHeld boosting={boosting} />}
        </>
      )}
    </>
  )
}

/** Characteristics of a tree model, strongest first. */
export function namesByStrength(model: TreeModel, fit: FitReport): string[] {
  const strength = new Map(fit.boosting?.importance.map((one) => [one.name, one.gainShare ?? one.nSplits]))
  return model.characteristics
    .map(({ name }) => name)
    .sort((a, b) => (strength.get(b) ?? 0) - (strength.get(a) ?? 0) || (a < b ? -1 : 1))
}
