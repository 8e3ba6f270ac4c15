import type { Migration } from './migration.ts'

/** Experiments with the trials of searches, and what people are working on in the development room. */
export const modelRoom: Migration = {
  number: 3,
  name: 'model room',
  sql: `
CREATE TABLE experiment (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  dataset_version_id TEXT NOT NULL REFERENCES dataset_version (id),
  key TEXT NOT NULL UNIQUE,
  summary TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX experiment_by_version ON experiment (dataset_version_id, kind);

-- Trials as they finish, under the key of their search: a search that was stopped goes on behind them.
CREATE TABLE search_trial (
  key TEXT NOT NULL,
  round INTEGER NOT NULL,
  trial INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (key, round, trial)
) STRICT;

CREATE TABLE development_draft (
  dataset_version_id TEXT NOT NULL REFERENCES dataset_version (id),
  user_name TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (dataset_version_id, user_name)
) STRICT;

CREATE TRIGGER experiment_no_update BEFORE UPDATE ON experiment BEGIN SELECT RAISE(ABORT, 'experiment rows are written once'); END;
CREATE TRIGGER experiment_no_delete BEFORE DELETE ON experiment BEGIN SELECT RAISE(ABORT, 'experiment rows are written once'); END;
CREATE TRIGGER search_trial_no_update BEFORE UPDATE ON search_trial BEGIN SELECT RAISE(ABORT, 'search_trial rows are written once'); END;
CREATE TRIGGER search_trial_no_delete BEFORE DELETE ON search_trial BEGIN SELECT RAISE(ABORT, 'search_trial rows are written once'); END;
`,
}
