import type { Outcome } from '../store/outcome.ts'
import { unpackResult } from '../store/pack.ts'
import type { Named } from '../store/store.ts'

/** Statements for outcomes in tables, in the SQL that DuckDB and PostgreSQL share. */

/** For what is not there yet. */
export const INSERT = `
INSERT INTO outcomes (
  repository, revision, commit_id, build, knowledge, team, made_at, kind, result,
  seconds, processor_seconds, bytes, files, peak_memory
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`

export const KEEP = `${INSERT}
ON CONFLICT (repository, revision, commit_id, build, knowledge) DO UPDATE SET
  made_at = excluded.made_at,
  kind = excluded.kind,
  result = excluded.result,
  seconds = excluded.seconds,
  processor_seconds = excluded.processor_seconds,
  bytes = excluded.bytes,
  files = excluded.files,
  peak_memory = excluded.peak_memory
WHERE outcomes.kind = 'failed'`

const OF_KEY = 'repository = $1 AND revision = $2 AND commit_id = $3 AND build = $4 AND knowledge = $5'

export const KEEP_TEAM = `UPDATE outcomes SET team = $6 WHERE ${OF_KEY}`

/** What is audited again as it was before is the newest again. */
export const KEEP_MOMENT = `UPDATE outcomes SET made_at = $6 WHERE ${OF_KEY} AND kind = 'audited' AND made_at < $6`

export const KIND = `SELECT kind FROM outcomes WHERE ${OF_KEY}`

export const FIND = `SELECT * FROM outcomes WHERE ${OF_KEY}`

export const NEWEST_OF_ONE = `
SELECT * FROM outcomes WHERE repository = $1 AND revision = $2
ORDER BY made_at DESC, commit_id, build, knowledge LIMIT 1`

export const KEY = ['repository', 'revision', 'commit_id', 'build', 'knowledge'] as const

export const NAMES_OF_ONE = `
SELECT ${KEY.join(', ')}, team, made_at FROM outcomes WHERE repository = $1 AND revision = $2`

/** The newest of each repository and revision; of two of one moment the same one at every call. */
export const NEWEST = `
SELECT * FROM (
  SELECT *, row_number() OVER (
    PARTITION BY repository, revision ORDER BY made_at DESC, commit_id, build, knowledge
  ) AS place
  FROM outcomes
) AS placed WHERE place = 1 ORDER BY repository, revision`

export const EVERY = `SELECT * FROM outcomes ORDER BY repository, revision, made_at, commit_id, build, knowledge`

/** Those that go: `$1` of each repository and revision stay at most, and of these the newest and those since `$2`. */
const REMOVABLE = `
SELECT repository, revision, commit_id, build, knowledge FROM (
  SELECT *, row_number() OVER (
    PARTITION BY repository, revision ORDER BY made_at DESC, commit_id, build, knowledge
  ) AS place
  FROM outcomes
) AS placed WHERE place > 1 AND (place > $1 OR made_at < $2)`

export const REMOVABLE_SIZES = `
SELECT count(*) AS count, coalesce(sum(octet_length(result)), 0) AS bytes FROM outcomes
WHERE (repository, revision, commit_id, build, knowledge) IN (${REMOVABLE})`

export const REMOVE = `
DELETE FROM outcomes WHERE (repository, revision, commit_id, build, knowledge) IN (${REMOVABLE})`

export interface SizesRow {
  readonly count: bigint | string
  readonly bytes: bigint | string
}

export const KEEP_SEEN = `
INSERT INTO seen (repository, commit_id, seen) VALUES ($1, $2, $3)
ON CONFLICT (repository, commit_id) DO UPDATE SET seen = excluded.seen`

export const SEEN = 'SELECT seen FROM seen WHERE repository = $1 AND commit_id = $2'

export type NameRow = Pick<OutcomeRow, (typeof KEY)[number] | 'team' | 'made_at'>

/** An outcome as tables have it; drivers give large integers in their own ways. */
export interface OutcomeRow {
  readonly repository: string
  readonly revision: string
  readonly commit_id: string
  readonly build: string
  readonly knowledge: string
  readonly team: string | null
  readonly made_at: string
  readonly result: Uint8Array
  readonly seconds: number
  readonly processor_seconds: number
  readonly bytes: bigint | string
  readonly files: bigint | string
  readonly peak_memory: bigint | string
}

/** Which outcome a row is. */
export function namesOf(row: NameRow): Named {
  const { repository, revision, build, knowledge, team } = row
  return {
    repository,
    revision,
    commit: row.commit_id,
    build,
    knowledge,
    ...(team === null ? {} : { team }),
    at: row.made_at,
  }
}

export function outcomeOf(row: OutcomeRow): Outcome {
  return {
    ...namesOf(row),
    result: unpackResult(row.result),
    figures: {
      seconds: row.seconds,
      processorSeconds: row.processor_seconds,
      bytes: Number(row.bytes),
      files: Number(row.files),
      peakMemory: Number(row.peak_memory),
    },
  }
}
