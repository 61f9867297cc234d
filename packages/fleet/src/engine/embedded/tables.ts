/** The tables of a fleet's file. A job is there once for each repository and revision; an outcome once for each key; traces are files. */
export const TABLES = `
CREATE TABLE IF NOT EXISTS jobs (
  repository VARCHAR NOT NULL,
  revision VARCHAR NOT NULL,
  team VARCHAR,
  priority INTEGER NOT NULL,
  state VARCHAR NOT NULL,
  attempts INTEGER NOT NULL,
  detail VARCHAR,
  PRIMARY KEY (repository, revision)
);
CREATE TABLE IF NOT EXISTS outcomes (
  repository VARCHAR NOT NULL,
  revision VARCHAR NOT NULL,
  commit_id VARCHAR NOT NULL,
  build VARCHAR NOT NULL,
  knowledge VARCHAR NOT NULL,
  team VARCHAR,
  made_at VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  result BLOB NOT NULL,
  seconds DOUBLE NOT NULL,
  processor_seconds DOUBLE NOT NULL,
  bytes BIGINT NOT NULL,
  files BIGINT NOT NULL,
  peak_memory BIGINT NOT NULL,
  PRIMARY KEY (repository, revision, commit_id, build, knowledge)
);
`
