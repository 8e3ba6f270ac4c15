import { Panel } from '../../components/panel.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import type { MetricKey } from '../../metrics/metric-texts.ts'

interface Question {
  readonly title: string
  readonly question: string
  readonly metrics: readonly MetricKey[]
  readonly shown: string
}

const QUESTIONS: readonly Question[] = [
  {
    title: 'Discrimination',
    question: 'Do bad cases get lower scores than good ones?',
    metrics: ['rocAuc', 'gini', 'ksStatistic'],
    shown: 'ROC and KS curve, score distribution, gains by decile',
  },
  {
    title: 'Calibration',
    question: 'Is the predicted probability of default the one observed?',
    metrics: ['brierScore', 'logLoss', 'hosmerLemeshow', 'calibrationSlope', 'calibrationInTheLarge'],
    shown: 'Calibration curve with the interval of each band',
  },
  {
    title: 'Stability',
    question: 'Is the hold-out population like the one the model was made on?',
    metrics: ['populationStabilityIndex'],
    shown: 'Stability of the score and of every characteristic, band by band',
  },
]

/** Before the first run: what will be measured, and what becomes of it. */
export function NotValidated() {
  return (
    <Panel title="Not validated yet">
      <p style={{ margin: 0 }}>
        Run validation measures the following on the development and the hold-out sample, with 95% confidence intervals,
        and keeps the report as evidence that gates and packs cite.
      </p>
      <div className="question-list">
        {QUESTIONS.map((item) => (
          <section key={item.title} aria-label={item.title} className="stack" style={{ gap: 6 }}>
            <h3 style={{ margin: 0, fontSize: '0.875rem' }}>{item.title}</h3>
            <p style={{ margin: 0 }}>{item.question}</p>
            <ul style={{ margin: 0, paddingLeft: 16 }}>
              {item.metrics.map((metric) => (
                <li key={metric}>
                  <MetricInfo metric={metric} />
                </li>
              ))}
            </ul>
            <p className="caption" style={{ margin: 0 }}>
              {item.shown}
            </p>
          </section>
        ))}
      </div>
    </Panel>
  )
}
