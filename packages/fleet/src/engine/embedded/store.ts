import { type DuckDBConnection, type DuckDBValue, blobValue } from '@duckdb/node-api'
import { packResult } from '../../store/pack.ts'
import type { Kept, Store } from '../../store/store.ts'
import {
  EVERY,
  FIND,
  KEEP,
  KEEP_MOMENT,
  KEEP_SEEN,
  KEEP_TEAM,
  NEWEST,
  NEWEST_OF_ONE,
  type OutcomeRow,
  SEEN,
  namesOf,
  outcomeOf,
} from '../outcome-rows.ts'
import type { FleetFile } from './file.ts'

/** Outcomes in a fleet's file. */
export function storeIn({ connect, transact }: FleetFile): Omit<Store, 'close'> {
  /** Rows of this shape are what the statements select; the driver types any row as a record. */
  async function* rows<Row>(sql: string, values: DuckDBValue[]): AsyncGenerator<Row> {
    const connection = await connect()
    try {
      const result = await connection.stream(sql, values)
      for await (const some of result.yieldRowObjectJs()) yield* some as Row[]
    } finally {
      connection.closeSync()
    }
  }
  return {
    keep: (kept) =>
      transact(async (connection) => {
        // One after the other, on one connection.
        for (const one of kept) await keepOne(connection, one)
      }),
    async find({ repository, revision, commit, build, knowledge }) {
      for await (const row of rows<OutcomeRow>(FIND, [repository, revision, commit, build, knowledge]))
        return outcomeOf(row)
      return undefined
    },
    async newest(repository, revision) {
      for await (const row of rows<OutcomeRow>(NEWEST_OF_ONE, [repository, revision])) return outcomeOf(row)
      return undefined
    },
    async *outcomes({ every, skips } = {}) {
      for await (const row of rows<OutcomeRow>(every === true ? EVERY : NEWEST, []))
        if (!skips?.(namesOf(row))) yield outcomeOf(row)
    },
    async seen(repository, commit) {
      for await (const row of rows<{ seen: Uint8Array }>(SEEN, [repository, commit])) return row.seen
      return undefined
    },
  }
}

async function keepOne(connection: DuckDBConnection, { outcome, seen }: Kept): Promise<void> {
  const { repository, revision, commit, build, knowledge, team, at, result, figures } = outcome
  const key = [repository, revision, commit, build, knowledge]
  await connection.run(KEEP, [
    ...key,
    team ?? null,
    at,
    result.kind,
    blobValue(packResult(result)),
    figures.seconds,
    figures.processorSeconds,
    ...[figures.bytes, figures.files, figures.peakMemory].map(BigInt),
  ])
  if (result.kind === 'audited') await connection.run(KEEP_MOMENT, [...key, at])
  if (team !== undefined) await connection.run(KEEP_TEAM, [...key, team])
  if (seen) await connection.run(KEEP_SEEN, [repository, commit, blobValue(seen)])
}
