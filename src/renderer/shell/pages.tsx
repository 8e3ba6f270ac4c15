import { Anchor } from '@mantine/core'
import { lazy } from 'react'
import { Link, Route, Switch } from 'wouter'
import { EmptyState } from '../components/empty-state.tsx'

const Home = lazy(async () => ({ default: (await import('../pages/home/home-page.tsx')).HomePage }))
const Datasets = lazy(async () => ({ default: (await import('../pages/datasets/datasets-page.tsx')).DatasetsPage }))
const ImportDataset = lazy(async () => ({ default: (await import('../pages/datasets/import-page.tsx')).ImportPage }))
const Dataset = lazy(async () => ({ default: (await import('../pages/datasets/dataset-page.tsx')).DatasetPage }))
const Development = lazy(async () => ({
  default: (await import('../pages/development/development-page.tsx')).DevelopmentPage,
}))
const Bins = lazy(async () => ({ default: (await import('../pages/development/bins/bins-page.tsx')).BinsPage }))
const Constraints = lazy(async () => ({
  default: (await import('../pages/development/constraints/constraints-page.tsx')).ConstraintsPage,
}))
const Experiments = lazy(async () => ({
  default: (await import('../pages/development/experiments/experiments-page.tsx')).ExperimentsPage,
}))
const TrainingResult = lazy(async () => ({
  default: (await import('../pages/development/result-page.tsx')).ResultPage,
}))
const Models = lazy(async () => ({ default: (await import('../pages/models/models-page.tsx')).ModelsPage }))
const Model = lazy(async () => ({ default: (await import('../pages/models/model-page.tsx')).ModelPage }))
const CompareModels = lazy(async () => ({
  default: (await import('../pages/models/compare/compare-page.tsx')).ComparePage,
}))
const Validation = lazy(async () => ({
  default: (await import('../pages/validation/validation-page.tsx')).ValidationPage,
}))
const Fairness = lazy(async () => ({ default: (await import('../pages/fairness/fairness-page.tsx')).FairnessPage }))
const Explainability = lazy(async () => ({
  default: (await import('../pages/explainability/explainability-page.tsx')).ExplainabilityPage,
}))
const Governance = lazy(async () => ({
  default: (await import('../pages/governance/governance-page.tsx')).GovernancePage,
}))
const Scoring = lazy(async () => ({ default: (await import('../pages/scoring/scoring-page.tsx')).ScoringPage }))
const Reports = lazy(async () => ({ default: (await import('../pages/reports/reports-page.tsx')).ReportsPage }))
const Audit = lazy(async () => ({ default: (await import('../pages/audit/audit-page.tsx')).AuditPage }))
const Settings = lazy(async () => ({ default: (await import('../pages/settings/settings-page.tsx')).SettingsPage }))

/** The pages by address. */
export function Pages() {
  return (
    <Switch>
      <Route path="/" component={Home} />
      <Route path="/datasets" component={Datasets} />
      <Route path="/datasets/import" component={ImportDataset} />
      <Route<{ id: string; tab?: string; item?: string }> path="/datasets/:id/:tab?/:item?">
        {({ id, tab, item }) => <Dataset id={id} tab={tab ?? null} item={item ?? null} />}
      </Route>
      <Route path="/development" component={Development} />
      <Route<{ column?: string }> path="/development/bins/:column?">
        {({ column }) => <Bins address={column ?? null} />}
      </Route>
      <Route path="/development/constraints" component={Constraints} />
      <Route path="/development/experiments/:id?">{({ id }) => <Experiments id={id ?? null} />}</Route>
      <Route path="/development/:id">{({ id }) => <TrainingResult id={id} />}</Route>
      <Route path="/models" component={Models} />
      <Route path="/models/compare/:evidence?">
        {({ evidence }) => <CompareModels evidenceId={evidence ?? null} />}
      </Route>
      <Route path="/models/:id/:tab?">{({ id, tab }) => <Model id={id} tab={tab ?? 'scorecard'} />}</Route>
      <Route path="/validation/:evidence?">{({ evidence }) => <Validation evidenceId={evidence ?? null} />}</Route>
      <Route path="/fairness/:evidence?">{({ evidence }) => <Fairness evidenceId={evidence ?? null} />}</Route>
      <Route path="/explainability/:view?">{({ view }) => <Explainability view={view ?? null} />}</Route>
      <Route path="/governance" component={Governance} />
      <Route path="/scoring/:tab?">{({ tab }) => <Scoring tab={tab ?? 'file'} />}</Route>
      <Route path="/reports" component={Reports} />
      <Route path="/audit" component={Audit} />
      <Route path="/settings" component={Settings} />
      <Route path="/create" component={Home} />
      <Route path="/recover" component={Home} />
      <Route>
        <div className="page">
          <EmptyState
            title="There is no page at this address"
            action={
              <Anchor component={Link} href="/">
                Go to Home
              </Anchor>
            }
          >
            It may have been moved. Use the sidebar or Ctrl K.
          </EmptyState>
        </div>
      </Route>
    </Switch>
  )
}
