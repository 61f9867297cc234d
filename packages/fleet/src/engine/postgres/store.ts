import type { Pool, PoolClient } from 'pg'
import { packResult } from '../../store/pack.ts'
import type { Removed } from '../../store/prune.ts'
import type { Kept, Store } from '../../store/store.ts'
import {
  EVERY,
  FIND,
  KEEP,
  KEEP_MOMENT,
  KEEP_SEEN,
  KEEP_TEAM,
  KEY,
  type NameRow,
  NEWEST,
  NEWEST_OF_ONE,
  namesOf,
  type OutcomeRow,
  outcomeOf,
  REMOVABLE_SIZES,
  REMOVE,
  SEEN,
  type SizesRow,
} from '../outcome-rows.ts'

/** Rows that are fetched at a time: a report has some ten kilobytes. */
const PORTION = 200

/** Reports come over the network only where they are wanted. */
const NAMES = [...KEY, 'team', 'made_at'].join(', ')
const OF_KEYS = `
SELECT outcomes.* FROM unnest(${KEY.map((_, index) => `$${index + 1}::text[]`).join(', ')})
WITH ORDINALITY AS wanted (${KEY.join(', ')}, place) JOIN outcomes USING (${KEY.join(', ')}) ORDER BY place`

function columnsOf(rows: readonly NameRow[]): readonly (readonly string[])[] {
  return KEY.map((column) => rows.map((row) => row[column]))
}

/** Outcomes in tables of PostgreSQL. */
export function storeIn(pool: Pool): Omit<Store, 'close'> {
  return {
    keep: (kept) =>
      transact(pool, async (client) => {
        for (const one of kept) await keepOne(client, one)
      }),
    async find({ repository, revision, commit, build, knowledge }) {
      const { rows } = await pool.query<OutcomeRow>(FIND, [repository, revision, commit, build, knowledge])
      return rows[0] && outcomeOf(rows[0])
    },
    async newest(repository, revision) {
      const { rows } = await pool.query<OutcomeRow>(NEWEST_OF_ONE, [repository, revision])
      return rows[0] && outcomeOf(rows[0])
    },
    async *outcomes({ every, skips } = {}) {
      const client = await pool.connect()
      try {
        await client.query('BEGIN READ ONLY')
        await client.query(
          `DECLARE asked CURSOR FOR SELECT ${NAMES} FROM (${every === true ? EVERY : NEWEST}) AS asked`,
        )
        for (;;) {
          const { rows } = await client.query<NameRow>(`FETCH ${PORTION} FROM asked`)
          if (rows.length === 0) return
          const wanted = rows.filter((row) => !skips?.(namesOf(row)))
          if (wanted.length > 0)
            yield* (await client.query<OutcomeRow>(OF_KEYS, [...columnsOf(wanted)])).rows.map(outcomeOf)
        }
      } finally {
        await client.query('ROLLBACK').catch(() => {})
        client.release()
      }
    },
    async seen(repository, commit) {
      const { rows } = await pool.query<{ seen: Uint8Array }>(SEEN, [repository, commit])
      return rows[0]?.seen
    },
    prune: ({ newest, since }) =>
      transact(pool, async (client) => {
        const { rows: outcomes } = await client.query<SizesRow>(REMOVABLE_SIZES, [newest, since])
        await client.query(REMOVE, [newest, since])
        const { rows: traces } = await client.query<SizesRow>(FORGET)
        return { outcomes: sizesOf(outcomes), traces: sizesOf(traces) }
      }),
  }
}

/** What was seen of commits that are not the newest of any repository. */
const FORGET = `
WITH gone AS (
  DELETE FROM seen WHERE (repository, commit_id) NOT IN (SELECT repository, commit_id FROM (${NEWEST}) AS newest)
  RETURNING octet_length(seen) AS bytes
)
SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM gone`

function sizesOf([sizes]: readonly SizesRow[]): Removed {
  return { count: Number(sizes?.count), bytes: Number(sizes?.bytes) }
}

async function transact<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    // The connection may be what is broken: it is not used again.
    client.release(true)
    throw error
  }
}

async function keepOne(client: PoolClient, { outcome, seen }: Kept): Promise<void> {
  const { repository, revision, commit, build, knowledge, team, at, result, figures } = outcome
  const { seconds, processorSeconds, bytes, files, peakMemory } = figures
  const key = [repository, revision, commit, build, knowledge]
  const values = [
    team ?? null,
    at,
    result.kind,
    packResult(result),
    seconds,
    processorSeconds,
    bytes,
    files,
    peakMemory,
  ]
  await client.query(KEEP, [...key, ...values])
  if (result.kind === 'audited') await client.query(KEEP_MOMENT, [...key, at])
  if (team !== undefined) await client.query(KEEP_TEAM, [...key, team])
  if (seen) await client.query(KEEP_SEEN, [repository, commit, seen])
}
