import type { Migration } from './migration.ts'

/** Users, settings, jobs, columnar data sets, models, evidence, decisions, packs and the audit log. */
export const foundations: Migration = {
  number: 1,
  name: 'foundations',
  sql: `
CREATE TABLE workspace (
  single INTEGER PRIMARY KEY CHECK (single = 1),
  id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  keyring_epoch INTEGER NOT NULL
) STRICT;

CREATE TABLE user (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  roles TEXT NOT NULL,
  public_key TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE job (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  created_at TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX job_by_state ON job (state);
CREATE INDEX job_by_time ON job (created_at);

-- A set of column chunks. It belongs to a data set version or it is an orphan, swept at the next opening.
CREATE TABLE chunk_set (id TEXT PRIMARY KEY, created_at TEXT NOT NULL) STRICT;

CREATE TABLE column_chunk (
  set_id TEXT NOT NULL REFERENCES chunk_set (id),
  column_index INTEGER NOT NULL,
  chunk_index INTEGER NOT NULL,
  n_rows INTEGER NOT NULL,
  encoding TEXT NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (set_id, column_index, chunk_index)
) STRICT;

CREATE TABLE column_levels (
  set_id TEXT NOT NULL REFERENCES chunk_set (id),
  column_index INTEGER NOT NULL,
  levels TEXT NOT NULL,
  PRIMARY KEY (set_id, column_index)
) STRICT;

CREATE TABLE dataset_version (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  chunk_set_id TEXT NOT NULL UNIQUE REFERENCES chunk_set (id),
  summary TEXT NOT NULL,
  details TEXT NOT NULL,
  profile TEXT NOT NULL,
  UNIQUE (name, version)
) STRICT;

CREATE TABLE model_version (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  dataset_version_id TEXT NOT NULL REFERENCES dataset_version (id),
  fit_evidence_id TEXT NOT NULL REFERENCES evidence (id) DEFERRABLE INITIALLY DEFERRED,
  record TEXT NOT NULL,
  model TEXT NOT NULL,
  UNIQUE (name, version)
) STRICT;

CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  model_version_id TEXT NOT NULL REFERENCES model_version (id) DEFERRABLE INITIALLY DEFERRED,
  dataset_version_id TEXT NOT NULL REFERENCES dataset_version (id),
  key TEXT NOT NULL,
  summary TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_by_model ON evidence (model_version_id, kind);
CREATE INDEX evidence_by_key ON evidence (key);

CREATE TABLE decision (
  id TEXT PRIMARY KEY,
  model_version_id TEXT NOT NULL REFERENCES model_version (id),
  record TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_model ON decision (model_version_id);

CREATE TABLE pack (
  id TEXT PRIMARY KEY,
  model_version_id TEXT NOT NULL REFERENCES model_version (id),
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  n_pages INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT;

CREATE TABLE audit_event (seq INTEGER PRIMARY KEY, event TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE audit_checkpoint (size INTEGER PRIMARY KEY, root TEXT NOT NULL, peaks TEXT NOT NULL, created_at TEXT NOT NULL) STRICT;

CREATE TRIGGER dataset_version_no_update BEFORE UPDATE ON dataset_version BEGIN SELECT RAISE(ABORT, 'dataset_version rows are written once'); END;
CREATE TRIGGER dataset_version_no_delete BEFORE DELETE ON dataset_version BEGIN SELECT RAISE(ABORT, 'dataset_version rows are written once'); END;
CREATE TRIGGER model_version_no_update BEFORE UPDATE ON model_version BEGIN SELECT RAISE(ABORT, 'model_version rows are written once'); END;
CREATE TRIGGER model_version_no_delete BEFORE DELETE ON model_version BEGIN SELECT RAISE(ABORT, 'model_version rows are written once'); END;
CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence rows are written once'); END;
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence rows are written once'); END;
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decision rows are written once'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decision rows are written once'); END;
CREATE TRIGGER pack_no_update BEFORE UPDATE ON pack BEGIN SELECT RAISE(ABORT, 'pack rows are written once'); END;
CREATE TRIGGER pack_no_delete BEFORE DELETE ON pack BEGIN SELECT RAISE(ABORT, 'pack rows are written once'); END;
CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit_event rows are written once'); END;
CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit_event rows are written once'); END;
CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'audit_checkpoint rows are written once'); END;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'audit_checkpoint rows are written once'); END;

-- Chunks may go only while no version owns them.
CREATE TRIGGER column_chunk_no_update BEFORE UPDATE ON column_chunk BEGIN SELECT RAISE(ABORT, 'column_chunk rows are written once'); END;
CREATE TRIGGER column_chunk_no_insert BEFORE INSERT ON column_chunk
WHEN EXISTS (SELECT 1 FROM dataset_version WHERE chunk_set_id = NEW.set_id) BEGIN SELECT RAISE(ABORT, 'column_chunk rows of a data set version are written once'); END;
CREATE TRIGGER column_chunk_no_delete BEFORE DELETE ON column_chunk
WHEN EXISTS (SELECT 1 FROM dataset_version WHERE chunk_set_id = OLD.set_id) BEGIN SELECT RAISE(ABORT, 'column_chunk rows of a data set version are written once'); END;
CREATE TRIGGER column_levels_no_update BEFORE UPDATE ON column_levels BEGIN SELECT RAISE(ABORT, 'column_levels rows are written once'); END;
CREATE TRIGGER column_levels_no_insert BEFORE INSERT ON column_levels
WHEN EXISTS (SELECT 1 FROM dataset_version WHERE chunk_set_id = NEW.set_id) BEGIN SELECT RAISE(ABORT, 'column_levels rows of a data set version are written once'); END;
CREATE TRIGGER column_levels_no_delete BEFORE DELETE ON column_levels
WHEN EXISTS (SELECT 1 FROM dataset_version WHERE chunk_set_id = OLD.set_id) BEGIN SELECT RAISE(ABORT, 'column_levels rows of a data set version are written once'); END;
`,
}
