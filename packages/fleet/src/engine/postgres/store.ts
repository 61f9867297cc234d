import type { Pool, PoolClient } from 'pg'
import { packResult } from '../../store/pack.ts'
import type { Kept, Store } from '../../store/store.ts'
import {
  FIND,
  KEEP,
  KEEP_SEEN,
  KEEP_TEAM,
  NEWEST,
  NEWEST_OF_ONE,
  type OutcomeRow,
  outcomeOf,
  SEEN,
} from '../outcome-rows.ts'

/** Rows that are fetched at a time: a report has some ten kilobytes. */
const PORTION = 200

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
    async *outcomes({ until } = {}) {
      const client = await pool.connect()
      try {
        await client.query('BEGIN READ ONLY')
        await client.query(`DECLARE newest CURSOR FOR ${NEWEST}`, [until ?? null])
        for (;;) {
          const { rows } = await client.query<OutcomeRow>(`FETCH ${PORTION} FROM newest`)
          if (rows.length === 0) return
          yield* rows.map(outcomeOf)
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
  }
}

async function transact(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await work(client)
    await client.query('COMMIT')
    client.release()
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
  if (team !== undefined) await client.query(KEEP_TEAM, [...key, team])
  if (seen) await client.query(KEEP_SEEN, [repository, commit, seen])
}
