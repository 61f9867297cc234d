/** Where the fleet's own tables are; those of its jobs are pg-boss's, beside them. */
export const SCHEMA = 'acclimate_fleet'
export const QUEUE_SCHEMA = 'acclimate_fleet_queue'

/** Texts are compared by their bytes, so that outcomes come in the same order from every engine. */
export const TABLES = `
CREATE SCHEMA IF NOT EXISTS ${SCHEMA};
CREATE TABLE IF NOT EXISTS ${SCHEMA}.outcomes (
  repository TEXT COLLATE "C" NOT NULL,
  revision TEXT COLLATE "C" NOT NULL,
  commit_id TEXT COLLATE "C" NOT NULL,
  build TEXT COLLATE "C" NOT NULL,
  knowledge TEXT COLLATE "C" NOT NULL,
  team TEXT,
  made_at TEXT COLLATE "C" NOT NULL,
  kind TEXT NOT NULL,
  result BYTEA NOT NULL,
  seconds DOUBLE PRECISION NOT NULL,
  processor_seconds DOUBLE PRECISION NOT NULL,
  bytes BIGINT NOT NULL,
  files BIGINT NOT NULL,
  peak_memory BIGINT NOT NULL,
  PRIMARY KEY (repository, revision, commit_id, build, knowledge)
);
CREATE TABLE IF NOT EXISTS ${SCHEMA}.seen (
  repository TEXT COLLATE "C" NOT NULL,
  commit_id TEXT COLLATE "C" NOT NULL,
  seen BYTEA NOT NULL,
  PRIMARY KEY (repository, commit_id)
);
CREATE TABLE IF NOT EXISTS ${SCHEMA}.settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`
