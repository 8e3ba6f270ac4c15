import type { Migration } from './migration.ts'

/** Evidence about data, quality suites, templates, dictionaries, retention, pseudonyms and erasure. */
export const dataRoom: Migration = {
  number: 2,
  name: 'data room',
  sql: `
CREATE TABLE dataset_evidence (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  dataset_version_id TEXT NOT NULL REFERENCES dataset_version (id),
  other_version_id TEXT REFERENCES dataset_version (id),
  key TEXT NOT NULL,
  summary TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX dataset_evidence_by_version ON dataset_evidence (dataset_version_id, kind);
CREATE INDEX dataset_evidence_by_key ON dataset_evidence (key);

-- The rules of a data set by its name; a changed suite is a new version.
CREATE TABLE quality_suite (
  dataset_name TEXT NOT NULL,
  version INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (dataset_name, version)
) STRICT;

CREATE TABLE import_template (name TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;

-- What people write about columns and data sets, by name; the newest line counts.
CREATE TABLE dictionary_entry (
  seq INTEGER PRIMARY KEY,
  dataset_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX dictionary_entry_by_column ON dictionary_entry (dataset_name, column_name);
CREATE TABLE dataset_policy (seq INTEGER PRIMARY KEY, dataset_name TEXT NOT NULL, record TEXT NOT NULL) STRICT;
CREATE INDEX dataset_policy_by_name ON dataset_policy (dataset_name);

-- The texts that the tokens of a pseudonymised column stand for, apart from the column.
CREATE TABLE original_levels (
  set_id TEXT NOT NULL REFERENCES chunk_set (id),
  column_index INTEGER NOT NULL,
  levels TEXT NOT NULL,
  PRIMARY KEY (set_id, column_index)
) STRICT;

-- Who had which version changed by law. While a window stands open, in one transaction, cells of that set may be blanked.
CREATE TABLE erasure (
  id TEXT PRIMARY KEY,
  dataset_version_id TEXT NOT NULL REFERENCES dataset_version (id),
  n_rows INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX erasure_by_version ON erasure (dataset_version_id);
CREATE TABLE erasure_window (set_id TEXT PRIMARY KEY REFERENCES chunk_set (id)) STRICT;

CREATE TRIGGER dataset_evidence_no_update BEFORE UPDATE ON dataset_evidence BEGIN SELECT RAISE(ABORT, 'dataset_evidence rows are written once'); END;
CREATE TRIGGER dataset_evidence_no_delete BEFORE DELETE ON dataset_evidence BEGIN SELECT RAISE(ABORT, 'dataset_evidence rows are written once'); END;
CREATE TRIGGER quality_suite_no_update BEFORE UPDATE ON quality_suite BEGIN SELECT RAISE(ABORT, 'quality_suite rows are written once'); END;
CREATE TRIGGER quality_suite_no_delete BEFORE DELETE ON quality_suite BEGIN SELECT RAISE(ABORT, 'quality_suite rows are written once'); END;
CREATE TRIGGER dictionary_entry_no_update BEFORE UPDATE ON dictionary_entry BEGIN SELECT RAISE(ABORT, 'dictionary_entry rows are written once'); END;
CREATE TRIGGER dictionary_entry_no_delete BEFORE DELETE ON dictionary_entry BEGIN SELECT RAISE(ABORT, 'dictionary_entry rows are written once'); END;
CREATE TRIGGER dataset_policy_no_update BEFORE UPDATE ON dataset_policy BEGIN SELECT RAISE(ABORT, 'dataset_policy rows are written once'); END;
CREATE TRIGGER dataset_policy_no_delete BEFORE DELETE ON dataset_policy BEGIN SELECT RAISE(ABORT, 'dataset_policy rows are written once'); END;
CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, 'erasure rows are written once'); END;
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'erasure rows are written once'); END;

DROP TRIGGER column_chunk_no_update;
CREATE TRIGGER column_chunk_no_update BEFORE UPDATE ON column_chunk
WHEN NOT EXISTS (SELECT 1 FROM erasure_window WHERE set_id = OLD.set_id)
  OR NEW.set_id <> OLD.set_id OR NEW.column_index <> OLD.column_index OR NEW.chunk_index <> OLD.chunk_index OR NEW.n_rows <> OLD.n_rows
BEGIN SELECT RAISE(ABORT, 'column_chunk rows are written once'); END;
DROP TRIGGER column_levels_no_update;
CREATE TRIGGER column_levels_no_update BEFORE UPDATE ON column_levels
WHEN NOT EXISTS (SELECT 1 FROM erasure_window WHERE set_id = OLD.set_id) OR NEW.set_id <> OLD.set_id OR NEW.column_index <> OLD.column_index
BEGIN SELECT RAISE(ABORT, 'column_levels rows are written once'); END;
CREATE TRIGGER original_levels_no_update BEFORE UPDATE ON original_levels
WHEN NOT EXISTS (SELECT 1 FROM erasure_window WHERE set_id = OLD.set_id) OR NEW.set_id <> OLD.set_id OR NEW.column_index <> OLD.column_index
BEGIN SELECT RAISE(ABORT, 'original_levels rows are written once'); END;
CREATE TRIGGER original_levels_no_insert BEFORE INSERT ON original_levels
WHEN EXISTS (SELECT 1 FROM dataset_version WHERE chunk_set_id = NEW.set_id) BEGIN SELECT RAISE(ABORT, 'original_levels rows of a data set version are written once'); END;
CREATE TRIGGER original_levels_no_delete BEFORE DELETE ON original_levels
WHEN EXISTS (SELECT 1 FROM dataset_version WHERE chunk_set_id = OLD.set_id) BEGIN SELECT RAISE(ABORT, 'original_levels rows of a data set version are written once'); END;
-- A version itself keeps its name, number and hash for ever; only what repeats values of erased cells may be written anew.
DROP TRIGGER dataset_version_no_update;
CREATE TRIGGER dataset_version_no_update BEFORE UPDATE ON dataset_version
WHEN NOT EXISTS (SELECT 1 FROM erasure_window WHERE set_id = OLD.chunk_set_id)
  OR NEW.id <> OLD.id OR NEW.name <> OLD.name OR NEW.version <> OLD.version OR NEW.content_hash <> OLD.content_hash
  OR NEW.chunk_set_id <> OLD.chunk_set_id OR NEW.summary <> OLD.summary
BEGIN SELECT RAISE(ABORT, 'dataset_version rows are written once'); END;
`,
}
