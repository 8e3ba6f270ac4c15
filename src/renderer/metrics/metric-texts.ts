import { calibrationTexts } from './calibration-texts.ts'
import { dataTexts } from './data-texts.ts'
import { discriminationTexts } from './discrimination-texts.ts'
import { fairnessTexts } from './fairness-texts.ts'
import type { MetricText } from './metric-text.ts'
import { scorecardTexts } from './scorecard-texts.ts'
import { strategyTexts } from './strategy-texts.ts'
import { treeTexts } from './tree-texts.ts'

const texts = {
  ...discriminationTexts,
  ...calibrationTexts,
  ...fairnessTexts,
  ...scorecardTexts,
  ...strategyTexts,
  ...dataTexts,
  ...treeTexts,
}

export type MetricKey = keyof typeof texts

/** "About this number" for every metric on the screen. */
export const METRIC_TEXTS: Readonly<Record<MetricKey, MetricText>> = texts
